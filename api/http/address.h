/*
 * A request's address: the parts of its path and the parameters of its query,
 * decoded. Ulfius decodes them too, but forgives empty parts and mixes both
 * sorts in one map, so the address is read here as it was sent.
 */
#ifndef API_HTTP_ADDRESS_H
#define API_HTTP_ADDRESS_H

#include "common/base/op.h"

#include <stdbool.h>

enum { ADDRESS_PARTS = 8, ADDRESS_PARAMETERS = 32, ADDRESS_CHARS = 4096 };

struct parameter {
    const char *name, *value;
    bool is_known; /* a reader asked for it */
};

struct address {
    const char *parts[ADDRESS_PARTS];
    size_t part_count;
    struct parameter parameters[ADDRESS_PARAMETERS];
    size_t parameter_count;
};

/*
 * Reads "/v1/cases?limit=5", or the same behind "https://host" (RFC 9112, 3.2.2).
 * Errors: NOT_FOUND when a part is empty, "." or ".." or there are too many;
 * PARAMETER_INVALID when the encoding is wrong, not UTF-8 or hides a control character or "/".
 */
enum fault address_read(struct op *op, const char *target, struct address *address) CHECKED;

/* Where a target's path begins. */
const char *address_path(const char *target);

/* Whether a route's path ("/v1/cases/:reference") names this address. */
bool address_matches(const struct address *address, const char *pattern);

/* The part that stands where the pattern has ":name"; NULL when it has none. */
const char *address_part(const struct address *address, const char *pattern, const char *name);

#endif
