/* Addresses of the web (http, https), as libcurl reads them. */
#ifndef WEB_WEB_ADDRESS_H
#define WEB_WEB_ADDRESS_H

#include <stdbool.h>

enum { WEB_ADDRESS_CHARS = 500 };

struct web_address {
    const char *scheme, *host, *port; /* lower case as written; the host of IPv6 without brackets */
};

/* Reads an address with neither user nor fragment, of at most 500 characters, none of them a
 * control character. False when it is none. Owner of the parts: 'memory'. */
bool web_address_read(void *memory, const char *text, struct web_address *address);

#endif
