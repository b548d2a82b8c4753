#include "common/base/rounds.h"

#include "common/base/clock.h"
#include "common/base/condition.h"

#include <stdlib.h>

static void *run(void *started)
{
    struct rounds *rounds = started;
    pthread_mutex_lock(&rounds->mutex);
    while (!rounds->is_stopping) {
        pthread_mutex_unlock(&rounds->mutex);
        rounds->go();
        pthread_mutex_lock(&rounds->mutex);
        const int64_t next_ms = clock_monotonic_ms() + rounds->every_ms;
        while (!rounds->is_stopping &&
               condition_wait_until(&rounds->stopped, &rounds->mutex, next_ms))
            ;
    }
    pthread_mutex_unlock(&rounds->mutex);
    return NULL;
}

void rounds_start(struct rounds *rounds, void (*go)(void), int64_t every_ms)
{
    *rounds = (struct rounds){ .go = go, .every_ms = every_ms };
    pthread_mutex_init(&rounds->mutex, NULL);
    condition_init(&rounds->stopped);
    if (pthread_create(&rounds->thread, NULL, run, rounds) != 0)
        abort();
}

void rounds_stop(struct rounds *rounds)
{
    pthread_mutex_lock(&rounds->mutex);
    rounds->is_stopping = true;
    pthread_cond_signal(&rounds->stopped);
    pthread_mutex_unlock(&rounds->mutex);
    pthread_join(rounds->thread, NULL);
    pthread_cond_destroy(&rounds->stopped);
    pthread_mutex_destroy(&rounds->mutex);
}
