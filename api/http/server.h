/*
 * The HTTP server: start, stop, and what it lets in.
 *
 * A stop takes no new connection, finishes what is in flight and then ends.
 */
#ifndef API_HTTP_SERVER_H
#define API_HTTP_SERVER_H

#include "api/routes.h"
#include "common/base/host.h"

struct server_settings {
    const char *address;
    unsigned port;
    size_t max_body_bytes;
    unsigned max_connections, max_connections_per_address;
    unsigned request_seconds;
    const char *public_url;
    struct networks trusted_proxies; /* whose word on a client's address counts */
    const char *page_policy;         /* the Content-Security-Policy of pages */
    const struct route *routes;
    /* Who the Authorization header (NULL when absent) names, in a page of that origin (NULL when
     * none was told): fills op->actor and op->scope. Errors: NOT_SIGNED_IN, CREDENTIAL_EXPIRED,
     * ORIGIN_NOT_ALLOWED, and what the records answer. */
    enum fault (*authenticate)(struct op *op, const char *authorization, const char *origin);
    /* The same for a complainant, by the case's reference and the Receipt-Code header.
     * Errors: NOT_FOUND, and what the records answer. */
    enum fault (*authenticate_complainant)(struct op *op, const char *reference, const char *code);
    /* Whether pages of that origin may call at all. Errors: what the records answer. */
    enum fault (*origin_is_known)(struct op *op, const char *origin, bool *is_known);
};

/* Counters for /metrics; any thread may read them. */
struct server_counts {
    long requests, limited, client_errors, server_errors, open_connections, in_flight;
    bool are_quotas_shared; /* false while Redis is away: this process counts for itself */
};

/* The settings are copied; the texts and routes they name must stay.
 * Errors: BUG when the address is taken (told on standard error). */
enum fault server_start(const struct server_settings *settings) CHECKED;
/* Waits at most ten seconds for what is in flight. */
void server_stop(void);
struct server_counts server_counts(void);

#endif
