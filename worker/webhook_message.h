/* A message to a site's endpoint, as it is posted: the body and the headers of Standard
 * Webhooks 1.0, with a signature by each secret that is good. Rule: B10. */
#ifndef WORKER_WEBHOOK_MESSAGE_H
#define WORKER_WEBHOOK_MESSAGE_H

#include "common/store/webhook_store.h"
#include "common/web/posting.h"

/* The secrets may be of several endpoints. Signed as of when this try began. Owner: op->memory.
 * Errors: SEAL_BROKEN (the address, or every secret). */
enum fault webhook_message(struct op *op, const struct webhook_due *due,
                           const struct webhook_secret *secrets, size_t secret_count,
                           struct posting *posting) CHECKED;

#endif
