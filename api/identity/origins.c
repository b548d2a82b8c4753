#include "api/identity/origins.h"

#include "common/base/clock.h"
#include "common/store/credential_store.h"

#include <pthread.h>
#include <string.h>

enum { REMEMBERED_MS = 3000 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static void *memory; /* holds the list */
static const char **known;
static size_t known_count;
static int64_t read_ms; /* 0: never */

static bool is_fresh(void)
{
    pthread_mutex_lock(&mutex);
    const bool fresh = read_ms && clock_monotonic_ms() - read_ms < REMEMBERED_MS;
    pthread_mutex_unlock(&mutex);
    return fresh;
}

static void keep(const char *const *origins, size_t count, int64_t asked_ms)
{
    void *made = memory_new();
    const char **list = NEW_ARRAY(made, const char *, count);
    for (size_t i = 0; i < count; i++)
        list[i] = memory_text(made, origins[i]);

    pthread_mutex_lock(&mutex);
    void *before = memory;
    memory = made;
    known = list;
    known_count = count;
    read_ms = asked_ms;
    pthread_mutex_unlock(&mutex);
    memory_release(&before);
}

static enum fault read_again(struct op *op)
{
    const char **origins;
    size_t count;
    const int64_t asked_ms = clock_monotonic_ms();
    TRY(origin_list(op, &origins, &count));
    keep(origins, count, asked_ms);
    return OK;
}

enum fault origin_is_known(struct op *op, const char *origin, bool *is_known)
{
    if (!is_fresh())
        TRY(read_again(op));
    *is_known = false;
    pthread_mutex_lock(&mutex);
    for (size_t i = 0; i < known_count && !*is_known; i++)
        *is_known = strcmp(known[i], origin) == 0;
    pthread_mutex_unlock(&mutex);
    return OK;
}

void origins_close(void)
{
    pthread_mutex_lock(&mutex);
    memory_release(&memory);
    memory = NULL;
    known = NULL;
    known_count = 0;
    read_ms = 0;
    pthread_mutex_unlock(&mutex);
}
