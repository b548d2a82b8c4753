/*
 * Who is at the other end of a request: the connection's own address, or, when
 * that is a trusted proxy's, whom the proxy names in X-Forwarded-For or
 * Forwarded (RFC 7239). Whatever else a request claims is not looked at.
 */
#ifndef API_HTTP_CLIENT_H
#define API_HTTP_CLIENT_H

#include "common/base/host.h"

struct exchange;

/*
 * The client's address: of the hosts that the headers tell of, read from the
 * end, the first that is no trusted proxy. Where the two headers name different
 * ones, one of them is not the proxy's, and the proxy itself is the client.
 */
struct host client_host(const struct exchange *exchange);

#endif
