/*
 * Faults and refusals as RFC 9457 problem+json.
 *
 * A fault's status comes from its class. A refusal is what the server itself
 * says no to before any operation: refusal.def.
 */
#ifndef API_HTTP_PROBLEM_H
#define API_HTTP_PROBLEM_H

#include "common/base/op.h"

struct exchange;

enum refusal {
    REFUSAL_NONE,
#define REFUSAL(name, status, slug, title) REFUSAL_##name,
#include "api/http/refusal.def"
#undef REFUSAL
};

/* Notes why the server refuses; 'detail' may be NULL. Answers MALFORMED for the caller to return.
 */
enum fault refuse(struct exchange *exchange, enum refusal refusal, const char *detail);

/* Notes a mistake of the request itself, not of its fields; answers MALFORMED. */
enum fault malformed(struct op *op, const char *where, const char *code, const char *detail);

/* Makes the reply the problem of the fault, or of the refusal that was noted. */
void problem_reply(struct op *op, struct exchange *exchange, enum fault fault);

/* The stable code of the fault or the refusal that was noted. */
const char *problem_code(const struct exchange *exchange, enum fault fault);

#endif
