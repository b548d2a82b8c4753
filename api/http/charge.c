#include "api/http/charge.h"

#include "api/http/client.h"
#include "api/http/exchange_state.h"
#include "common/base/clock.h"

#include <assert.h>
#include <string.h>

enum { SLOWEST_MS = 1000 };

static void payer_add(struct payer *payer, const void *bytes, size_t length)
{
    const size_t room = PAYER_BYTES - payer->length;
    const size_t taken = length < room ? length : room;
    memcpy(payer->bytes + payer->length, bytes, taken);
    payer->length += taken;
}

static struct payer address_payer(const struct exchange *exchange)
{
    struct payer payer = { 0 };
    const struct host host = client_host(exchange);
    const struct network household = host_household(&host);
    payer_add(&payer, household.first.bytes, HOST_BYTES);
    return payer;
}

static struct payer actor_payer(const struct actor *actor)
{
    struct payer payer = { 0 };
    payer_add(&payer, &actor->id, sizeof actor->id);
    return payer;
}

/* However it was typed, and whether it can be one or not. */
static struct payer reference_payer(const char *typed)
{
    struct payer payer = { 0 };
    char reference[REFERENCE_TEXT];
    const char *text = reference_read(typed, reference) ? reference : typed ? typed : "";
    payer_add(&payer, text, strlen(text));
    return payer;
}

static long whole_seconds(int64_t microseconds)
{
    return (long)((microseconds + SECOND - 1) / SECOND);
}

/* Both headers, with an item for each policy that was charged but for the one that only slows down.
 */
static void tell(struct op *op, struct exchange *exchange)
{
    const char *policies = "", *balances = "";
    for (size_t i = 0; i < exchange->charge_count; i++) {
        const struct charge *charge = &exchange->charges[i];
        const struct rate *rate = policy_rate(charge->policy);
        const char *name = policy_name(charge->policy), *between = *policies ? ", " : "";
        if (charge->policy == POLICY_REFERENCE)
            continue;
        policies = memory_printf(op->memory, "%s%s\"%s\";q=%ld;w=%ld", policies, between, name,
                                 (long)rate->quota, (long)rate->seconds);
        balances =
            memory_printf(op->memory, "%s%s\"%s\";r=%ld;t=%ld", balances, between, name,
                          (long)charge->balance.left, whole_seconds(charge->balance.whole_in));
    }
    reply_header(exchange, "RateLimit-Policy", policies);
    reply_header(exchange, "RateLimit", balances);
}

/* NULL when the policy is off. */
static const struct charge *charge(struct exchange *exchange, enum quota_policy policy,
                                   struct payer payer)
{
    assert(exchange->charge_count < CHARGES_MAX);
    struct charge *charge = &exchange->charges[exchange->charge_count];
    *charge = (struct charge){ .policy = policy, .payer = payer };
    charge->is_granted = quota_take(policy, &payer, &charge->balance) == OK;
    if (!charge->balance.is_counted)
        return NULL;
    exchange->charge_count++;
    return charge;
}

static enum fault exceeded(struct op *op, struct exchange *exchange, const struct charge *charge)
{
    const struct rate *rate = policy_rate(charge->policy);
    const long seconds = whole_seconds(charge->balance.retry_in);
    exchange->policy = policy_name(charge->policy);
    exchange->detail = memory_printf(
        op->memory,
        "At most %ld in %ld seconds: %s. Nothing was done and nothing is lost: send the same "
        "request again, with the same Idempotency-Key if it has one, after the seconds in "
        "Retry-After.",
        (long)rate->quota, (long)rate->seconds, policy_counts(charge->policy));
    reply_header(exchange, "Retry-After", memory_printf(op->memory, "%ld", seconds ? seconds : 1));
    return FAULT_QUOTA_EXCEEDED;
}

static enum fault charge_and_tell(struct op *op, struct exchange *exchange,
                                  enum quota_policy policy, struct payer payer)
{
    const struct charge *made = charge(exchange, policy, payer);
    if (!made)
        return OK;
    tell(op, exchange);
    return made->is_granted ? OK : exceeded(op, exchange, made);
}

enum fault charge_public(struct op *op, struct exchange *exchange)
{
    return charge_and_tell(op, exchange, POLICY_PUBLIC, address_payer(exchange));
}

enum fault charge_caller(struct op *op, struct exchange *exchange)
{
    const struct payer caller = actor_payer(&op->actor);
    if (op->actor.is_visitor)
        return charge_and_tell(op, exchange, POLICY_VISITOR, address_payer(exchange));
    if (op->actor.kind == ACTOR_COMPLAINANT)
        return charge_and_tell(op, exchange, POLICY_COMPLAINANT, caller);
    if (op->actor.kind == ACTOR_STAFF)
        return charge_and_tell(op, exchange, POLICY_STAFF, caller);
    return charge_and_tell(op, exchange, exchange_is_safe(exchange) ? POLICY_SITE : POLICY_INTAKE,
                           caller);
}

enum fault charge_failure(struct op *op, struct exchange *exchange)
{
    return charge_and_tell(op, exchange, POLICY_SIGN_IN, address_payer(exchange));
}

enum fault charge_try(struct op *op, struct exchange *exchange, const char *reference)
{
    TRY(charge_and_tell(op, exchange, POLICY_RECEIPT, address_payer(exchange)));
    const struct charge *tried = charge(exchange, POLICY_REFERENCE, reference_payer(reference));
    if (tried && !tried->is_granted) {
        const int64_t wait_ms = tried->balance.retry_in / 1000;
        clock_sleep_until(clock_monotonic_ms() + (wait_ms < SLOWEST_MS ? wait_ms : SLOWEST_MS));
    }
    return OK;
}

static void give_back(struct charge *charge)
{
    if (!charge->is_granted)
        return;
    quota_give_back(charge->policy, &charge->payer);
    charge->balance.left++;
    charge->is_granted = false;
}

void charge_try_back(struct op *op, struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->charge_count; i++) {
        struct charge *charge = &exchange->charges[i];
        if (charge->policy == POLICY_RECEIPT || charge->policy == POLICY_REFERENCE)
            give_back(charge);
    }
    tell(op, exchange);
}

void charges_back(struct op *op, struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->charge_count; i++)
        give_back(&exchange->charges[i]);
    if (exchange->charge_count)
        tell(op, exchange);
}
