/*
 * A case's history as the rules read it: events with their facts, and what they
 * add up to.
 */
#ifndef CASEWORK_HISTORY_H
#define CASEWORK_HISTORY_H

#include "common/domain/case_file.h"
#include "common/json/case_shapes.h"
#include "common/seal/case_key.h"
#include "common/store/case_store.h"

/* The histories of some cases with their facts, by case and seq; stages are still to be replayed.
 * Errors: BUG (facts that do not read), BUSY, DATABASE. */
enum fault histories_read(struct op *op, const struct uuid *case_ids, size_t case_count,
                          struct case_mark **marks, size_t *count) CHECKED;

/* What the marks of one case add up to; fills their stages. Errors: BUG when that is not what is
 * stored of the case: state, stage, version, sealing, who deals with it, when it was closed. */
enum fault history_replay(struct op *op, const struct procedure *procedure,
                          const struct case_file *file, struct mark *marks, size_t count,
                          struct case_life *life) CHECKED;

/* The same from entries that were read already, the whole history of the case. */
enum fault events_replay(struct op *op, const struct procedure *procedure,
                         const struct case_file *file, const struct case_event *events,
                         size_t count, struct case_life *life) CHECKED;

/* What those entries add up to that came before the case was sealed off, all when it is not; 'seen'
 * becomes the case as it stood then. Errors: BUG. Rule: D17. */
enum fault events_replay_unsealed(struct op *op, const struct procedure *procedure,
                                  const struct case_event *events, size_t count,
                                  struct case_file *seen, struct case_life *life) CHECKED;

/* Adds what op->actor did, or the service itself tells, as the next entry, after the one with
 * 'last_hash', which moves on; a text that says anything is sealed with the case's key.
 * Errors: BUSY, DATABASE. Rule: B6. */
enum fault history_add(struct op *op, const struct case_file *file, const struct case_key *key,
                       const struct mark *mark, const struct event_text *text,
                       struct bytes *last_hash) CHECKED;

/* Reads facts as they stand in the history. Errors: BUG when they do not read. */
enum fault facts_read(struct op *op, const char *text, struct facts *facts) CHECKED;

/* Help with complaining, each kind as it was noted last; NULL: nothing was. Owner: op->memory.
 * Errors: BUG. Rule: C10. */
enum fault history_help(struct op *op, const struct case_event *events, size_t count,
                        const struct help **help) CHECKED;

/* The entry by which somebody speaks for whoever complained now: of the last appointment, unless
 * they were removed since. NULL: nobody does. Rule: D15. */
const struct case_event *history_appointment(const struct case_event *events, size_t count);

/* The facts as they stand in the history. Owner: op->memory. */
const char *facts_text(struct op *op, const struct facts *facts);

#endif
