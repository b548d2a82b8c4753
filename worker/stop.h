/* The end of the worker: asked for once, seen by every thread. */
#ifndef WORKER_STOP_H
#define WORKER_STOP_H

#include <stdbool.h>

/* Call once in main, before threads. */
void stop_setup(void);
void stop_ask(void);
bool stop_is_asked(void);
/* Waits, but not beyond stop_ask; true when the end is asked for. */
bool stop_wait(int milliseconds);

#endif
