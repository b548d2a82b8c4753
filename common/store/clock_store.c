#include "common/store/clock_store.h"

#include "common/base/clock.h"
#include "common/store/query.h"

#include <stdatomic.h>

struct clock_answer {
    instant now;
    int calendar_version;
};

static const struct column answer_columns[] = {
    COLUMN(struct clock_answer, now, read_instant),
    COLUMN(struct clock_answer, calendar_version, read_int),
};
static const struct row answer_row = ROW(struct clock_answer, answer_columns);

static _Atomic int newest_calendar;

enum fault clock_refresh(struct op *op)
{
    struct clock_answer answer;
    const int64_t asked = clock_ask();
    TRY(query_one(op, Q_clock_refresh, NO_PARAMS, &answer_row, &answer, FAULT_BUG));
    clock_set(asked, answer.now);
    atomic_store(&newest_calendar, answer.calendar_version);
    return OK;
}

int clock_calendar_version(void)
{
    return atomic_load(&newest_calendar);
}
