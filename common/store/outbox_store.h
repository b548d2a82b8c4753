/*
 * Events on their way to the worker: typed calls for sql/queries/outbox.sql.
 * Rule: B4. Ids only: nothing of a case travels.
 */
#ifndef STORE_OUTBOX_STORE_H
#define STORE_OUTBOX_STORE_H

#include "common/base/op.h"
#include "common/domain/vocabulary.h"

/* Queues one event with the open transaction. */
enum fault outbox_add(struct op *op, enum topic topic, const struct uuid *organisation_id,
                      const struct uuid *case_id) CHECKED;

#endif
