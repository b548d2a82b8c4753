/*
 * Messages to whoever complained about the meeting that discusses their case,
 * as entries of its history. The case is held by the open transaction.
 * Rule: B6, D4.
 */
#ifndef WORKER_MESSAGE_H
#define WORKER_MESSAGE_H

#include "common/store/meeting_store.h"

/* Adds one. Errors, both: SEAL_BROKEN, BUG (nothing was added then), BUSY, DATABASE. */
enum fault message_add(struct op *op, const struct unsaid_clock *clock) CHECKED;

/* Adds what a sealed case lacks that another would have: its promises as the outside sees them are
 * compared with what was said of them. Only the ids of 'which' count. Rule: D17. */
enum fault messages_add_sealed(struct op *op, const struct unsaid_clock *which) CHECKED;

#endif
