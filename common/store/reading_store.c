#include "common/store/reading_store.h"

#include "common/store/executor.h"
#include "common/store/word_readers.h"

enum { COLUMNS = 6 }; /* the parameters of readings_add */

static void set_columns(struct op *op, const struct reading *readings, size_t count,
                        struct array columns[COLUMNS])
{
    for (size_t i = 0; i < count; i++) {
        struct array *column = columns;
        array_add(op, column++, param_uuid(op, &op->actor.organisation_id));
        array_add(op, column++, param_uuid(op, &readings[i].id));
        array_add(op, column++, param_uuid(op, &readings[i].case_id));
        array_add(op, column++, param_uuid(op, &readings[i].staff));
        array_add(op, column++, vocabulary_text(&reading_parts, (int)readings[i].part));
        array_add(op, column++, param_int(op, readings[i].version));
    }
}

enum fault readings_add(struct op *op, const struct reading *readings, size_t count)
{
    struct array columns[COLUMNS] = { 0 };
    bool inserted;
    if (!count)
        return OK;
    set_columns(op, readings, count, columns);
    const struct element element = { .key = param_uuid(op, &readings->id),
                                     .id = &readings->id,
                                     .columns = columns,
                                     .column_count = COLUMNS,
                                     .when_held = FAULT_BUSY };
    return executor_insert(op, Q_readings_add, &element, &inserted);
}

enum fault readings_add_within(struct op *op, const struct reading *readings, size_t count)
{
    struct array columns[COLUMNS] = { 0 };
    set_columns(op, readings, count, columns);
    return query_run(op, Q_readings_add, params_of(op, columns, COLUMNS));
}

static const struct column reading_columns[] = {
    COLUMN(struct reading, id, read_uuid),
    COLUMN(struct reading, case_id, read_uuid),
    COLUMN(struct reading, reference, read_text),
    COLUMN_AS("staff_id", struct reading, staff, read_uuid),
    COLUMN(struct reading, part, read_reading_part),
    COLUMN(struct reading, version, read_int),
    COLUMN(struct reading, read_at, read_instant),
};
static const struct row reading_row = ROW(struct reading, reading_columns);

enum fault reading_list(struct op *op, const struct reading_filter *filter,
                        struct reading **readings, size_t *count)
{
    const instant from = filter->from == NO_DAY ? NO_INSTANT : day_start(filter->from);
    const instant before = filter->to == NO_DAY ? NO_INSTANT : day_start(filter->to + 1);
    return query_many(op, Q_reading_list,
                      PARAMS(param_uuid(op, &filter->organisation_id),
                             param_uuid(op, &filter->after), filter->reference,
                             param_uuid(op, &filter->staff), param_instant(op, from),
                             param_instant(op, before), param_int(op, filter->limit)),
                      &reading_row, readings, count);
}
