#include "api/http/client.h"

#include "api/http/exchange_state.h"
#include "common/base/log.h"

#include <ctype.h>
#include <stdatomic.h>
#include <string.h>
#include <strings.h>

enum { PROXIES_MAX = 16, ADDRESS_TEXT = 64 };

/* The last hosts that headers of one name tell of, in their order. */
struct trail {
    const char *header;
    bool is_forwarded; /* RFC 7239's elements, not plain addresses */
    bool is_there;
    struct host hosts[PROXIES_MAX];
    bool is_read[PROXIES_MAX]; /* false: an address that is hidden or none */
    size_t count;
};

/* Reads "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]:80". */
static bool node_read(const char *text, size_t length, struct host *host)
{
    char copy[ADDRESS_TEXT];
    if (length >= sizeof copy)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (*copy == '[') {
        char *end = strchr(copy, ']');
        if (!end)
            return false;
        *end = '\0';
        return host_read(copy + 1, host);
    }
    char *colon = strchr(copy, ':');
    if (colon && !strchr(colon + 1, ':'))
        *colon = '\0';
    return host_read(copy, host);
}

static void trim(const char **text, size_t *length)
{
    for (; *length && isspace((unsigned char)**text); (*text)++)
        (*length)--;
    while (*length && isspace((unsigned char)(*text)[*length - 1]))
        (*length)--;
}

/* The value of "for" in "for=192.0.2.1;proto=https"; quotes hold no separators that matter here. */
static void find_for(const char **text, size_t *length)
{
    const char *element = *text, *end = *text + *length;
    *length = 0;
    while (element < end) {
        size_t part = strcspn(element, ";");
        if (part > (size_t)(end - element))
            part = (size_t)(end - element);
        const char *pair = element;
        element += part + 1;
        trim(&pair, &part);
        if (part < 4 || strncasecmp(pair, "for=", 4) != 0)
            continue;
        *text = pair + 4;
        *length = part - 4;
        if (*length >= 2 && **text == '"' && (*text)[*length - 1] == '"') {
            (*text)++;
            *length -= 2;
        }
    }
}

static void note_node(struct trail *trail, const char *text, size_t length)
{
    trim(&text, &length);
    if (trail->is_forwarded)
        find_for(&text, &length);
    if (trail->count == PROXIES_MAX) {
        memmove(trail->hosts, trail->hosts + 1, sizeof trail->hosts - sizeof *trail->hosts);
        memmove(trail->is_read, trail->is_read + 1, sizeof trail->is_read - sizeof(bool));
        trail->count--;
    }
    trail->is_read[trail->count] = node_read(text, length, &trail->hosts[trail->count]);
    trail->count++;
}

static enum MHD_Result note_header(void *to, enum MHD_ValueKind kind, const char *name,
                                   const char *value)
{
    struct trail *trail = to;
    (void)kind;
    if (strcasecmp(name, trail->header) != 0 || !value)
        return MHD_YES;
    trail->is_there = true;
    for (;;) {
        const size_t length = strcspn(value, ",");
        note_node(trail, value, length);
        if (!value[length])
            return MHD_YES;
        value += length + 1;
    }
}

/* Whom a trail leads to from this proxy. */
static struct host follow(const struct exchange *exchange, struct trail *trail, struct host from)
{
    const struct networks *trusted = &exchange->settings->trusted_proxies;
    MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, note_header, trail);
    while (trail->count && networks_hold(trusted, &from)) {
        if (!trail->is_read[--trail->count])
            break;
        from = trail->hosts[trail->count];
    }
    return from;
}

static bool is_same(const struct host *one, const struct host *other)
{
    return memcmp(one, other, sizeof *one) == 0;
}

/* Behind a proxy that nobody trusts all clients are one: somebody should know. */
static void note_stranger(const struct exchange *exchange)
{
    static atomic_flag is_told = ATOMIC_FLAG_INIT;
    const bool is_forwarded =
        request_header(exchange, "X-Forwarded-For") || request_header(exchange, "Forwarded");
    if (is_forwarded && !atomic_flag_test_and_set(&is_told))
        LOG(NULL, LOG_WARN, "forwarded_by_no_trusted_proxy");
}

struct host client_host(const struct exchange *exchange)
{
    struct trail plain = { .header = "X-Forwarded-For" };
    struct trail standard = { .header = "Forwarded", .is_forwarded = true };
    struct host peer = { { 0 } };
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (!info || !host_of_socket(info->client_addr, &peer))
        return peer;
    if (!networks_hold(&exchange->settings->trusted_proxies, &peer)) {
        note_stranger(exchange);
        return peer;
    }
    const struct host by_plain = follow(exchange, &plain, peer);
    const struct host by_standard = follow(exchange, &standard, peer);
    if (!standard.is_there || is_same(&by_plain, &by_standard))
        return by_plain;
    return plain.is_there ? peer : by_standard;
}
