#include "common/store/intake_store.h"

#include "common/store/executor.h"

/* The parameters of the statement, in its order. */
enum { CASE_COLUMNS = 29, CLOCK_COLUMNS = 13, COLUMNS = CASE_COLUMNS + CLOCK_COLUMNS };

static const char *bytes(struct op *op, const struct bytes *bytes)
{
    return param_bytes(op, bytes->data, bytes->length);
}

static void set_request(struct op *op, const struct intake *intake, const char **item)
{
    *item++ = param_uuid(op, &op->actor.organisation_id);
    *item++ = param_uuid(op, &intake->record.file.id);
    *item++ = param_uuid(op, &op->actor.id);
    *item++ = intake->request.operation;
    *item++ = intake->request.key;
    *item++ = param_bytes(op, intake->request.fingerprint, HASH_BYTES);
}

static void set_file(struct op *op, const struct case_record *record, const char **item)
{
    const struct case_file *file = &record->file;
    *item++ = file->reference;
    *item++ = param_uuid(op, &file->site_id);
    *item++ = vocabulary_text(&kinds, (int)file->kind);
    *item++ = vocabulary_text(&channels, (int)file->channel);
    *item++ = file->category;
    *item++ =
        file->customer_type ? vocabulary_text(&customer_types, (int)file->customer_type) : NULL;
    *item++ = param_bool(file->anonymous);
    *item++ = file->stage;
    *item++ = param_int(op, file->procedure_version);
    *item++ = param_instant(op, file->received_at);
    *item++ = param_instant(op, file->recorded_at);
    *item++ = bytes(op, &record->receipt_hash);
    *item++ = bytes(op, &record->sealed_content);
    *item++ = bytes(op, &record->sealed_customer);
    *item++ = param_int(op, record->kek_epoch);
    *item++ = bytes(op, &record->wrapped);
}

static void set_event(struct op *op, const struct case_event *event, const char **item)
{
    const struct uuid outbox_id = uuid_new(op->now);
    *item++ = event->actor_kind;
    *item++ = param_uuid(op, &event->actor);
    *item++ = event->facts;
    *item++ = bytes(op, &event->content_hash);
    *item++ = bytes(op, &event->hash);
    *item++ = param_uuid(op, &outbox_id);
    *item++ = op->traceparent[0] ? op->traceparent : NULL;
}

static void add_clock(struct op *op, const struct case_file *file, const struct case_clock *clock,
                      struct array *columns)
{
    array_add(op, columns++, param_uuid(op, &file->organisation_id));
    array_add(op, columns++, param_uuid(op, &file->id));
    array_add(op, columns++, clock->standard);
    array_add(op, columns++, clock->stage);
    array_add(op, columns++, param_instant(op, clock->started_at));
    array_add(op, columns++, param_day(op, clock->due_on));
    array_add(op, columns++, param_instant(op, clock->due_at));
    array_add(op, columns++, param_bool(clock->provisional));
    array_add(op, columns++, param_int(op, clock->calendar_version));
    array_add(op, columns++, vocabulary_text(&dues_by, (int)clock->due_by));
    array_add(op, columns++, param_uuid(op, &clock->meeting_id));
    array_add(op, columns++,
              clock->meetings_version ? param_int(op, clock->meetings_version) : NULL);
    array_add(op, columns++, clock->awaits ? vocabulary_text(&bodies, (int)clock->awaits) : NULL);
}

/* All that the statement takes: 'items' hold what is there once a case. */
static void set_columns(struct op *op, const struct intake *intake, const char *items[CASE_COLUMNS],
                        struct array columns[COLUMNS])
{
    enum { FILE_AT = 6, EVENT_AT = 22 };
    set_request(op, intake, items);
    set_file(op, &intake->record, items + FILE_AT);
    set_event(op, &intake->received, items + EVENT_AT);
    for (size_t i = 0; i < CASE_COLUMNS; i++)
        columns[i] = (struct array){ &items[i], 1, 1 };
    for (size_t i = 0; i < intake->clock_count; i++)
        add_clock(op, &intake->record.file, &intake->clocks[i], columns + CASE_COLUMNS);
}

enum fault intake_insert_within(struct op *op, const struct intake *intake, bool *is_new)
{
    const struct row id_row = VALUE(struct uuid, "id", read_uuid);
    const char *items[CASE_COLUMNS];
    struct array columns[COLUMNS] = { 0 };
    struct uuid *ids;
    size_t count;

    set_columns(op, intake, items, columns);
    const enum fault fault =
        query_many(op, Q_intake_insert, params_of(op, columns, COLUMNS), &id_row, &ids, &count);
    if (fault)
        return fault == FAULT_BUSY ? FAULT_IN_FLIGHT : fault;
    *is_new = count == 1;
    return OK;
}

enum fault intake_insert(struct op *op, const struct intake *intake, bool *is_new)
{
    const struct case_file *file = &intake->record.file;
    const char *items[CASE_COLUMNS];
    struct array columns[COLUMNS] = { 0 };

    set_columns(op, intake, items, columns);
    const struct element element = {
        .key =
            memory_printf(op->memory, "%s/%s", param_uuid(op, &op->actor.id), intake->request.key),
        .id = &file->id,
        .columns = columns,
        .column_count = COLUMNS,
        .when_held = FAULT_IN_FLIGHT, /* the row of the same key */
    };
    op->queued = true;
    return executor_insert(op, Q_intake_insert, &element, is_new);
}
