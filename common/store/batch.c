#include "common/store/batch.h"

#include "common/base/clock.h"
#include "common/base/failpoint.h"
#include "common/store/context.h"

#include <stdlib.h>
#include <string.h>

enum { GIVE_UP_MS = 2500 };

static enum fault read_together(struct connection *connection, struct work **batch, size_t count)
{
    SCOPED_MEMORY memory = memory_new();
    struct step *steps = NEW_ARRAY(memory, struct step, 2 * count);
    const char **contexts = NEW_ARRAY(memory, const char *, 2 * count);
    for (size_t i = 0; i < count; i++) {
        contexts[2 * i] = context_text(memory, &batch[i]->op->scope);
        contexts[2 * i + 1] = context_staff(memory, &batch[i]->op->actor);
        steps[2 * i] = (struct step){ Q_context_set, { &contexts[2 * i], 2 }, NULL };
        steps[2 * i + 1] = (struct step){ batch[i]->query, batch[i]->params, NULL };
    }
    const enum fault fault = connection_pipeline(connection, steps, 2 * count);
    for (size_t i = 0; i < count; i++) {
        PQclear(steps[2 * i].result);
        if (fault)
            PQclear(steps[2 * i + 1].result);
        else
            batch[i]->result = steps[2 * i + 1].result;
        batch[i]->fault = fault;
    }
    return fault;
}

static int by_key(const void *one, const void *other)
{
    return strcmp((*(struct work *const *)one)->element->key,
                  (*(struct work *const *)other)->element->key);
}

/* The organisations of a batch: all of them were authenticated. */
static const char *batch_context(void *memory, struct work **batch, size_t count)
{
    struct uuid *organisations = NEW_ARRAY(memory, struct uuid, count);
    struct scope scope = { organisations, 0 };
    for (size_t i = 0; i < count; i++) {
        const struct uuid *own = &batch[i]->op->actor.organisation_id;
        bool known = false;
        for (size_t j = 0; j < scope.count && !known; j++)
            known = uuid_equal(&organisations[j], own);
        if (!known)
            organisations[scope.count++] = *own;
    }
    return context_text(memory, &scope);
}

/* Parameter 'number' of all elements, one after the other, as one array. */
static const char *merged(struct op *op, struct work **batch, size_t count, size_t number)
{
    struct array all = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct array *column = &batch[i]->element->columns[number];
        for (size_t j = 0; j < column->count; j++)
            array_add(op, &all, column->items[j]);
    }
    return param_array(op, &all);
}

static void mark_inserted(struct work **batch, size_t count, const PGresult *result)
{
    struct uuid id;
    for (int row = 0; row < PQntuples(result); row++)
        if (uuid_read(PQgetvalue(result, row, 0), &id))
            for (size_t i = 0; i < count; i++)
                batch[i]->inserted = batch[i]->inserted || uuid_equal(batch[i]->element->id, &id);
}

static enum fault insert_together(struct connection *connection, struct work **batch, size_t count)
{
    SCOPED_OP op = { .memory = memory_new() };
    const size_t columns = batch[0]->element->column_count;
    const char **params = NEW_ARRAY(op.memory, const char *, columns);
    for (size_t i = 0; i < columns; i++)
        params[i] = merged(&op, batch, count, i);
    const char *const context[] = { batch_context(op.memory, batch, count), "" };
    struct step steps[] = { { Q_context_set, { context, COUNT(context) }, NULL },
                            { batch[0]->query, { params, columns }, NULL } };

    const enum fault fault = failpoint("intake_before_sync")
                                 ? FAULT_DATABASE
                                 : connection_pipeline(connection, steps, COUNT(steps));
    if (!fault) {
        failpoint("intake_after_sync");
        mark_inserted(batch, count, steps[1].result);
    }
    for (size_t i = 0; i < count; i++)
        batch[i]->fault = fault;
    PQclear(steps[0].result);
    PQclear(steps[1].result);
    return fault;
}

typedef enum fault together_function(struct connection *connection, struct work **batch,
                                     size_t count);

/*
 * What failed together, or whose answer was lost, is run again one by one: one
 * mistake must not fail the others, and an idle connection may have been lost
 * while the server restarted. A server that does not answer is not asked again.
 */
static void run(struct connection *connection, struct work **batch, size_t count,
                together_function *together)
{
    const int64_t start_ms = clock_monotonic_ms();
    const enum fault fault = together(connection, batch, count);
    if (!fault || (fault == FAULT_BUSY && count == 1))
        return;
    for (size_t i = 0; i < count; i++) {
        if (clock_monotonic_ms() - start_ms > GIVE_UP_MS)
            batch[i]->fault = FAULT_DATABASE;
        else
            (void)together(connection, &batch[i], 1);
    }
}

void batch_read(struct connection *connection, struct work **batch, size_t count)
{
    run(connection, batch, count, read_together);
}

/* Undecided work that was committed before finds its own row; else it is inserted now. */
void batch_insert(struct connection *connection, struct work **batch, size_t count)
{
    qsort(batch, count, sizeof(struct work *), by_key);
    run(connection, batch, count, insert_together);
    for (size_t i = 0; i < count; i++)
        if (batch[i]->fault == FAULT_BUSY)
            batch[i]->fault = batch[i]->element->when_held;
}
