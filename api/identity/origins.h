/* The pages that may call this service from a visitor's browser: those that any publishable key
 * lists. Read again every three seconds while somebody asks, however many ask. */
#ifndef API_IDENTITY_ORIGINS_H
#define API_IDENTITY_ORIGINS_H

#include "common/base/op.h"

/* Errors: BUSY, DATABASE. */
enum fault origin_is_known(struct op *op, const char *origin, bool *is_known) CHECKED;

/* Forgets them. */
void origins_close(void);

#endif
