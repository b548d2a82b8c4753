/*
 * Who is part of a case and so must not see it, who is let into a sealed one,
 * who investigates it, and who takes over: typed calls for sql/queries/case_person.sql.
 * Rule: A12, A13, A17, C11, D9, D10.
 */
#ifndef STORE_CASE_PERSON_STORE_H
#define STORE_CASE_PERSON_STORE_H

#include "common/domain/access.h"
#include "common/domain/case_file.h"
#include "common/store/query.h"

/* Notes where somebody stands; a person without a staff id is in the history alone. */
enum fault case_person_save(struct op *op, const struct case_file *file,
                            const struct life_person *person) CHECKED;

/* Lets somebody into a case that is sealed off; 'seq' is of the event that did. */
enum fault case_admit(struct op *op, const struct case_file *file, const struct uuid *staff_id,
                      int seq) CHECKED;

/* The sealed cases that were handed to somebody who is away, has left or lost the role, as have all
 * others whom they were handed to; held until the transaction ends. */
enum fault handovers_find(struct op *op, const struct uuid *organisation_id,
                          const struct uuid *staff_id, struct uuid **case_ids,
                          size_t *count) CHECKED;

/* Who investigates the case: named by the event 'seq'. */
enum fault case_investigators_add(struct op *op, const struct case_file *file,
                                  const struct uuid *staff_ids, size_t count, int seq) CHECKED;

/* Nobody investigates it any more who was named before, but these. Rule: A12, D9. */
enum fault case_investigators_drop(struct op *op, const struct case_file *file,
                                   const struct uuid *staff_ids, size_t count) CHECKED;

/* The cases whose open investigation somebody was named for who is away, has left or lost the role,
 * and no part of them. */
enum fault investigations_find(struct op *op, const struct uuid *organisation_id,
                               const struct uuid *staff_id, struct uuid **case_ids,
                               size_t *count) CHECKED;

/* How a member of staff stands to the case. */
enum fault case_bonds_read(struct op *op, const struct case_file *file, const struct uuid *staff_id,
                           struct case_bonds *bonds) CHECKED;

/* Whoever is first in line of these roles and not part of the case; who is away, only when all of
 * them are. Errors: NOT_FOUND. */
enum fault substitute_find(struct op *op, const struct case_file *file,
                           const struct case_life *life, const enum role *wanted, size_t count,
                           struct uuid *staff_id) CHECKED;

/* How many people have one of these roles and are not part of the case, away or not. Rule: D9. */
enum fault detached_count(struct op *op, const struct case_file *file, const struct case_life *life,
                          const enum role *wanted, size_t count, int *left) CHECKED;

#endif
