/*
 * The one way of every request: limits, address, route, caller, handler,
 * problem, access line.
 */
#ifndef API_HTTP_DISPATCH_H
#define API_HTTP_DISPATCH_H

#include "api/http/server.h"

struct _u_request;
struct _u_response;

/* What is served; call before the first request. */
void dispatch_setup(const struct server_settings *settings);

/* Ulfius's callback for everything. */
int dispatch(const struct _u_request *request, struct _u_response *response, void *nothing);

/* The counts of requests and errors, added to 'counts'. */
void dispatch_count(struct server_counts *counts);

#endif
