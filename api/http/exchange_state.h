/* What api/http knows of one request and its reply; endpoints see exchange.h only. */
#ifndef API_HTTP_EXCHANGE_STATE_H
#define API_HTTP_EXCHANGE_STATE_H

#include "api/http/address.h"
#include "api/http/exchange.h"
#include "api/http/problem.h"
#include "api/http/server.h"
#include "common/quota/quota.h"

#include <ulfius.h>

enum { CHARGES_MAX = 4 };

/* A quota that the request has been charged with, or refused. */
struct charge {
    enum quota_policy policy;
    struct payer payer;
    struct balance balance;
    bool is_granted;
};

struct exchange {
    const struct server_settings *settings;
    const struct _u_request *request;
    struct _u_response *response;
    struct MHD_Connection *connection;
    struct address address;
    const struct route *route; /* NULL until it is found */
    const char *operation;     /* "POST /v1/cases", of the route */
    const char *detail;        /* of the refusal, NULL for none */
    const char *policy;        /* whose quota is exceeded, NULL for none */
    enum refusal refusal;
    struct charge charges[CHARGES_MAX];
    size_t charge_count;
    bool is_replied;
    bool is_query_checked;
};

/* The groups of acts (access.h) of which whoever calls it must be let do one: a route of none is
 * closed. */
uint64_t route_groups(const struct route *route);

/* Whether a page in a visitor's browser may use it, with a publishable key. */
bool route_is_for_visitors(const struct route *route);

/* The value of a request's header, NULL when there is none. */
const char *request_header(const struct exchange *exchange, const char *name);

bool reply_has_header(const struct exchange *exchange, const char *name);

/* Sets status and body; an empty text is no body. */
void reply_body(struct exchange *exchange, unsigned status, const char *content_type,
                const char *text);

/* A GET or HEAD, which changes nothing. */
bool exchange_is_safe(const struct exchange *exchange);

/* A list of methods, "POST, GET, HEAD", and what a route takes besides. */
const char *methods_with(struct op *op, const char *methods, const struct route *route);

#endif
