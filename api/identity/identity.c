#include "api/identity/identity.h"

#include "common/base/clock.h"
#include "common/store/credential_store.h"

#include <pthread.h>
#include <string.h>
#include <strings.h>

enum { REMEMBERED_MS = 3000, SLOTS = 1024 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
    unsigned char hash[HASH_BYTES];
    struct actor actor;
    int64_t proved_ms; /* 0: empty */
} slots[SLOTS];

static size_t slot_of(const unsigned char hash[HASH_BYTES])
{
    return (size_t)(hash[0] | hash[1] << 8) % SLOTS;
}

static bool recall(const unsigned char hash[HASH_BYTES], struct actor *actor)
{
    const size_t slot = slot_of(hash);
    pthread_mutex_lock(&mutex);
    const bool known = slots[slot].proved_ms &&
                       clock_monotonic_ms() - slots[slot].proved_ms < REMEMBERED_MS &&
                       memcmp(slots[slot].hash, hash, HASH_BYTES) == 0;
    if (known)
        *actor = slots[slot].actor;
    pthread_mutex_unlock(&mutex);
    return known;
}

static void remember(const unsigned char hash[HASH_BYTES], const struct actor *actor,
                     int64_t proved_ms)
{
    const size_t slot = slot_of(hash);
    pthread_mutex_lock(&mutex);
    memcpy(slots[slot].hash, hash, HASH_BYTES);
    slots[slot].actor = *actor;
    slots[slot].proved_ms = proved_ms;
    pthread_mutex_unlock(&mutex);
}

static enum fault prove(struct op *op, enum credential_kind kind,
                        const unsigned char hash[HASH_BYTES])
{
    if (recall(hash, &op->actor))
        return OK;
    const int64_t asked_ms = clock_monotonic_ms();
    const enum fault fault = kind == CREDENTIAL_STAFF ? staff_token_find(op, hash, &op->actor)
                                                      : api_key_find(op, hash, &op->actor);
    if (fault == FAULT_NOT_FOUND)
        return FAULT_NOT_SIGNED_IN;
    TRY(fault);
    remember(hash, &op->actor, asked_ms);
    return OK;
}

enum fault authenticate(struct op *op, const char *authorization)
{
    enum credential_kind kind;
    unsigned char hash[HASH_BYTES];
    if (!authorization || strncasecmp(authorization, "Bearer ", 7) != 0 ||
        !credential_read(authorization + 7, &kind, hash))
        return FAULT_NOT_SIGNED_IN;
    TRY(prove(op, kind, hash));
    /* Visitors' browsers are not served yet, and their key may do nothing else. */
    if (kind == CREDENTIAL_PUBLISHABLE)
        return FAULT_NOT_ALLOWED;

    struct uuid *organisation = NEW(op->memory, struct uuid);
    *organisation = op->actor.organisation_id;
    op->scope = (struct scope){ organisation, uuid_is_nil(organisation) ? 0 : 1 };
    return OK;
}
