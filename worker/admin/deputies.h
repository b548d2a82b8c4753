/* Whether somebody can deputise for somebody else. Rule: A13, D9. */
#ifndef ADMIN_DEPUTIES_H
#define ADMIN_DEPUTIES_H

#include "common/base/op.h"

/* Why nobody would stand in if 'deputy' deputised for 'staff', to be said of the deputy: "is
 * disabled: …"; NULL: somebody would. Errors: BUSY, DATABASE. */
enum fault deputy_flaw(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                       const struct uuid *deputy, const char **flaw) CHECKED;

#endif
