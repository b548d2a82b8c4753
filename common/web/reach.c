#include "common/web/reach.h"

#include "common/base/memory.h"

#include <assert.h>

enum sort { REACHABLE, RESERVED, SORTS };

static const struct {
    enum sort sort;
    const char *network;
} rows[] = {
#define NETWORK(sort, network, name) { sort, network },
#include "common/web/network.def"
#undef NETWORK
};

/* Constant after reach_setup. */
static struct {
    void *memory;
    struct networks known[SORTS];
    struct networks allowed;
} reach;

static struct networks networks_of(enum sort sort)
{
    struct networks networks;
    const char *list = "";
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].sort == sort)
            list = memory_printf(reach.memory, "%s %s", list, rows[i].network);
    const bool is_read = networks_read(reach.memory, list, &networks);
    assert(is_read);
    (void)is_read;
    return networks;
}

bool reach_setup(const char *allowed)
{
    memory_release(&reach.memory);
    reach.memory = memory_new();
    for (enum sort sort = 0; sort < SORTS; sort++)
        reach.known[sort] = networks_of(sort);
    return networks_read(reach.memory, allowed ? allowed : "", &reach.allowed);
}

bool reach_lists_any(void)
{
    return reach.allowed.count > 0;
}

bool reach_lists(const struct host *host)
{
    return networks_hold(&reach.allowed, host);
}

bool reach_allows(const struct host *host)
{
    return reach_lists(host) || (networks_hold(&reach.known[REACHABLE], host) &&
                                 !networks_hold(&reach.known[RESERVED], host));
}
