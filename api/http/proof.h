/* Who is calling, proved and charged for it (charge.h). */
#ifndef API_HTTP_PROOF_H
#define API_HTTP_PROOF_H

#include "common/base/op.h"

struct exchange;

/* By the Authorization header. Errors: QUOTA_EXCEEDED, and what settings->authenticate answers.
 */
enum fault prove_caller(struct op *op, struct exchange *exchange) CHECKED;

/* prove_complainant is in exchange.h: an endpoint calls it too. */

#endif
