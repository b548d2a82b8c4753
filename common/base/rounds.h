/* What is done every so often, in a thread of its own. */
#ifndef BASE_ROUNDS_H
#define BASE_ROUNDS_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct rounds {
    void (*go)(void); /* one round */
    int64_t every_ms; /* from the end of one to the next */
    pthread_t thread;
    pthread_mutex_t mutex;
    pthread_cond_t stopped;
    bool is_stopping;
};

/* The first round begins at once. 'rounds' stays where it is until they are stopped. */
void rounds_start(struct rounds *rounds, void (*go)(void), int64_t every_ms);

/* Returns when the last round has ended. */
void rounds_stop(struct rounds *rounds);

#endif
