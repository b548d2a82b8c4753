/*
 * What whoever acts may do about one case: how they stand to it, by the records,
 * and what the table of access.def then allows. The first wall; row-level
 * security is the second.
 */
#ifndef CASEWORK_CASE_ACCESS_H
#define CASEWORK_CASE_ACCESS_H

#include "common/domain/access.h"

/* What op->actor may do about the case: groups of acts, none for whom it does not exist. Programs
 * may do everything. Errors: BUSY, DATABASE. Rule: A12. */
enum fault case_access(struct op *op, const struct case_file *file, uint64_t *may) CHECKED;

/* How somebody stands to the case: bits 1 << enum relation. Errors: BUSY, DATABASE. */
enum fault case_relations_of(struct op *op, const struct actor *actor, const struct case_file *file,
                             unsigned *relations_held) CHECKED;

#endif
