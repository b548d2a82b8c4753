#include "common/quota/quota.h"

#include "common/base/clock.h"
#include "common/quota/counters.h"
#include "common/quota/shared.h"

#include <string.h>

enum { SUPPLY_MOST = 100, SUPPLY_PART = 50 };

static int64_t monotonic_now(void)
{
    return clock_monotonic_ms() * 1000;
}

/* Other numbers are another counter, so that processes with other settings do not mix. */
static void counter_name(enum quota_policy policy, const struct payer *payer,
                         unsigned char name[PSEUDONYM_BYTES])
{
    struct {
        int64_t policy, quota, seconds;
        unsigned char payer[PAYER_BYTES];
    } whole = { policy, policy_rate(policy)->quota, policy_rate(policy)->seconds, { 0 } };
    memcpy(whole.payer, payer->bytes, payer->length);
    pseudonym(&whole, sizeof whole, instant_day(clock_now()), name);
}

static bool take_in_hand(struct counter *counter)
{
    if (!counter->in_hand)
        return false;
    counter->in_hand--;
    return true;
}

static int64_t supply_of(const struct rate *rate)
{
    const int64_t part = rate->quota / SUPPLY_PART;
    return part < SUPPLY_MOST ? part : SUPPLY_MOST;
}

/*
 * How many to ask Redis for: none when the answer is known here, as one is in
 * hand or none can be left. Whoever asks often gets a supply, which one of them
 * fetches before the last one is used up, so that the others need not wait.
 */
static int64_t wanted(const struct counter *counter, const struct rate *rate, int64_t now)
{
    const bool is_often = counter->asked_at && now - counter->asked_at < SECOND;
    const int64_t supply = is_often && !counter->is_asking ? supply_of(rate) : 0;
    if (counter->in_hand > supply / 2 || !gcra_left(rate, counter->until, now))
        return 0;
    return 1 + supply - counter->in_hand;
}

static void begin_asking(struct counter *counter, int64_t now, int64_t count)
{
    counter->is_asking = counter->is_asking || count > 1;
    counter->asked_at = now;
}

struct answer {
    int64_t wanted, taken, backlog;
    enum fault fault;
};

/* Notes what Redis answered; without an answer takes one by what is known here. */
static void end_asking(struct counter *counter, const struct rate *rate, int64_t now,
                       const struct answer *answer)
{
    if (answer->wanted > 1)
        counter->is_asking = false;
    if (answer->fault) {
        counter->in_hand += (int32_t)gcra_take(rate, &counter->until, now, 1);
        return;
    }
    counter->in_hand += (int32_t)answer->taken;
    if (counter->until < now + answer->backlog)
        counter->until = now + answer->backlog;
}

static int64_t left_of(const struct counter *counter, const struct rate *rate, int64_t now)
{
    const int64_t left = gcra_left(rate, counter->until, now) + counter->in_hand;
    return left < rate->quota ? left : rate->quota;
}

static struct balance balance_of(const struct counter *counter, const struct rate *rate,
                                 int64_t now, bool is_granted)
{
    return (struct balance){ .is_counted = true,
                             .left = left_of(counter, rate, now),
                             .whole_in = counter->until > now ? counter->until - now : 0,
                             .retry_in = is_granted ? 0 : gcra_wait(rate, counter->until, now) };
}

enum fault quota_take(enum quota_policy policy, const struct payer *payer, struct balance *balance)
{
    const struct rate *rate = policy_rate(policy);
    unsigned char name[PSEUDONYM_BYTES];
    *balance = (struct balance){ 0 };
    if (!rate->quota)
        return OK;
    counter_name(policy, payer, name);

    int64_t now = monotonic_now();
    struct counter *counter = counter_lock(name, now);
    struct answer answer = { .wanted = wanted(counter, rate, now) };
    if (answer.wanted) {
        begin_asking(counter, now, answer.wanted);
        counter_unlock(name);
        answer.fault = shared_take(name, rate, answer.wanted, &answer.taken, &answer.backlog);
        now = monotonic_now();
        counter = counter_lock(name, now);
        end_asking(counter, rate, now, &answer);
    }
    const bool is_granted = take_in_hand(counter);
    *balance = balance_of(counter, rate, now, is_granted);
    counter_unlock(name);
    return is_granted ? OK : FAULT_QUOTA_EXCEEDED;
}

void quota_give_back(enum quota_policy policy, const struct payer *payer)
{
    unsigned char name[PSEUDONYM_BYTES];
    if (!policy_rate(policy)->quota)
        return;
    counter_name(policy, payer, name);
    struct counter *counter = counter_lock(name, monotonic_now());
    counter->in_hand++;
    counter_unlock(name);
}

bool quotas_are_shared(void)
{
    return shared_is_reached();
}

bool quota_open(const char *redis_url, FILE *mistakes)
{
    if (!policies_load(mistakes))
        return false;
    if (shared_open(redis_url))
        return true;
    fputs("HEED_REDIS_URL: must be redis://[user[:password]@]host:port or unix:///path\n",
          mistakes);
    return false;
}

void quota_close(void)
{
    shared_close();
}
