/* What is read and told of a request that may be sent again when its answer got lost. Rule: B4. */
#ifndef API_ENDPOINTS_REPEATS_H
#define API_ENDPOINTS_REPEATS_H

#include "api/http/exchange.h"
#include "api/operations/repeat.h"

/* The Idempotency-Key, if any, and what it is for. Keys of requests about one thing are apart from
 * those about another; 'about' is "" where there is nothing to tell apart.
 * Errors: PARAMETER_INVALID. */
enum fault repeat_read(struct op *op, struct exchange *exchange, const char *about,
                       struct repeat *repeat) CHECKED;

/* Tells whoever asks when nothing was done, because it had been done before. */
void reply_repeated(struct exchange *exchange, const struct repeat *repeat);

#endif
