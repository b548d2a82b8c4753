#include "common/base/op.h"

#include "common/base/clock.h"

struct op op_begin(void)
{
    return (struct op){ .memory = memory_new(), .now = clock_now() };
}

void op_end(struct op *op)
{
    memory_release(&op->memory);
}
