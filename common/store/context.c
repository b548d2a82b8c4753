#include "common/store/context.h"

const char *context_text(void *memory, const struct scope *scope)
{
    char *text = memory_alloc(memory, scope->count * UUID_TEXT + 1);
    for (size_t i = 0; i < scope->count; i++) {
        uuid_text(&scope->organisations[i], text + i * UUID_TEXT);
        text[(i + 1) * UUID_TEXT - 1] = i + 1 < scope->count ? ',' : '\0';
    }
    return text;
}
