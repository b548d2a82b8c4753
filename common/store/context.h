/* The row-level security context, as text. Known to this folder only. */
#ifndef STORE_CONTEXT_H
#define STORE_CONTEXT_H

#include "common/base/op.h"

/* The scope's organisations, separated by commas; "" lets nothing be seen. */
const char *context_text(void *memory, const struct scope *scope);
/* The member of staff who asks, whose cases some are hidden from; "" for anybody else. */
const char *context_staff(void *memory, const struct actor *actor);

#endif
