#include "api/identity/remembered.h"

#include "common/base/clock.h"

#include <pthread.h>
#include <string.h>

enum { REMEMBERED_MS = 3000, SLOTS = 1024 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct {
    unsigned char hash[HASH_BYTES];
    struct actor actor;
    int64_t until_ms; /* 0: empty */
} slots[SLOTS];

static size_t slot_of(const unsigned char hash[HASH_BYTES])
{
    return (size_t)(hash[0] | hash[1] << 8) % SLOTS;
}

bool remembered_recall(const unsigned char hash[HASH_BYTES], struct actor *actor)
{
    const size_t slot = slot_of(hash);
    pthread_mutex_lock(&mutex);
    const bool known = clock_monotonic_ms() < slots[slot].until_ms &&
                       memcmp(slots[slot].hash, hash, HASH_BYTES) == 0;
    if (known)
        *actor = slots[slot].actor;
    pthread_mutex_unlock(&mutex);
    return known;
}

void remembered_add(const unsigned char hash[HASH_BYTES], const struct actor *actor,
                    int64_t asked_ms, int64_t good_for_ms)
{
    const size_t slot = slot_of(hash);
    pthread_mutex_lock(&mutex);
    memcpy(slots[slot].hash, hash, HASH_BYTES);
    slots[slot].actor = *actor;
    slots[slot].until_ms = asked_ms + (good_for_ms < REMEMBERED_MS ? good_for_ms : REMEMBERED_MS);
    pthread_mutex_unlock(&mutex);
}
