/* Where the queue is: redis://[user[:password]@]host[:port][/database] or unix:///path. */
#ifndef STREAM_QUEUE_ADDRESS_H
#define STREAM_QUEUE_ADDRESS_H

#include "common/base/base.h"

#include <stdbool.h>

struct queue_address {
    const char *path; /* of a Unix socket, else NULL */
    const char *host;
    int port;
    const char *user;     /* NULL when none is given */
    const char *password; /* NULL when none is given */
    int database;
};

/* False when the text is no such address. What is read belongs to 'memory'. */
bool queue_address_read(void *memory, const char *url, struct queue_address *address) CHECKED;

#endif
