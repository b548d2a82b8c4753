/*
 * What tests of the store stand on: two organisations with a site each, made as
 * the heed program would, and the owner's own connection for looking and for
 * putting obstacles in the way. Run by tests/support/with_servers.py.
 */
#ifndef TESTS_STORE_SCENE_H
#define TESTS_STORE_SCENE_H

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/casework/new_case.h"
#include "common/procedure/procedure_document.h"
#include "common/store/organisation_store.h"
#include "common/store/tx.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libpq-fe.h>

struct house {
    struct uuid organisation, site;
};

static struct scene {
    struct house houses[2];
    PGconn *owner; /* sees both organisations */
    PGconn *api;   /* a session with the API's rights */
} scene;

static inline const char *setting(const char *name)
{
    const char *text = getenv(name);
    if (!text)
        fail_msg("%s is not set: run by tests/support/with_servers.py", name);
    return text;
}

/* --- The owner's hand --- */

static inline void run_on(PGconn *connection, const char *sql)
{
    PGresult *result = PQexec(connection, sql);
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(connection));
    PQclear(result);
}

static inline void owner_runs(const char *sql)
{
    run_on(scene.owner, sql);
}

/* The one number that a query answers; -1 for no row. */
static inline long number_on(PGconn *connection, const char *sql)
{
    PGresult *result = PQexec(connection, sql);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        fail_msg("%s: %s", sql, PQerrorMessage(connection));
    const long number = PQntuples(result) ? strtol(PQgetvalue(result, 0, 0), NULL, 10) : -1;
    PQclear(result);
    return number;
}

static inline long owner_counts(const char *sql)
{
    return number_on(scene.owner, sql);
}

static inline PGconn *connect_as(const char *url)
{
    PGconn *connection = PQconnectdb(setting(url));
    if (PQstatus(connection) != CONNECTION_OK)
        fail_msg("%s: %s", url, PQerrorMessage(connection));
    return connection;
}

/* --- Operations --- */

/* One that a house's site asks for. */
static inline struct op op_of(size_t house)
{
    struct op op = op_begin();
    op.actor = (struct actor){ .kind = ACTOR_SITE,
                               .id = scene.houses[house].site,
                               .organisation_id = scene.houses[house].organisation };
    op.scope = (struct scope){ &scene.houses[house].organisation, 1 };
    return op;
}

/* Makes the case that a site posts with this key. */
static inline void make_case(struct op *op, const char *key, struct intake *intake)
{
    const char *receipt;
    const struct case_request request = { .kind = KIND_COMPLAINT,
                                          .narrative = "The bus did not come.",
                                          .happened_on = NO_DAY,
                                          .received_at = NO_INSTANT };
    const struct uuid id = uuid_new(op->now);
    assert_int_equal(new_case(op, &id, &request, intake, &receipt), OK);
    intake->request.operation = "POST /v1/cases";
    intake->request.key = key;
}

/* --- Setting up --- */

static inline enum fault make_house(struct op *op, size_t number)
{
    static const char *const slugs[] = { "one", "two" }, *const prefixes[] = { "ONE", "TWO" };
    struct house *house = &scene.houses[number];
    *house = (struct house){ uuid_new(op->now), uuid_new(op->now) };
    op->scope = (struct scope){ &house->organisation, 1 };
    const struct organisation organisation = { .id = house->organisation,
                                               .slug = slugs[number],
                                               .name = slugs[number],
                                               .reference_prefix = prefixes[number],
                                               .nation = NATION_ENGLAND_AND_WALES,
                                               .procedure_version = 1 };
    const struct site site = { house->site, house->organisation, "Website" };
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(organisation_create(op, &organisation, procedure_default));
    TRY(site_create(op, &site));
    return tx_commit(&tx);
}

static inline void owner_sees_both(struct op *op)
{
    char one[UUID_TEXT], two[UUID_TEXT];
    uuid_text(&scene.houses[0].organisation, one);
    uuid_text(&scene.houses[1].organisation, two);
    owner_runs(memory_printf(op->memory, "set heed.organisations = '%s,%s'", one, two));
}

static inline void load_key_ring(void *memory)
{
    char *ring = key_ring_generate(memory);
    assert_true(key_ring_load(ring, stderr));
}

/* For cmocka_run_group_tests. The pool is closed again: each test opens what it needs. */
static inline int scene_open(void **state)
{
    SCOPED_OP op = op_begin();
    (void)state;
    time_zone_setup();
    log_setup("test", LOG_ERROR);
    load_key_ring(op.memory);
    scene.owner = connect_as("HEED_OWNER_DATABASE_URL");
    scene.api = connect_as("HEED_DATABASE_URL");
    owner_runs("set client_min_messages = warning");
    pool_open(setting("HEED_WORKER_DATABASE_URL"), "scene", 1);
    for (size_t i = 0; i < COUNT(scene.houses); i++)
        assert_int_equal(make_house(&op, i), OK);
    pool_close();
    owner_sees_both(&op);
    return 0;
}

static inline int scene_close(void **state)
{
    (void)state;
    PQfinish(scene.owner);
    PQfinish(scene.api);
    key_ring_unload();
    return 0;
}

#endif
