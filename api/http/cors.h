/*
 * Pages of other origins: those that a publishable key lists may call the
 * routes for visitors, with that key. Everything else stays closed to them.
 */
#ifndef API_HTTP_CORS_H
#define API_HTTP_CORS_H

#include "common/base/op.h"

struct exchange;

/* Lets a page of a known origin read the reply of a route for visitors, its problems too.
 * Errors: what the records answer. */
enum fault cors_allow(struct op *op, struct exchange *exchange) CHECKED;

/* Takes that back: whoever calls is no visitor. */
void cors_withdraw(struct exchange *exchange);

#endif
