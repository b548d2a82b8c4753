#include "common/store/case_clock_store.h"

#include "common/store/word_readers.h"

static const struct column clock_columns[] = {
    COLUMN(struct clock_record, case_id, read_uuid),
    COLUMN_AS("standard", struct clock_record, clock.standard, read_text),
    COLUMN_AS("started_by", struct clock_record, clock.started_by, read_int),
    COLUMN_AS("period", struct clock_record, clock.period, read_int),
    COLUMN_AS("stage", struct clock_record, clock.stage, read_text),
    COLUMN_AS("started_at", struct clock_record, clock.started_at, read_instant),
    COLUMN_AS("first_due_on", struct clock_record, clock.first_due_on, read_day),
    COLUMN_AS("due_on", struct clock_record, clock.due_on, read_day),
    COLUMN_AS("due_by", struct clock_record, clock.due_by, read_due_by),
    COLUMN_AS("reckoned_from", struct clock_record, clock.reckoned_from, read_instant),
    COLUMN_AS("agreed_days", struct clock_record, clock.agreed_days, read_int),
    COLUMN_AS("meeting_id", struct clock_record, clock.meeting_id, read_uuid),
    COLUMN_AS("due_at", struct clock_record, clock.due_at, read_instant),
    COLUMN_AS("provisional", struct clock_record, clock.provisional, read_bool),
    COLUMN_AS("calendar_version", struct clock_record, clock.calendar_version, read_int),
    COLUMN_AS("meetings_version", struct clock_record, clock.meetings_version, read_int),
    COLUMN_AS("met_at", struct clock_record, clock.met_at, read_instant),
    COLUMN_AS("ended_at", struct clock_record, clock.ended_at, read_instant),
    COLUMN_AS("breached_at", struct clock_record, clock.breached_at, read_instant),
    COLUMN_AS("superseded_at", struct clock_record, clock.superseded_at, read_instant),
    COLUMN_AS("breach_recorded", struct clock_record, clock.breach_recorded, read_bool),
    COLUMN_AS("breach_corrected", struct clock_record, clock.breach_corrected, read_bool),
    COLUMN(struct clock_record, said_due_on, read_day),
    COLUMN(struct clock_record, said_meeting_id, read_uuid),
};
static const struct row clock_row = ROW(struct clock_record, clock_columns);

enum fault clocks_of_cases(struct op *op, const struct uuid *case_ids, size_t case_count,
                           struct clock_record **clocks, size_t *count)
{
    return query_many(op, Q_clocks_of_cases, PARAMS(param_uuids(op, case_ids, case_count)),
                      &clock_row, clocks, count);
}

enum fault clocks_of_case(struct op *op, const struct uuid *case_id, struct case_clock **clocks,
                          size_t *count)
{
    struct clock_record *records;
    TRY(clocks_of_cases(op, case_id, 1, &records, count));
    *clocks = NEW_ARRAY(op->memory, struct case_clock, *count);
    for (size_t i = 0; i < *count; i++)
        (*clocks)[i] = records[i].clock;
    return OK;
}

/* The arrays of one statement: which clock, then the statement's own columns. */
enum { NAME_COLUMNS = 5, COLUMNS_MAX = 22 };

struct columns {
    struct array arrays[COLUMNS_MAX];
};

static void add_name(struct op *op, struct columns *columns, const struct settled_clock *settled)
{
    const struct case_clock *clock = &settled->settlement->clock;
    array_add(op, &columns->arrays[0], param_uuid(op, &settled->file->organisation_id));
    array_add(op, &columns->arrays[1], param_uuid(op, &settled->file->id));
    array_add(op, &columns->arrays[2], clock->standard);
    array_add(op, &columns->arrays[3], param_int(op, clock->started_by));
    array_add(op, &columns->arrays[4], param_int(op, clock->period));
}

static enum fault run(struct op *op, enum query query, struct columns *columns, size_t count)
{
    if (columns->arrays[0].count == 0)
        return OK;
    return query_run(op, query, params_of(op, columns->arrays, count));
}

static enum fault save_clocks(struct op *op, const struct settled_clock *settled, size_t count)
{
    struct columns columns = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct case_clock *clock = &settled[i].settlement->clock;
        if (!settled[i].settlement->changed && !settled[i].settlement->confirmed)
            continue;
        struct array *at = columns.arrays + NAME_COLUMNS;
        add_name(op, &columns, &settled[i]);
        array_add(op, at++, clock->stage);
        array_add(op, at++, param_instant(op, clock->started_at));
        array_add(op, at++, param_day(op, clock->due_on));
        array_add(op, at++, param_instant(op, clock->due_at));
        array_add(op, at++, param_bool(clock->provisional));
        array_add(op, at++, param_int(op, clock->calendar_version));
        array_add(op, at++, param_instant(op, clock->met_at));
        array_add(op, at++, param_instant(op, clock->ended_at));
        array_add(op, at++, param_instant(op, clock->breached_at));
        array_add(op, at++, param_instant(op, clock->superseded_at));
        array_add(op, at++, param_day(op, clock->first_due_on));
        array_add(op, at++, vocabulary_text(&dues_by, (int)clock->due_by));
        array_add(op, at++, param_uuid(op, &clock->meeting_id));
        array_add(op, at++, param_instant(op, clock->reckoned_from));
        array_add(op, at++, clock->agreed_days ? param_int(op, clock->agreed_days) : NULL);
        array_add(op, at++,
                  clock->meetings_version ? param_int(op, clock->meetings_version) : NULL);
        array_add(op, at++, clock->awaits ? vocabulary_text(&bodies, (int)clock->awaits) : NULL);
    }
    return run(op, Q_clocks_save, &columns, COLUMNS_MAX);
}

