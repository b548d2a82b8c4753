#include "common/fetch/guard.h"

#include "common/base/memory.h"

#include <assert.h>

enum sort { REACHABLE, RESERVED, SORTS };

static const struct {
    enum sort sort;
    const char *network;
} rows[] = {
#define NETWORK(sort, network, name) { sort, network },
#include "common/fetch/network.def"
#undef NETWORK
};

/* Constant after guard_setup. */
static struct {
    void *memory;
    struct networks known[SORTS];
    struct networks allowed;
} guard;

static struct networks networks_of(enum sort sort)
{
    struct networks networks;
    const char *list = "";
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].sort == sort)
            list = memory_printf(guard.memory, "%s %s", list, rows[i].network);
    const bool is_read = networks_read(guard.memory, list, &networks);
    assert(is_read);
    (void)is_read;
    return networks;
}

bool guard_setup(const char *allowed)
{
    memory_release(&guard.memory);
    guard.memory = memory_new();
    for (enum sort sort = 0; sort < SORTS; sort++)
        guard.known[sort] = networks_of(sort);
    return networks_read(guard.memory, allowed ? allowed : "", &guard.allowed);
}

bool guard_lists_any(void)
{
    return guard.allowed.count > 0;
}

bool guard_lists(const struct host *host)
{
    return networks_hold(&guard.allowed, host);
}

bool guard_lets_through(const struct host *host)
{
    return guard_lists(host) || (networks_hold(&guard.known[REACHABLE], host) &&
                                 !networks_hold(&guard.known[RESERVED], host));
}
