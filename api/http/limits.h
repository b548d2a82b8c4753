/*
 * What every request is held to before it is looked at: one length of the
 * body, no header twice that decides something, sizes.
 */
#ifndef API_HTTP_LIMITS_H
#define API_HTTP_LIMITS_H

#include "common/base/op.h"

struct exchange;

enum { LIMIT_HEADER_BYTES = 16 * 1024, LIMIT_HEADERS = 64 };

/* Errors: MALFORMED, or a refusal. The connection is closed after such a reply, and after a body in
 * chunks, because where the next request begins cannot be told for sure. */
enum fault limits_check(struct op *op, struct exchange *exchange) CHECKED;

#endif
