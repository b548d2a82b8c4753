/*
 * Meetings as records: typed calls for sql/queries/meeting.sql. All of it lies
 * behind row-level security.
 */
#ifndef STORE_MEETING_STORE_H
#define STORE_MEETING_STORE_H

#include "common/base/op.h"
#include "common/domain/meeting.h"

/* Every meeting of an organisation, by time, cancelled ones too. Rule: D4. */
enum fault meetings_of(struct op *op, const struct uuid *organisation_id, struct meeting **meetings,
                       size_t *count) CHECKED;

#endif
