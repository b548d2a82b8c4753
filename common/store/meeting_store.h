/*
 * Meetings as records: typed calls for sql/queries/meeting.sql. All of it lies
 * behind row-level security.
 *
 * Why a meeting was moved or cancelled is a document sealed with the directory
 * key; its text is JSON of common/json/meeting_shapes.h.
 */
#ifndef STORE_MEETING_STORE_H
#define STORE_MEETING_STORE_H

#include "common/base/op.h"
#include "common/domain/meeting.h"
#include "common/domain/meeting_notice.h"
#include "common/store/case_clock_store.h"

/* Every meeting of an organisation, cancelled ones too, as far as clocks depend on them: without
 * place and minutes. Rule: D4. */
enum fault meetings_of(struct op *op, const struct uuid *organisation_id,
                       struct meetings *meetings) CHECKED;

/* From when this transaction ends, clocks that were reckoned by earlier meetings are out of date.
 * Others who change the organisation's meetings wait until then. */
enum fault meetings_changed(struct op *op, const struct uuid *organisation_id) CHECKED;

/* Which meetings to list: none values do not filter. */
struct meeting_filter {
    struct uuid organisation_id;
    enum body body;
    day from, to;      /* both days count */
    struct uuid after; /* those that come after this one */
    int limit;
};
enum fault meeting_list(struct op *op, const struct meeting_filter *filter,
                        struct meeting **meetings, size_t *count) CHECKED;

/* Errors: NOT_FOUND. */
enum fault meeting_by_id(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                         struct meeting *meeting) CHECKED;
/* The same, held until the transaction ends. */
enum fault meeting_lock(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                        struct meeting *meeting) CHECKED;

/* Created as of op->now. */
enum fault meeting_add(struct op *op, const struct uuid *organisation_id,
                       const struct meeting *meeting) CHECKED;
/* Saves when it starts, when that changed, whether it is cancelled, and its minutes. */
enum fault meeting_save(struct op *op, const struct uuid *organisation_id,
                        const struct meeting *meeting) CHECKED;

/* A meeting was moved, or cancelled. Only ever added. */
struct meeting_change {
    int n;
    instant starts_from;
    instant starts_to; /* NO_INSTANT: it was cancelled */
    struct uuid staff_id;
    instant changed_at;
    const char *details; /* the opened document; NULL when no reason was given */
};
/* Seals the details. */
enum fault meeting_change_add(struct op *op, const struct uuid *organisation_id,
                              const struct uuid *meeting_id,
                              const struct meeting_change *change) CHECKED;
/* In their order. Errors: SEAL_BROKEN. */
enum fault meeting_changes(struct op *op, const struct uuid *organisation_id,
                           const struct uuid *meeting_id, struct meeting_change **changes,
                           size_t *count) CHECKED;

/* A case that a meeting has before it. */
struct meeting_case {
    const char *reference;
    int procedure_version;
};
/* Those that whoever asks may know of, by receipt. 'standards': those that wait for meetings of its
 * body. Rule: A16, C11. */
enum fault meeting_cases(struct op *op, const struct uuid *organisation_id,
                         const struct uuid *meeting_id, const struct codes *standards,
                         struct meeting_case **cases, size_t *count) CHECKED;
/* A promise that waits for a meeting, of which whoever complained is to be told anew. */
struct unsaid_clock {
    struct uuid organisation_id, case_id;
    const char *standard;
    struct meeting_notice notice; /* without the body */
};
/* At most 'limit' of them, of cases that are not sealed; they are marked as told by op->now and
 * their cases held. Rule: D4. */
enum fault clocks_say(struct op *op, int limit, struct unsaid_clock **clocks,
                      size_t *count) CHECKED;

/* At most 'limit' sealed cases of which whoever complained may have to be told something, since
 * their history or the meetings changed: ids alone. They are marked as looked at, and held.
 * Rule: D17. */
enum fault sealed_cases_say(struct op *op, int limit, struct unsaid_clock **cases,
                            size_t *count) CHECKED;

#endif
