/* The wall taken away: whoever was proved first is whoever calls, whatever they show. */
#include "api/identity/identity.h"

#include <pthread.h>
#include <stdatomic.h>

enum fault __real_authenticate(struct op *op, const char *authorization,
                               const char *origin) CHECKED;
enum fault __wrap_authenticate(struct op *op, const char *authorization,
                               const char *origin) CHECKED;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static atomic_bool is_known;
static struct actor first;

static void keep(const struct actor *actor)
{
    pthread_mutex_lock(&mutex);
    if (!atomic_load(&is_known))
        first = *actor;
    atomic_store(&is_known, true);
    pthread_mutex_unlock(&mutex);
}

enum fault __wrap_authenticate(struct op *op, const char *authorization, const char *origin)
{
    if (!atomic_load(&is_known)) {
        TRY(__real_authenticate(op, authorization, origin));
        keep(&op->actor);
    }
    op->actor = first;
    op->scope = (struct scope){ &first.organisation_id, 1 };
    return OK;
}
