#include "common/base/mistake.h"

#include "common/base/op.h"

enum fault mistake_add(struct op *op, const char *pointer, const char *code, const char *detail)
{
    if (!op->mistakes)
        op->mistakes = NEW(op->memory, struct mistakes);
    if (op->mistakes->count < MISTAKES_MAX)
        op->mistakes->list[op->mistakes->count++] =
            (struct mistake){ memory_text(op->memory, pointer), memory_text(op->memory, code),
                              memory_text(op->memory, detail) };
    return FAULT_FIELDS_INVALID;
}

enum fault mistakes_found(const struct op *op)
{
    return op->mistakes && op->mistakes->count ? FAULT_FIELDS_INVALID : OK;
}
