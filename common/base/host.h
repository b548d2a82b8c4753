/*
 * Addresses of hosts and the networks that hold them. An IPv4 address is kept
 * as IPv6 writes it (::ffff:192.0.2.1), so that a host has one form however it
 * was reached.
 */
#ifndef BASE_HOST_H
#define BASE_HOST_H

#include "common/base/base.h"

#include <stdbool.h>
#include <stddef.h>

struct sockaddr;

enum { HOST_BYTES = 16 };

struct host {
    unsigned char bytes[HOST_BYTES];
};

struct network {
    struct host first;
    int bits; /* that all of its hosts share */
};

struct networks {
    struct network *list;
    size_t count;
};

/* Reads "192.0.2.1" or "2001:db8::1". */
bool host_read(const char *text, struct host *host) CHECKED;

/* The host at the other end of a connection; false when the address is of no host. */
bool host_of_socket(const struct sockaddr *address, struct host *host) CHECKED;

/* The hosts that one person is likely to have all of: an IPv4 address alone, a /64 of IPv6. */
struct network host_household(const struct host *host);

/* Reads "10.0.0.0/8, 192.0.2.1, fd00::/8"; "" is none. False when it is no such list. What is read
 * belongs to 'memory'. */
bool networks_read(void *memory, const char *text, struct networks *networks) CHECKED;

bool networks_hold(const struct networks *networks, const struct host *host);

#endif
