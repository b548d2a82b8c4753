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

const char *context_staff(void *memory, const struct actor *actor)
{
    char *text = memory_alloc(memory, UUID_TEXT);
    if (actor->kind == ACTOR_STAFF)
        uuid_text(&actor->id, text);
    return text;
}