static enum fault save_changes(struct op *op, const struct settled_clock *settled, size_t count)
{
    struct columns columns = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct clock_settlement *settlement = settled[i].settlement;
        if (settlement->moved_from == NO_DAY)
            continue;
        struct array *at = columns.arrays + NAME_COLUMNS;
        add_name(op, &columns, &settled[i]);
        array_add(op, at++, param_day(op, settlement->moved_from));
        array_add(op, at++, param_day(op, settlement->clock.due_on));
        array_add(op, at++, param_int(op, settlement->clock.calendar_version));
        array_add(op, at++, param_instant(op, op->now));
        array_add(op, at++,
                  settlement->moved_by == DUE_BY_TIMESCALE
                      ? NULL
                      : vocabulary_text(&dues_by, (int)settlement->moved_by));
    }
    return run(op, Q_clock_changes_add, &columns, 10);
}

static enum fault save_breaches(struct op *op, const struct settled_clock *settled, size_t count)
{
    struct columns columns = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct case_clock *clock = &settled[i].settlement->clock;
        if (!settled[i].settlement->breached)
            continue;
        struct array *at = columns.arrays + NAME_COLUMNS;
        add_name(op, &columns, &settled[i]);
        array_add(op, at++, param_day(op, clock->due_on));
        array_add(op, at++, param_instant(op, clock->due_at));
        array_add(op, at++, param_instant(op, op->now));
        array_add(op, at++, param_bool(clock->due_at <= settled[i].file->recorded_at));
    }
    return run(op, Q_breaches_add, &columns, 9);
}

static enum fault save_corrections(struct op *op, const struct settled_clock *settled, size_t count)
{
    struct columns columns = { 0 };
    for (size_t i = 0; i < count; i++) {
        if (!settled[i].settlement->corrected)
            continue;
        struct array *at = columns.arrays + NAME_COLUMNS;
        add_name(op, &columns, &settled[i]);
        array_add(op, at++, param_int(op, settled[i].by_seq));
        array_add(op, at++, param_instant(op, op->now));
    }
    return run(op, Q_breach_corrections_add, &columns, 7);
}

enum fault clocks_save(struct op *op, const struct settled_clock *settled, size_t count)
{
    TRY(save_clocks(op, settled, count));
    TRY(save_changes(op, settled, count));
    TRY(save_breaches(op, settled, count));
    return save_corrections(op, settled, count);
}

static const struct column file_columns[] = {
    COLUMN(struct case_file, organisation_id, read_uuid),
    COLUMN(struct case_file, id, read_uuid),
    COLUMN(struct case_file, site_id, read_uuid),
    COLUMN(struct case_file, kind, read_kind),
    COLUMN(struct case_file, channel, read_channel),
    COLUMN(struct case_file, category, read_text),
    COLUMN(struct case_file, stage, read_text),
    COLUMN(struct case_file, state, read_state),
    COLUMN(struct case_file, version, read_int),
    COLUMN(struct case_file, procedure_version, read_int),
    COLUMN(struct case_file, handler, read_uuid),
    COLUMN(struct case_file, point_of_contact, read_uuid),
    COLUMN(struct case_file, received_at, read_instant),
    COLUMN(struct case_file, recorded_at, read_instant),
    COLUMN(struct case_file, closed_at, read_instant),
    COLUMN(struct case_file, erased_at, read_instant),
    COLUMN(struct case_file, erasure_not_before, read_day),
    COLUMN(struct case_file, legal_hold, read_bool),
    COLUMN(struct case_file, sealed_off, read_bool),
    COLUMN(struct case_file, hidden_from_site, read_bool),
};
static const struct row file_row = ROW(struct case_file, file_columns);

enum fault cases_to_settle(struct op *op, int limit, struct case_file **files, size_t *count)
{
    return query_many(op, Q_cases_to_settle,
                      PARAMS(param_instant(op, op->now), param_int(op, limit)), &file_row, files,
                      count);
}

enum fault cases_waiting(struct op *op, const struct uuid *organisation_id,
                         const struct codes *standards, struct case_file **files, size_t *count)
{
    struct array array = { 0 };
    for (size_t i = 0; i < standards->count; i++)
        array_add(op, &array, standards->list[i]);
    return query_many(op, Q_cases_waiting,
                      PARAMS(param_uuid(op, organisation_id), param_array(op, &array)), &file_row,
                      files, count);
}
