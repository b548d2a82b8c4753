#include "api/operations/cursor.h"

enum fault cursor_read(struct op *op, const char *starting_after, struct uuid *after)
{
    *after = (struct uuid){ 0 };
    return !starting_after || uuid_read_of_one(starting_after, after) ? OK : cursor_refuse(op);
}

enum fault cursor_refuse(struct op *op)
{
    mistake_add(op, "starting_after", "not_a_cursor", "must be the next of an earlier page");
    return FAULT_PARAMETER_INVALID;
}

size_t page_length(size_t found, int limit)
{
    return found > (size_t)limit ? (size_t)limit : found;
}

struct page_end page_end_after(struct op *op, const struct uuid *last)
{
    if (!last)
        return (struct page_end){ .has_more = false };
    char *next = memory_alloc(op->memory, UUID_TEXT);
    uuid_text(last, next);
    return (struct page_end){ .has_more = true, .next = next };
}
