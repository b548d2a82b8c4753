#include "common/quota/gcra.h"

static int64_t spent_until(int64_t until, int64_t now)
{
    return until > now ? until : now;
}

int64_t gcra_left(const struct rate *rate, int64_t until, int64_t now)
{
    const int64_t left =
        (now + rate->quota * rate->interval - spent_until(until, now)) / rate->interval;
    return left > 0 ? left : 0;
}

int64_t gcra_take(const struct rate *rate, int64_t *until, int64_t now, int64_t wanted)
{
    const int64_t left = gcra_left(rate, *until, now);
    const int64_t taken = left < wanted ? left : wanted;
    if (taken)
        *until = spent_until(*until, now) + taken * rate->interval;
    return taken;
}

int64_t gcra_wait(const struct rate *rate, int64_t until, int64_t now)
{
    const int64_t room_at = until + rate->interval - rate->quota * rate->interval;
    return room_at > now ? room_at - now : 0;
}
