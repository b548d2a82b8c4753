/*
 * What staff are told, and who they are: typed calls for
 * sql/queries/notification.sql. All of it lies behind row-level security.
 */
#ifndef STORE_NOTIFICATION_STORE_H
#define STORE_NOTIFICATION_STORE_H

#include "common/domain/notification.h"
#include "common/store/query.h"

/* Somebody whom a telling is for. */
struct recipient {
    size_t number; /* of the telling, from 1 */
    struct uuid staff_id;
    struct uuid in_place_of; /* who is away; nil: it is for themselves */
};
/* By telling. A telling that nobody is there for has none. Rule: C11, D9. */
enum fault recipients_find(struct op *op, const struct telling *tellings, size_t count,
                           struct recipient **recipients, size_t *recipient_count) CHECKED;

/* Tells each recipient what the telling of its number says, as of op->now; but nobody who was told
 * of that case with that type since then. NO_INSTANT: in any case. */
enum fault notifications_add(struct op *op, const struct telling *tellings,
                             const struct recipient *recipients, size_t count,
                             instant since) CHECKED;

/* Whose notifications: none values do not filter. */
struct notification_filter {
    struct uuid organisation_id;
    struct uuid staff_id;
    struct uuid after; /* older than this one */
    struct uuid only;  /* this one alone */
    bool unseen;
    int limit;
};
/* Newest first, as far as whoever asks may know of the cases. Rule: A12, A13, C11. */
enum fault notification_list(struct op *op, const struct notification_filter *filter,
                             struct notification **notifications, size_t *count) CHECKED;

/* Marks it as seen at op->now, unless it was before. */
enum fault notification_see(struct op *op, const struct notification_filter *which) CHECKED;

/* How long before the end of a promise the staff are warned, in one version of a procedure. */
struct warning_rule {
    struct uuid organisation_id;
    int procedure_version;
    const char *standard;
    int hours;
};

/* A promise that staff are to be told of, and as much of its case as that needs. */
struct untold_clock {
    struct case_file file;
    const char *standard;
    day due_on;
};
/* At most 'limit' running clocks for which the time to warn has come by op->now; they are marked
 * as warned of and their cases held. Rule: A7, C13. */
enum fault clocks_warn(struct op *op, const struct warning_rule *rules, size_t rule_count,
                       int limit, struct untold_clock **clocks, size_t *count) CHECKED;
/* At most 'limit' clocks that were breached by op->now; they are marked as told of and their cases
 * held. Rule: A22. */
enum fault clocks_tell_broken(struct op *op, int limit, struct untold_clock **clocks,
                              size_t *count) CHECKED;

#endif
