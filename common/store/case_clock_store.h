/*
 * The clocks of cases as records: typed calls for sql/queries/case_clock.sql.
 * Breaches and corrections are only ever added. Rule: B3.
 */
#ifndef STORE_CASE_CLOCK_STORE_H
#define STORE_CASE_CLOCK_STORE_H

#include "common/domain/case_clock.h"
#include "common/store/query.h"

/* Codes of standards. */
struct codes {
    const char **list;
    size_t count;
};

/* A clock and whose it is. */
struct clock_record {
    struct uuid case_id;
    struct case_clock clock;
    day said_due_on;             /* what whoever complained was told of it last; NO_DAY: nothing */
    struct uuid said_meeting_id; /* nil: of no meeting */
};
/* By case and start. */
enum fault clocks_of_cases(struct op *op, const struct uuid *case_ids, size_t case_count,
                           struct clock_record **clocks, size_t *count) CHECKED;

/* The clocks of one case alone, by start. */
enum fault clocks_of_case(struct op *op, const struct uuid *case_id, struct case_clock **clocks,
                          size_t *count) CHECKED;

/* What settling led to on some cases, gathered to be saved in a few statements. */
struct settled_clock {
    const struct case_file *file;
    const struct clock_settlement *settlement;
    int by_seq; /* the event that was recorded; 0 when time alone passed */
};
/* Saves clocks, changes, breaches and corrections as of op->now. */
enum fault clocks_save(struct op *op, const struct settled_clock *settled, size_t count) CHECKED;

/* Holds at most 'limit' cases whose clocks time or a new calendar has overtaken, and reads what
 * their clocks depend on. */
enum fault cases_to_settle(struct op *op, int limit, struct case_file **files,
                           size_t *count) CHECKED;

/* Holds the cases that have a running clock of one of these standards, in one order, so that two
 * who do so never wait for each other. Rule: D4. */
enum fault cases_waiting(struct op *op, const struct uuid *organisation_id,
                         const struct codes *standards, struct case_file **files,
                         size_t *count) CHECKED;

#endif
