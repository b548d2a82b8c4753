#include "common/base/host.h"

#include "common/base/memory.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { IPV4_AT = 12, IPV4_BITS = 8 * IPV4_AT, ALL_BITS = 8 * HOST_BYTES, HOUSEHOLD_BITS = 64 };

static const unsigned char ipv4_prefix[IPV4_AT] = { [10] = 0xff, [11] = 0xff };

static bool is_ipv4(const struct host *host)
{
    return memcmp(host->bytes, ipv4_prefix, IPV4_AT) == 0;
}

static void set_ipv4(struct host *host, const void *address)
{
    memcpy(host->bytes, ipv4_prefix, IPV4_AT);
    memcpy(host->bytes + IPV4_AT, address, sizeof(struct in_addr));
}

bool host_read(const char *text, struct host *host)
{
    struct in_addr ipv4;
    if (inet_pton(AF_INET, text, &ipv4) == 1) {
        set_ipv4(host, &ipv4);
        return true;
    }
    return inet_pton(AF_INET6, text, host->bytes) == 1;
}

bool host_of_socket(const struct sockaddr *address, struct host *host)
{
    if (address->sa_family == AF_INET) {
        const struct sockaddr_in *ipv4 = (const void *)address;
        set_ipv4(host, &ipv4->sin_addr);
        return true;
    }
    if (address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *ipv6 = (const void *)address;
        memcpy(host->bytes, &ipv6->sin6_addr, HOST_BYTES);
        return true;
    }
    return false;
}

/* The host without what stands behind the first 'bits'. */
static struct host first_of(const struct host *host, int bits)
{
    struct host first = *host;
    for (int i = 0; i < HOST_BYTES; i++) {
        const int kept = bits - 8 * i;
        const unsigned mask = kept >= 8 ? 0xffU : kept <= 0 ? 0 : 0xffU << (8 - kept);
        first.bytes[i] = (unsigned char)(first.bytes[i] & mask);
    }
    return first;
}

static struct network network_of(const struct host *host, int bits)
{
    return (struct network){ first_of(host, bits), bits };
}

struct network host_household(const struct host *host)
{
    return network_of(host, is_ipv4(host) ? ALL_BITS : HOUSEHOLD_BITS);
}

/* Reads "/8" as bits of an address of this kind; no text is all of them. */
static bool bits_read(const char *text, bool of_ipv4, int *bits)
{
    char *end;
    const int most = of_ipv4 ? ALL_BITS - IPV4_BITS : ALL_BITS;
    const long number = text ? strtol(text, &end, 10) : most;
    if (text && (!isdigit((unsigned char)*text) || *end || number > most))
        return false;
    *bits = (int)number + (of_ipv4 ? IPV4_BITS : 0);
    return true;
}

static bool network_read(char *text, struct network *network)
{
    struct host host;
    int bits;
    char *slash = strchr(text, '/');
    if (slash)
        *slash++ = '\0';
    if (!host_read(text, &host) || !bits_read(slash, is_ipv4(&host), &bits))
        return false;
    *network = network_of(&host, bits);
    return true;
}

bool networks_read(void *memory, const char *text, struct networks *networks)
{
    char *rest = memory_text(memory, text), *word;
    *networks = (struct networks){ NEW_ARRAY(memory, struct network, strlen(text) + 1), 0 };
    while ((word = strsep(&rest, ", ")))
        if (*word && !network_read(word, &networks->list[networks->count++]))
            return false;
    return true;
}

bool networks_hold(const struct networks *networks, const struct host *host)
{
    for (size_t i = 0; i < networks->count; i++) {
        const struct host first = first_of(host, networks->list[i].bits);
        if (memcmp(&first, &networks->list[i].first, sizeof first) == 0)
            return true;
    }
    return false;
}
