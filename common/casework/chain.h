/* The hash chain of a case's history, as the records hold it. Rule: B6. */
#ifndef CASEWORK_CHAIN_H
#define CASEWORK_CHAIN_H

#include "common/store/case_store.h"

/* Fills event->hash: 'previous' is the hash of the entry before (HASH_BYTES), NULL for the first.
 */
void chain_event(struct op *op, const struct case_file *file, const unsigned char *previous,
                 struct case_event *event);

/* Whether a whole history is as it was recorded: no gap, nothing changed, its end the case's
 * version. Answers the seq of the first entry that is not, or 0. */
int chain_broken_at(const struct case_file *file, const struct case_event *events, size_t count);

#endif
