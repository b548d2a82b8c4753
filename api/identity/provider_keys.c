#include "api/identity/provider_keys.h"

#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/rounds.h"
#include "common/store/identity_provider_store.h"
#include "common/token/discovery.h"

#include <string.h>

enum { EVERY_MS = 1000, REFRESH_MS = 5 * 60 * 1000, ISSUERS = 256 };

/* What is known of one issuer. Belongs to the refresher but for what requests read under the mutex.
 */
struct issuer {
    void *memory; /* of the issuer and its keys, new with every set; NULL: free */
    const char *issuer, *keys_url;
    struct key_set keys;
    int64_t fetched_ms; /* 0: never */
    int64_t asked_ms;   /* 0: never */
    bool is_wanted;     /* a token named a key that is not there */
    bool is_used;       /* by an organisation, as far as the records tell */
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct issuer issuers[ISSUERS];
static bool is_listed; /* the records have told which there are */

static struct provider_keys_settings settings;
static struct rounds rounds;

static bool is_same(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

static struct issuer *find(const char *name)
{
    for (size_t i = 0; i < ISSUERS; i++)
        if (issuers[i].memory && strcmp(issuers[i].issuer, name) == 0)
            return &issuers[i];
    return NULL;
}

static enum key_answer look_up(void *memory, struct issuer *issuer, enum algorithm algorithm,
                               const char *key_id, struct verification_key *key)
{
    if (!issuer)
        return is_listed ? KEY_OF_NOBODY : KEY_AWAY;
    if (!issuer->fetched_ms || clock_monotonic_ms() - issuer->fetched_ms > settings.greatest_age_ms)
        return KEY_AWAY;
    const struct verification_key *found = key_set_find(&issuer->keys, algorithm, key_id);
    if (!found) {
        issuer->is_wanted = true;
        return KEY_UNKNOWN;
    }
    *key =
        (struct verification_key){ .algorithm = algorithm, .jwk = memory_text(memory, found->jwk) };
    return KEY_FOUND;
}

enum key_answer provider_key(void *memory, const char *issuer, enum algorithm algorithm,
                             const char *key_id, struct verification_key *key)
{
    pthread_mutex_lock(&mutex);
    const enum key_answer answer = look_up(memory, find(issuer), algorithm, key_id, key);
    pthread_mutex_unlock(&mutex);
    return answer;
}

static void forget(struct issuer *issuer)
{
    if (issuer->memory)
        memory_release(&issuer->memory);
    *issuer = (struct issuer){ 0 };
}

/* Takes the place of whatever was there, with these keys. */
static void place(struct issuer *issuer, const char *name, const char *keys_url,
                  const struct key_set *keys)
{
    void *memory = memory_new();
    const struct issuer made = { .memory = memory,
                                 .issuer = memory_text(memory, name),
                                 .keys_url = memory_text(memory, keys_url),
                                 .keys = key_set_copy(memory, keys),
                                 .is_used = true };
    forget(issuer);
    *issuer = made;
}

static struct issuer *room(void)
{
    for (size_t i = 0; i < ISSUERS; i++)
        if (!issuers[i].memory)
            return &issuers[i];
    return NULL;
}

static void use(const struct token_issuer *listed)
{
    static const struct key_set none;
    struct issuer *issuer = find(listed->issuer);
    if (issuer && is_same(issuer->keys_url, listed->keys_url)) {
        issuer->is_used = true;
        return;
    }
    issuer = issuer ? issuer : room();
    if (issuer)
        place(issuer, listed->issuer, listed->keys_url, &none);
    else
        LOG(NULL, LOG_ERROR, "too_many_issuers", log_int("most", ISSUERS));
}

/* Which issuers there are; while the records cannot be reached, those that there were. */
static void take_list(struct op *op)
{
    struct token_issuer *listed;
    size_t count;
    if (token_issuer_list(op, &listed, &count))
        return;
    pthread_mutex_lock(&mutex);
    for (size_t i = 0; i < ISSUERS; i++)
        issuers[i].is_used = false;
    for (size_t i = 0; i < count; i++)
        use(&listed[i]);
    for (size_t i = 0; i < ISSUERS; i++)
        if (!issuers[i].is_used)
            forget(&issuers[i]);
    is_listed = true;
    pthread_mutex_unlock(&mutex);
}

/* Keys are renewed long before they are too old. */
static int64_t refresh_ms(void)
{
    const int64_t half_ms = settings.greatest_age_ms / 2;
    return half_ms < REFRESH_MS ? half_ms : REFRESH_MS;
}

static bool is_asked_for(const struct issuer *issuer, int64_t now_ms)
{
    if (!issuer->memory || (issuer->asked_ms && now_ms - issuer->asked_ms < settings.interval_ms))
        return false;
    const bool has_failed = issuer->fetched_ms < issuer->asked_ms || !issuer->fetched_ms;
    return issuer->is_wanted || has_failed || now_ms - issuer->fetched_ms >= refresh_ms();
}

static bool is_due(const struct issuer *issuer, int64_t now_ms)
{
    pthread_mutex_lock(&mutex);
    const bool is = is_asked_for(issuer, now_ms);
    pthread_mutex_unlock(&mutex);
    return is;
}

static void keep(struct issuer *issuer, const struct discovered *discovered, int64_t asked_ms)
{
    pthread_mutex_lock(&mutex);
    issuer->asked_ms = asked_ms;
    if (discovered->end == DISCOVERED) {
        place(issuer, issuer->issuer, issuer->keys_url, &discovered->keys);
        issuer->asked_ms = issuer->fetched_ms = asked_ms;
    }
    pthread_mutex_unlock(&mutex);
}

/* Only this thread changes an issuer's texts, so it reads them while others look for keys. */
static void refresh(struct op *op, struct issuer *issuer)
{
    const int64_t asked_ms = clock_monotonic_ms();
    if (!is_due(issuer, asked_ms))
        return;
    const struct discovered discovered = discover(op, issuer->issuer, issuer->keys_url);
    keep(issuer, &discovered, asked_ms);
    if (discovered.end == DISCOVERED)
        LOG(op, LOG_INFO, "provider_keys_fetched", log_int("keys", (int64_t)discovered.keys.count),
            log_int("unusable", (int64_t)discovered.keys.unusable));
    else
        LOG(op, LOG_WARN, "provider_keys_missed",
            log_code("reason", discovery_end_code(discovered.end)),
            log_code("fetch", fetch_outcome_code(discovered.outcome)));
}

static void go_round(void)
{
    SCOPED_OP op = op_begin();
    take_list(&op);
    for (size_t i = 0; i < ISSUERS; i++)
        refresh(&op, &issuers[i]);
}

void provider_keys_start(const struct provider_keys_settings *chosen)
{
    settings = *chosen;
    rounds_start(&rounds, go_round, EVERY_MS);
}

void provider_keys_stop(void)
{
    fetch_stop();
    rounds_stop(&rounds);
    for (size_t i = 0; i < ISSUERS; i++)
        forget(&issuers[i]);
}
