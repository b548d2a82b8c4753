#include "api/http/charge.h"

#include "api/http/client.h"
#include "api/http/exchange_state.h"

#include <assert.h>
#include <poll.h>
#include <string.h>

enum { SLOWEST_MS = 1000 };

static void subject_add(struct subject *subject, const void *bytes, size_t length)
{
    const size_t room = SUBJECT_BYTES - subject->length;
    const size_t taken = length < room ? length : room;
    memcpy(subject->bytes + subject->length, bytes, taken);
    subject->length += taken;
}

static struct subject address_subject(const struct exchange *exchange)
{
    struct subject subject = { 0 };
    const struct host host = client_host(exchange);
    const struct network household = host_household(&host);
    subject_add(&subject, household.first.bytes, HOST_BYTES);
    return subject;
}

static struct subject actor_subject(const struct actor *actor)
{
    struct subject subject = { 0 };
    subject_add(&subject, &actor->id, sizeof actor->id);
    return subject;
}

/* However it was typed, and whether it can be one or not. */
static struct subject reference_subject(const char *typed)
{
    struct subject subject = { 0 };
    char reference[REFERENCE_TEXT];
    const char *text = reference_read(typed, reference) ? reference : typed ? typed : "";
    subject_add(&subject, text, strlen(text));
    return subject;
}

static long whole_seconds(int64_t microseconds)
{
    return (long)((microseconds + SECOND - 1) / SECOND);
}

/* Both headers, with an item for each policy that was charged but for the one that only slows down.
 */
static void tell(struct op *op, struct exchange *exchange)
{
    const char *policies = "", *standings = "";
    for (size_t i = 0; i < exchange->charge_count; i++) {
        const struct charge *charge = &exchange->charges[i];
        const struct rate *rate = policy_rate(charge->policy);
        const char *name = policy_name(charge->policy), *between = *policies ? ", " : "";
        if (charge->policy == POLICY_REFERENCE)
            continue;
        policies = memory_printf(op->memory, "%s%s\"%s\";q=%ld;w=%ld", policies, between, name,
                                 (long)rate->quota, (long)rate->seconds);
        standings =
            memory_printf(op->memory, "%s%s\"%s\";r=%ld;t=%ld", standings, between, name,
                          (long)charge->standing.left, whole_seconds(charge->standing.whole_in));
    }
    reply_header(exchange, "RateLimit-Policy", policies);
    reply_header(exchange, "RateLimit", standings);
}

/* NULL when the policy is off. */
static const struct charge *charge(struct exchange *exchange, enum policy policy,
                                   struct subject subject)
{
    assert(exchange->charge_count < CHARGES_MAX);
    struct charge *charge = &exchange->charges[exchange->charge_count];
    *charge = (struct charge){ .policy = policy, .subject = subject };
    charge->is_granted = quota_take(policy, &subject, &charge->standing) == OK;
    if (!charge->standing.is_counted)
        return NULL;
    exchange->charge_count++;
    return charge;
}

static enum fault exceeded(struct op *op, struct exchange *exchange, const struct charge *charge)
{
    const struct rate *rate = policy_rate(charge->policy);
    const long seconds = whole_seconds(charge->standing.retry_in);
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

static enum fault charge_and_tell(struct op *op, struct exchange *exchange, enum policy policy,
                                  struct subject subject)
{
    const struct charge *made = charge(exchange, policy, subject);
    if (!made)
        return OK;
    tell(op, exchange);
    return made->is_granted ? OK : exceeded(op, exchange, made);
}

enum fault charge_public(struct op *op, struct exchange *exchange)
{
    return charge_and_tell(op, exchange, POLICY_PUBLIC, address_subject(exchange));
}

enum fault charge_caller(struct op *op, struct exchange *exchange)
{
    const struct subject caller = actor_subject(&op->actor);
    if (op->actor.is_visitor)
        return charge_and_tell(op, exchange, POLICY_VISITOR, address_subject(exchange));
    if (op->actor.kind == ACTOR_COMPLAINANT)
        return charge_and_tell(op, exchange, POLICY_COMPLAINANT, caller);
    if (op->actor.kind == ACTOR_STAFF)
        return charge_and_tell(op, exchange, POLICY_STAFF, caller);
    return charge_and_tell(op, exchange, exchange_is_safe(exchange) ? POLICY_SITE : POLICY_INTAKE,
                           caller);
}

enum fault charge_failure(struct op *op, struct exchange *exchange)
{
    return charge_and_tell(op, exchange, POLICY_SIGN_IN, address_subject(exchange));
}

enum fault charge_try(struct op *op, struct exchange *exchange, const char *reference)
{
    TRY(charge_and_tell(op, exchange, POLICY_RECEIPT, address_subject(exchange)));
    const struct charge *tried = charge(exchange, POLICY_REFERENCE, reference_subject(reference));
    if (tried && !tried->is_granted) {
        const int64_t wait_ms = tried->standing.retry_in / 1000;
        poll(NULL, 0, wait_ms < SLOWEST_MS ? (int)wait_ms : SLOWEST_MS);
    }
    return OK;
}

static void give_back(struct charge *charge)
{
    if (!charge->is_granted)
        return;
    quota_give_back(charge->policy, &charge->subject);
    charge->standing.left++;
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
