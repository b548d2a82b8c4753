/*
 * The clocks of a case that is sealed off, as the outside is shown them: as if
 * it never had been. Reckoned anew whenever somebody asks; nothing of it is kept.
 */
#ifndef CASEWORK_PUBLIC_CLOCKS_H
#define CASEWORK_PUBLIC_CLOCKS_H

#include "common/base/op.h"
#include "common/domain/case_clock.h"

/*
 * What became of its promises without safeguarding: those that it ended run on,
 * are broken in their time and begin again, as in a case that nobody works on.
 * Owner: op->memory. Errors: BUSY, DATABASE, BUG. Rule: D17.
 */
enum fault public_clocks(struct op *op, const struct case_file *file, struct case_clock **clocks,
                         size_t *count) CHECKED;

#endif
