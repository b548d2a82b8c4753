/*
 * Who is part of a case and so must not see it, who is let into a sealed one,
 * and who takes over: typed calls for sql/queries/case_person.sql.
 * Rule: A13, C11, D9, D10.
 */
#ifndef STORE_CASE_PERSON_STORE_H
#define STORE_CASE_PERSON_STORE_H

#include "common/domain/case_file.h"
#include "common/store/query.h"

/* Notes where somebody stands; a person without a staff id is in the history alone. */
enum fault case_person_save(struct op *op, const struct case_file *file,
                            const struct life_person *person) CHECKED;

/* Lets somebody into a case that is sealed off; 'seq' is of the event that did. */
enum fault case_admit(struct op *op, const struct case_file *file, const struct uuid *staff_id,
                      int seq) CHECKED;

/* Whoever is first in line of these roles and not part of the case. Errors: NOT_FOUND. */
enum fault substitute_find(struct op *op, const struct case_file *file,
                           const struct case_life *life, const enum role *wanted, size_t count,
                           struct uuid *staff_id) CHECKED;

#endif
