/* How a service is told to end: SIGTERM or SIGINT, which only the main thread waits for. */
#ifndef BASE_ENDING_H
#define BASE_ENDING_H

/* Keeps both signals, and SIGPIPE, from every thread. Call once in main, before threads. */
void ending_setup(void);

/* Waits until the service is told to end. */
void ending_wait(void);

#endif
