/*
 * What a request is charged with: the quota of whoever asks. The answer tells
 * how it stands (RateLimit-Policy, RateLimit), a refusal when to ask again.
 *
 * Charged is whatever was asked, also what is then refused; not an answer that
 * the caller has it already (304).
 */
#ifndef API_HTTP_CHARGE_H
#define API_HTTP_CHARGE_H

#include "common/base/op.h"

struct exchange;

/* Charges the client's address for what anybody may ask. Errors: QUOTA_EXCEEDED. */
enum fault charge_public(struct op *op, struct exchange *exchange) CHECKED;

/* Charges op->actor, who has been proved. Errors: QUOTA_EXCEEDED. */
enum fault charge_caller(struct op *op, struct exchange *exchange) CHECKED;

/*
 * Charges the client's address for a credential that proves nobody who may do
 * anything. Whoever has a right one, there too, is never held up by that.
 * Errors: QUOTA_EXCEEDED.
 */
enum fault charge_failure(struct op *op, struct exchange *exchange) CHECKED;

/*
 * Charges a try of a receipt code before it is looked at: the client's address,
 * and the reference, whether there is such a case or not. An address that has
 * no tries left is refused; a reference that many try is only slowed down, so
 * that nobody can lock its complainant out. Errors: QUOTA_EXCEEDED.
 */
enum fault charge_try(struct op *op, struct exchange *exchange, const char *reference) CHECKED;
/* The code was right: nothing was charged. */
void charge_try_back(struct op *op, struct exchange *exchange);

/* Nothing was charged after all. */
void charges_back(struct op *op, struct exchange *exchange);

#endif
