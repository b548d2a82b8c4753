#include "api/refresh.h"

#include "common/base/rounds.h"
#include "common/store/clock_store.h"

enum { EVERY_MS = 100 };

static struct rounds rounds;

static void refresh(void)
{
    SCOPED_OP op = op_begin();
    /* While the database is away the time goes on by itself. */
    if (clock_refresh(&op))
        return;
}

void refresh_start(void)
{
    refresh();
    rounds_start(&rounds, refresh, EVERY_MS);
}

void refresh_stop(void)
{
    rounds_stop(&rounds);
}
