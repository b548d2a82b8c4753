/*
 * Who was told something in the place of somebody who is away, and so knows that
 * they stand in: typed calls for sql/queries/stand_in.sql. Rule: C11, D9.
 *
 * It lies behind row-level security: op->scope must hold the organisations.
 */
#ifndef STORE_STAND_IN_STORE_H
#define STORE_STAND_IN_STORE_H

#include "common/base/op.h"

struct stand_in {
    struct uuid organisation_id;
    struct uuid staff_id;  /* who is away */
    struct uuid deputy_id; /* who is told in their place */
};

/* They know from op->now, unless they did before. */
enum fault stand_ins_note(struct op *op, const struct stand_in *stand_ins, size_t count) CHECKED;

/* Forgets at most 'limit' of those who stand in no more, each once. */
enum fault stand_ins_end(struct op *op, int limit, struct stand_in **ended, size_t *count) CHECKED;

/* Tells those who stood in that they do so no more, and for whom; not of which cases. */
enum fault stand_ins_tell(struct op *op, const struct stand_in *ended, size_t count) CHECKED;

#endif
