/* Percent-encoding of addresses (RFC 3986). */
#ifndef API_HTTP_PERCENT_H
#define API_HTTP_PERCENT_H

#include <stdbool.h>
#include <stddef.h>

/* The decoded text, owned by 'memory'; NULL when an escape is wrong or the result is not UTF-8 or
 * holds a control character. In a query, '+' stands for a space. */
const char *percent_decode(void *memory, const char *text, size_t length, bool plus_is_space);

#endif
