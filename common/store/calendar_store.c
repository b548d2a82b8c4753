#include "common/store/calendar_store.h"

#include "common/store/word_readers.h"

static const struct column calendar_columns[] = {
    COLUMN(struct calendar, version, read_int),
    COLUMN(struct calendar, first_day, read_day),
    COLUMN(struct calendar, last_day, read_day),
};
static const struct row calendar_row = ROW(struct calendar, calendar_columns);

static const struct column holiday_columns[] = {
    COLUMN(struct holiday, on, read_day),
    COLUMN(struct holiday, title, read_text),
};
static const struct row holiday_row = ROW(struct holiday, holiday_columns);

static const struct column change_columns[] = {
    COLUMN(struct holiday_change, nation, read_nation),
    COLUMN(struct holiday_change, on, read_day),
    COLUMN(struct holiday_change, title, read_text),
    COLUMN(struct holiday_change, is_added, read_bool),
};
static const struct row change_row = ROW(struct holiday_change, change_columns);

static const struct row version_row = VALUE(int, "version", read_int);
static const struct row is_empty_row = VALUE(bool, "is_empty", read_bool);

enum fault calendar_load(struct op *op, int version, enum nation nation,
                         const struct uuid *organisation_id, struct calendar **calendar)
{
    struct calendar *loaded = NEW(op->memory, struct calendar);
    const char *of_nation = nation_text(nation);
    TRY(query_one(op, Q_calendar_at_version, PARAMS(param_int(op, version), of_nation),
                  &calendar_row, loaded, FAULT_NOT_FOUND));
    const char *at = param_int(op, loaded->version);
    TRY(query_many(op, Q_calendar_holidays, PARAMS(at, of_nation), &holiday_row, &loaded->holidays,
                   &loaded->holiday_count));
    if (organisation_id)
        TRY(query_many(op, Q_calendar_closures, PARAMS(at, param_uuid(op, organisation_id)),
                       &holiday_row, &loaded->closures, &loaded->closure_count));
    loaded->nation = nation;
    *calendar = loaded;
    return OK;
}

enum fault calendar_is_empty(struct op *op, bool *is_empty)
{
    return query_one(op, Q_calendar_is_empty, NO_PARAMS, &is_empty_row, is_empty, FAULT_BUG);
}

static enum fault calendar_lock(struct op *op)
{
    return query_run(op, Q_calendar_lock, NO_PARAMS);
}

static enum fault version_add(struct op *op, const char *reason, const char *organisation,
                              const char *file, int *version)
{
    return query_one(op, Q_calendar_version_add, PARAMS(reason, organisation, file), &version_row,
                     version, FAULT_BUG);
}

static enum fault find_changes(struct op *op, const struct holiday_import *import,
                               struct holiday_change **changes, size_t *change_count)
{
    struct array of_nations = { 0 }, on_days = { 0 }, with_titles = { 0 };
    for (size_t i = 0; i < import->count; i++) {
        array_add(op, &of_nations, nation_text(import->nations[i]));
        array_add(op, &on_days, param_day(op, import->days[i]));
        array_add(op, &with_titles, import->titles[i]);
    }
    return query_many(op, Q_calendar_changes,
                      PARAMS(param_array(op, &of_nations), param_array(op, &on_days),
                             param_array(op, &with_titles)),
                      &change_row, changes, change_count);
}

static enum fault make_changes(struct op *op, const char *version,
                               const struct holiday_change *changes, size_t count)
{
    struct array nation_added = { 0 }, day_added = { 0 }, title_added = { 0 };
    struct array nation_gone = { 0 }, day_gone = { 0 };
    for (size_t i = 0; i < count; i++) {
        const bool is_added = changes[i].is_added;
        array_add(op, is_added ? &nation_added : &nation_gone, nation_text(changes[i].nation));
        array_add(op, is_added ? &day_added : &day_gone, param_day(op, changes[i].on));
        if (is_added)
            array_add(op, &title_added, changes[i].title);
    }
    TRY(query_run(op, Q_bank_holidays_end,
                  PARAMS(version, param_array(op, &nation_gone), param_array(op, &day_gone))));
    return query_run(op, Q_bank_holidays_add,
                     PARAMS(version, param_array(op, &nation_added), param_array(op, &day_added),
                            param_array(op, &title_added)));
}

enum fault calendar_import(struct op *op, const struct holiday_import *import,
                           struct holiday_change **changes, size_t *change_count, int *version)
{
    *version = 0;
    TRY(calendar_lock(op));
    TRY(find_changes(op, import, changes, change_count));
    if (*change_count == 0)
        return OK;
    TRY(version_add(op, "import", NULL, param_bytes(op, import->file, import->file_length),
                    version));
    return make_changes(op, param_int(op, *version), *changes, *change_count);
}

enum fault closure_add(struct op *op, const struct uuid *organisation_id, day on, const char *title)
{
    const char *organisation = param_uuid(op, organisation_id), *on_day = param_day(op, on);
    int version;
    TRY(calendar_lock(op));
    const enum fault found =
        query_one(op, Q_closure_find, PARAMS(organisation, on_day), NULL, NULL, FAULT_NOT_FOUND);
    if (found != FAULT_NOT_FOUND)
        return found ? found : FAULT_ALREADY_EXISTS;
    TRY(version_add(op, "closure", organisation, NULL, &version));
    return query_run(op, Q_closure_add,
                     PARAMS(organisation, on_day, title, param_int(op, version)));
}

enum fault closure_remove(struct op *op, const struct uuid *organisation_id, day on)
{
    const char *organisation = param_uuid(op, organisation_id), *on_day = param_day(op, on);
    int version;
    TRY(calendar_lock(op));
    TRY(query_one(op, Q_closure_find, PARAMS(organisation, on_day), NULL, NULL, FAULT_NOT_FOUND));
    TRY(version_add(op, "closure", organisation, NULL, &version));
    return query_run(op, Q_closure_end, PARAMS(organisation, on_day, param_int(op, version)));
}

enum fault closure_list(struct op *op, const struct uuid *organisation_id,
                        struct holiday **closures, size_t *count)
{
    int version = 0;
    const enum fault fault = query_one(op, Q_calendar_newest_version, NO_PARAMS, &version_row,
                                       &version, FAULT_NOT_FOUND);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    return query_many(op, Q_calendar_closures,
                      PARAMS(param_int(op, version), param_uuid(op, organisation_id)), &holiday_row,
                      closures, count);
}
