/*
 * Events on their way to the worker: typed calls for sql/queries/outbox.sql.
 * Rule: B4. Ids only: nothing of a case travels.
 *
 * An event is pending (0), published (1), done (2), dead (3) or dropped by hand
 * (4). Everything here runs in the operation's open transaction. The fence of a
 * claimed event is its attempt together with the owner of the lease: whoever
 * took longer than the lease finds that another has the event.
 */
#ifndef STORE_OUTBOX_STORE_H
#define STORE_OUTBOX_STORE_H

#include "common/base/op.h"
#include "common/domain/vocabulary.h"

#include <stdbool.h>
#include <stdint.h>

struct event {
    struct uuid id;
    enum topic topic; /* TOPIC_NONE: of a newer program, nobody here reacts */
    struct uuid organisation_id;
    struct uuid case_id;
    const char *traceparent; /* NULL when none */
    int attempt;             /* from 1 when claimed */
};

/* Queues events with the open transaction; their ids and traceparents are given here. */
enum fault outbox_add_all(struct op *op, const struct event *events, size_t count) CHECKED;
enum fault outbox_add(struct op *op, enum topic topic, const struct uuid *organisation_id,
                      const struct uuid *case_id) CHECKED;

/* --- Relay --- */

/* Pending events that are due, oldest first; held until the transaction ends, and those that
 * another relay holds are left out. */
enum fault outbox_pending(struct op *op, size_t limit, struct event **events,
                          size_t *count) CHECKED;
/* Marks events as published, as the stream's entries of the same index. */
enum fault outbox_published(struct op *op, const struct event *events, const char *const *entries,
                            size_t count) CHECKED;

/* --- Sweep --- */

struct stale_event {
    struct uuid id;
    const char *entry; /* of the stream; NULL when the mark was never written */
    instant published_at;
    bool is_overdue; /* so old that it is published again even if its entry is still there */
};

/* Published events nobody works on, published before 'min_age_ms' ago, in the order of
 * (published_at, id), after the stale event 'after' (NULL: from the first). */
enum fault outbox_stale(struct op *op, int64_t min_age_ms, const struct stale_event *after,
                        size_t limit, struct stale_event **events, size_t *count) CHECKED;
/* Makes stale events pending again, unless they have moved on meanwhile. */
enum fault outbox_again(struct op *op, const struct stale_event *events, size_t count,
                        size_t *changed) CHECKED;

/* --- Worker --- */

struct lease {
    const char *owner; /* names one worker process */
    long seconds;
    long max_attempts;
};

struct claim {
    struct event event;
    enum {
        CLAIM_TAKEN = 1, /* ours until the lease ends */
        CLAIM_TRIED,     /* not taken: it was tried before, so claim it by itself */
        CLAIM_HELD,      /* not taken: its row is held for a moment, ask again */
        CLAIM_DEAD       /* its attempts were used up without an answer: now a dead letter */
    } verdict;
};

/*
 * Takes events over for one attempt. Those of 'ids' that are not answered need
 * nothing: done, dropped, taken by another, or not due yet.
 *
 * An event that was tried before may have crashed its worker. It is taken only
 * when asked for alone (count 1), so that it takes no others with it.
 */
enum fault outbox_claim(struct op *op, const struct uuid *ids, size_t count,
                        const struct lease *lease, struct claim **claims,
                        size_t *claim_count) CHECKED;
/* Holds claimed events until the transaction ends. Errors: FENCED when any is no longer ours. */
enum fault outbox_hold(struct op *op, const struct event *events, size_t count,
                       const char *owner) CHECKED;
/* Marks claimed events as done. Errors: FENCED when any is no longer ours. */
enum fault outbox_done(struct op *op, const struct event *events, size_t count,
                       const char *owner) CHECKED;
/* Gives an event back after a failure, for a later attempt; 'is_dead' when there is none left.
 * Errors: FENCED. */
enum fault outbox_failed(struct op *op, const struct event *event, const struct lease *lease,
                         enum fault why, bool *is_dead) CHECKED;

/* --- Dead letters, for the heed program --- */

struct dead_letter {
    struct uuid id;
    const char *topic;
    struct uuid organisation_id;
    const char *organisation; /* slug */
    struct uuid case_id;
    int attempt;
    const char *last_error; /* a fault's slug, or "crashed" */
    instant published_at;   /* NO_INSTANT when never */
};

/* Oldest first, at most 'limit'. */
enum fault outbox_dead_list(struct op *op, size_t limit, struct dead_letter **letters,
                            size_t *count) CHECKED;
/* Errors, these three: NOT_FOUND when no dead letter has that id. */
enum fault outbox_dead_show(struct op *op, const struct uuid *id,
                            struct dead_letter *letter) CHECKED;
/* Makes it pending, with all its attempts before it. */
enum fault outbox_dead_retry(struct op *op, const struct uuid *id) CHECKED;
/* Nobody will react to it any more. */
enum fault outbox_dead_drop(struct op *op, const struct uuid *id) CHECKED;

/* --- Housekeeping --- */

/* Deletes at most 'limit' events that were done or dropped more than seven days ago. */
enum fault outbox_delete_old(struct op *op, size_t limit, size_t *deleted) CHECKED;

#endif
