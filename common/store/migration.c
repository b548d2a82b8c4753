#include "common/store/migration.h"

#include "common/base/failpoint.h"
#include "common/store/query.h"

#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>

/* The owner's connection, and where mistakes are told. */
struct schema {
    struct op *op;
    PGconn *pg;
};

static void schema_close(struct schema *schema)
{
    PQfinish(schema->pg);
}

#define SCOPED_SCHEMA SCOPED(schema_close) struct schema

static void release_result(PGresult **result)
{
    PQclear(*result);
}

#define SCOPED_RESULT SCOPED(release_result) PGresult *

static bool is_done(const PGresult *result)
{
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* A client's message without the line end. */
static const char *one_line(struct op *op, const char *message)
{
    char *line = memory_text(op->memory, message ? message : "");
    line[strcspn(line, "\n")] = '\0';
    return line;
}

static enum fault schema_connect(struct op *op, const char *url, struct schema *schema)
{
    const char *const names[] = { "dbname",          "options",         "application_name",
                                  "connect_timeout", "client_encoding", NULL };
    static const char options[] = "-c timezone=UTC -c datestyle=ISO -c statement_timeout=0 "
                                  "-c client_min_messages=warning";
    const char *const values[] = { url, options, "heed migrate", "5", "UTF8", NULL };
    *schema = (struct schema){ op, PQconnectdbParams(names, values, 1) };
    if (PQstatus(schema->pg) == CONNECTION_OK)
        return OK;
    mistake_add(op, "HEED_OWNER_DATABASE_URL", "unreachable",
                one_line(op, PQerrorMessage(schema->pg)));
    return FAULT_DATABASE;
}

/* The line of the text at which the server stopped; 0 when it did not say. */
static int line_of_error(const PGresult *result, const char *text)
{
    const char *position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
    long left = position ? strtol(position, NULL, 10) : 0;
    int line = left > 0;
    for (; *text && left > 1; text++) {
        line += *text == '\n';
        left -= ((unsigned char)*text & 0xC0) != 0x80; /* positions count characters */
    }
    return line;
}

/* Tells why the server refused. Schema files hold nothing personal, so its words are shown. */
static enum fault server_refused(struct schema *schema, const char *name, const char *text,
                                 const PGresult *result)
{
    struct op *op = schema->op;
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const int line = line_of_error(result, text);
    if (!state)
        message = one_line(op, PQerrorMessage(schema->pg));
    mistake_add(op, name, "refused",
                memory_printf(op->memory, "the database refused it%s: %s (SQLSTATE %s)",
                              line ? memory_printf(op->memory, " in line %d", line) : "", message,
                              state ? state : "none: the connection was lost"));
    return FAULT_DATABASE;
}

/* Runs statements without parameters. */
static enum fault schema_run(struct schema *schema, const char *name, const char *text)
{
    SCOPED_RESULT result = PQexec(schema->pg, text);
    return is_done(result) ? OK : server_refused(schema, name, text, result);
}

/* Runs one statement; 'result' is the caller's to clear. */
static enum fault schema_ask(struct schema *schema, const char *name, const char *text,
                             struct params params, PGresult **result)
{
    *result = PQexecParams(schema->pg, text, (int)params.count, NULL, params.values, NULL, NULL, 0);
    return is_done(*result) ? OK : server_refused(schema, name, text, *result);
}

static enum fault differs(struct schema *schema, const char *name, const char *code,
                          const char *detail)
{
    mistake_add(schema->op, name, code, detail);
    return FAULT_VERSION_STALE;
}

/* Applied files that this program does not have. */
static enum fault refuse_newer(struct schema *schema, const struct schema_file *files, size_t count)
{
    struct array known = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(schema->op, &known, param_int(schema->op, files[i].number));
    SCOPED_RESULT result = NULL;
    TRY(schema_ask(schema, "schema_migration",
                   "select name from schema_migration"
                   " where number <> all ($1::int[]) order by number limit 1",
                   PARAMS(param_array(schema->op, &known)), &result));
    if (PQntuples(result) == 0)
        return OK;
    return differs(schema, PQgetvalue(result, 0, 0), "newer",
                   "was applied to this database, but this program does not have it: "
                   "the database is newer than the program");
}

/* Reads when the file was applied. */
static enum fault compare_file(struct schema *schema, struct schema_file *file)
{
    struct op *op = schema->op;
    SCOPED_RESULT result = NULL;
    TRY(schema_ask(schema, file->name,
                   "select applied_at, sha256 = sha256($2::bytea)"
                   "  from schema_migration where number = $1::int",
                   PARAMS(param_int(op, file->number), param_bytes(op, file->text, file->length)),
                   &result));
    if (PQntuples(result) == 0)
        return OK;
    read_instant(op, PQgetvalue(result, 0, 0), &file->applied_at);
    if (*PQgetvalue(result, 0, 1) == 't')
        return OK;
    return differs(schema, file->name, "changed",
                   "has changed since it was applied to this database: "
                   "applied files stay as they are, changes go into a new file");
}

/* Errors: VERSION_STALE when database and program do not fit together. */
static enum fault compare(struct schema *schema, struct schema_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        files[i].applied_at = NO_INSTANT;

    SCOPED_RESULT table = NULL;
    TRY(schema_ask(schema, "schema_migration", "select to_regclass('schema_migration')", NO_PARAMS,
                   &table));
    if (PQgetisnull(table, 0, 0))
        return OK;
    TRY(refuse_newer(schema, files, count));
    for (size_t i = 0; i < count; i++) {
        TRY(compare_file(schema, &files[i]));
        if (i && files[i].applied_at != NO_INSTANT && files[i - 1].applied_at == NO_INSTANT)
            return differs(schema, files[i - 1].name, "out_of_order",
                           "lies before a file that was applied already: give it a higher number");
    }
    return OK;
}

static enum fault role_is_missing(struct schema *schema, const char *role, bool *is_missing)
{
    SCOPED_RESULT result = NULL;
    TRY(schema_ask(schema, role, "select to_regrole($1)", PARAMS(role), &result));
    *is_missing = PQgetisnull(result, 0, 0);
    return OK;
}

static enum fault make_role(struct schema *schema, const char *role)
{
    struct op *op = schema->op;
    bool is_missing;
    TRY(role_is_missing(schema, role, &is_missing));
    if (!is_missing)
        return OK;
    SCOPED_RESULT made =
        PQexec(schema->pg, memory_printf(op->memory, "create role %s nologin", role));
    if (is_done(made))
        return OK;
    /* Roles are the server's: a migration of another database may just have made it. */
    TRY(role_is_missing(schema, role, &is_missing));
    if (!is_missing)
        return OK;
    mistake_add(op, role, "missing",
                memory_printf(op->memory,
                              "this role does not exist and the owner may not make it: "
                              "as an administrator of the server, run: create role %s login",
                              role));
    return FAULT_DATABASE;
}

static enum fault make_roles(struct schema *schema)
{
    TRY(make_role(schema, "heed_api"));
    return make_role(schema, "heed_worker");
}

/* One migration at a time. Afterwards it waits for nobody long: whoever waits for a table holds up
 * all who come after. */
static enum fault lock_schema(struct schema *schema)
{
    TRY(schema_run(schema, "schema_migration",
                   "select pg_advisory_lock(hashtext('schema_migration'))"));
    return schema_run(schema, "schema_migration", "set lock_timeout = '5s'");
}

static enum fault make_table(struct schema *schema)
{
    return schema_run(schema, "schema_migration",
                      "set client_min_messages = error;"
                      "create table if not exists schema_migration ("
                      "  number     integer primary key check (number > 0),"
                      "  name       text not null,"
                      "  sha256     bytea not null check (octet_length(sha256) = 32),"
                      "  applied_at timestamptz not null default now());"
                      "set client_min_messages = warning");
}

static enum fault apply(struct schema *schema, struct schema_file *file)
{
    struct op *op = schema->op;
    TRY(schema_run(schema, file->name, "begin"));
    TRY(schema_run(schema, file->name, file->text));
    if (PQtransactionStatus(schema->pg) != PQTRANS_INTRANS)
        return differs(schema, file->name, "not_one_transaction",
                       "ends its transaction itself, which a schema file must not");
    SCOPED_RESULT noted = NULL;
    TRY(schema_ask(
        schema, file->name,
        "insert into schema_migration (number, name, sha256)"
        " values ($1::int, $2, sha256($3::bytea)) returning applied_at",
        PARAMS(param_int(op, file->number), file->name, param_bytes(op, file->text, file->length)),
        &noted));
    if (failpoint("schema_before_commit"))
        return FAULT_DATABASE;
    TRY(schema_run(schema, file->name, "commit"));
    read_instant(op, PQgetvalue(noted, 0, 0), &file->applied_at);
    return OK;
}

enum fault schema_status(struct op *op, const char *owner_database_url, struct schema_file *files,
                         size_t count)
{
    SCOPED_SCHEMA schema = { 0 };
    TRY(schema_connect(op, owner_database_url, &schema));
    return compare(&schema, files, count);
}

enum fault schema_migrate(struct op *op, const char *owner_database_url, struct schema_file *files,
                          size_t count, size_t *applied)
{
    SCOPED_SCHEMA schema = { 0 };
    *applied = 0;
    TRY(schema_connect(op, owner_database_url, &schema));
    TRY(lock_schema(&schema));
    TRY(compare(&schema, files, count));
    TRY(make_roles(&schema));
    TRY(make_table(&schema));
    for (size_t i = 0; i < count; i++) {
        if (files[i].applied_at != NO_INSTANT)
            continue;
        TRY(apply(&schema, &files[i]));
        ++*applied;
    }
    return OK;
}
