#include "api/operations/cursor.h"

enum fault cursor_read(struct op *op, const char *starting_after, struct uuid *after)
{
    *after = (struct uuid){ 0 };
    if (!starting_after)
        return OK;
    return uuid_read(starting_after, after) && !uuid_is_nil(after) ? OK : cursor_refuse(op);
}

enum fault cursor_refuse(struct op *op)
{
    mistake_add(op, "starting_after", "not_a_cursor", "must be the next of an earlier page");
    return FAULT_PARAMETER_INVALID;
}

const char *cursor_text(struct op *op, const struct uuid *last)
{
    char *text = memory_alloc(op->memory, UUID_TEXT);
    uuid_text(last, text);
    return text;
}
