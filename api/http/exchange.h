/*
 * One request and its reply. api/http is the only folder that knows Ulfius;
 * endpoints know this header.
 *
 * What a reader answers belongs to op->memory. Every reader that finds a
 * mistake notes it in op->mistakes, so that one reply tells all of them.
 */
#ifndef API_HTTP_EXCHANGE_H
#define API_HTTP_EXCHANGE_H

#include "common/base/op.h"
#include "common/json/shape.h"

struct route;
struct exchange; /* wraps the Ulfius request and response */

/* A part of the path, decoded; never NULL for a name that the route has. */
const char *path_text(struct exchange *exchange, const char *name);
/* Errors: NOT_FOUND when it is no id: nothing has such a name. */
enum fault path_id(struct exchange *exchange, const char *name, struct uuid *id) CHECKED;

/* A query parameter's text, NULL when it was not given. Parameters given twice, bad UTF-8, NUL and
 * names that nobody asked for are refused (400) by query_end. */
const char *query_text(struct op *op, struct exchange *exchange, const char *name);
/* Readers that note a mistake and answer the "none" value when the text is not valid. */
day query_day(struct op *op, struct exchange *exchange, const char *name);
instant query_instant(struct op *op, struct exchange *exchange, const char *name);
long query_number(struct op *op, struct exchange *exchange, const char *name, long otherwise,
                  long least, long most);
int query_word(struct op *op, struct exchange *exchange, const char *name,
               const struct vocabulary *vocabulary);
/* How long a page of a list is: 'limit', 1 to 200; 50 without it. */
int query_limit(struct op *op, struct exchange *exchange);
/* Call after the readers; a GET that forgets it is checked after its handler.
 * Errors: PARAMETER_INVALID. */
enum fault query_end(struct op *op, struct exchange *exchange) CHECKED;

/* The same written into an address, "&name=value"; "" for the "none" value. */
const char *day_parameter(struct op *op, const char *name, day on);
const char *word_parameter(struct op *op, const char *name, const struct vocabulary *vocabulary,
                           int word);

/* Errors: MALFORMED (not JSON, or not an object), FIELDS_INVALID. */
enum fault body_read(struct op *op, struct exchange *exchange, const struct shape *shape,
                     void *into) CHECKED;
/* The body's bytes, for the fingerprint. */
const char *body_bytes(const struct exchange *exchange, size_t *length);

/* The Idempotency-Key, quoted or bare, NULL when there is none.
 * Errors: PARAMETER_INVALID (400) when it is empty, over 255 characters or not printable ASCII. */
enum fault idempotency_key(struct op *op, struct exchange *exchange, const char **key) CHECKED;

/* The version that If-Match names ("\"7\""; "*" answers 0). Errors: IF_MATCH_MISSING,
 * PARAMETER_INVALID; VERSION_STALE for an ETag that is none of ours. */
enum fault if_match(struct op *op, struct exchange *exchange, int *version) CHECKED;

/* Makes op->actor the complainant of the case with this reference and receipt code, as they were
 * typed. Tries that fail are counted. Errors: NOT_FOUND for all that is wrong alike,
 * QUOTA_EXCEEDED. */
enum fault prove_complainant(struct op *op, struct exchange *exchange, const char *reference,
                             const char *code) CHECKED;

/* True when If-None-Match names this ETag ("\"7\"", with its quotes): the reply then is 304 without
 * a body (already set, with the ETag). */
bool not_modified(struct exchange *exchange, const char *etag);

/* For what is done only when it can be answered, such as putting a reading on record: a GET that
 * does not ask is looked at after its handler. Errors: MALFORMED (406) when the caller does not
 * take this type. */
enum fault reply_acceptable(struct exchange *exchange, const char *content_type) CHECKED;

/* Whether the caller would rather have HTML than JSON: a browser, not a program. */
bool wants_html(const struct exchange *exchange);

/* Method and path pattern of the route, "POST /v1/cases": the scope of an idempotency key. */
const char *exchange_operation(const struct exchange *exchange);

/* The row of routes.h that is served. */
const struct route *exchange_route(const struct exchange *exchange);

/* Takes the place of a header of that name. Cache-Control is no-store unless it is set here. */
void reply_header(struct exchange *exchange, const char *name, const char *value);
/* Without a body when 'shape' is NULL. */
enum fault reply(struct op *op, struct exchange *exchange, unsigned status,
                 const struct shape *shape, const void *from) CHECKED;
enum fault reply_text(struct exchange *exchange, unsigned status, const char *content_type,
                      const char *text) CHECKED;

/* What a browser asks before it lets a page send its request: what pages may do at this address. It
 * carries no key, so which page may use which key is looked at when the request comes.
 * Errors: ORIGIN_NOT_ALLOWED. */
enum fault reply_preflight(struct op *op, struct exchange *exchange) CHECKED;

/* What a problem's code stands for, whether a fault's or one of the server's own (refusal.def):
 * its title and status; NULL when there is no such code. */
const char *problem_title(const char *code, int *status);

#endif
