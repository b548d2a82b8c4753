/*
 * What is erased of cases, and the certificates of it: typed calls for
 * sql/queries/erasure.sql. All of it lies behind row-level security (op->scope).
 * Rule: B7, D18.
 */
#ifndef STORE_ERASURE_STORE_H
#define STORE_ERASURE_STORE_H

#include "common/base/op.h"
#include "common/domain/case_file.h"
#include "common/domain/erasure.h"

/* A case whose day has come by 'today', after the one with 'after' (nil: the first); it is held.
 * Errors: NOT_FOUND when none is left that nobody else holds. */
enum fault erasure_next(struct op *op, day today, const struct uuid *after,
                        struct uuid *organisation_id, struct uuid *case_id) CHECKED;

/* Saves that the wish was refused. */
enum fault erasure_refuse(struct op *op, const struct case_file *file) CHECKED;

/* Writes the certificate of what is there now. */
enum fault erasure_add(struct op *op, const struct case_file *file, const struct uuid *id,
                       instant asked_at) CHECKED;

/* Destroys, step by step: the key; what was sealed of the history; what was sealed of the case
 * itself, of which the shell is saved; and, once its promises have ended, what else was kept. */
enum fault erasure_of_key(struct op *op, const struct case_file *file) CHECKED;
enum fault erasure_of_history(struct op *op, const struct case_file *file) CHECKED;
enum fault erasure_of_case(struct op *op, const struct case_file *file) CHECKED;
enum fault erasure_of_traces(struct op *op, const struct case_file *file) CHECKED;

/* Errors: NOT_FOUND, also while nothing was erased. */
enum fault erasure_by_reference(struct op *op, const struct uuid *organisation_id,
                                const char *reference, struct erasure *erasure) CHECKED;

/* All of an organisation, the oldest first. */
enum fault erasure_list(struct op *op, const struct uuid *organisation_id,
                        struct erasure **erasures, size_t *count) CHECKED;

#endif
