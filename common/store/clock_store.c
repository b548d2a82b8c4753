#include "common/store/clock_store.h"

#include "common/base/clock.h"
#include "common/store/query.h"

#include <stdatomic.h>

struct reading {
    instant now;
    int calendar_version;
};

static const struct column reading_columns[] = {
    COLUMN(struct reading, now, read_instant),
    COLUMN(struct reading, calendar_version, read_int),
};
static const struct row reading_row = ROW(struct reading, reading_columns);

static _Atomic int newest_calendar;

enum fault clock_refresh(struct op *op)
{
    struct reading reading;
    const int64_t asked = clock_ask();
    TRY(query_one(op, Q_clock_now, NO_PARAMS, &reading_row, &reading, FAULT_BUG));
    clock_set(asked, reading.now);
    atomic_store(&newest_calendar, reading.calendar_version);
    return OK;
}

int clock_calendar_version(void)
{
    return atomic_load(&newest_calendar);
}
