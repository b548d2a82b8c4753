#include "common/base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What one request usually needs, so that it asks the C library once. */
enum { POOL_BYTES = 32 * 1024 };

struct deferred {
    void (*release)(void *);
    void *thing;
};

static void *must(void *memory)
{
    if (!memory) {
        fputs("{\"level\":\"error\",\"event\":\"out_of_memory\"}\n", stderr);
        abort();
    }
    return memory;
}

void memory_release(void *pointer_to_context)
{
    void **context = pointer_to_context;
    talloc_free(*context);
    *context = NULL;
}

void *memory_new(void)
{
    return must(talloc_pool(NULL, POOL_BYTES));
}

void *memory_alloc(void *memory, size_t bytes)
{
    return must(talloc_zero_size(memory, bytes ? bytes : 1));
}

void *memory_grow(void *memory, void *list, size_t item_bytes, size_t count, size_t *room)
{
    enum { FIRST_ROOM = 16 };
    if (count < *room)
        return list;
    *room = *room ? 2 * *room : FIRST_ROOM;
    void *more = memory_alloc(memory, *room * item_bytes);
    if (count)
        memcpy(more, list, count * item_bytes);
    return more;
}

char *memory_text(void *memory, const char *text)
{
    return text ? must(talloc_strdup(memory, text)) : NULL;
}

char *memory_printf(void *memory, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *text = must(talloc_vasprintf(memory, format, values));
    va_end(values);
    return text;
}

static int run_deferred(struct deferred *deferred)
{
    deferred->release(deferred->thing);
    return 0;
}

void memory_defer(void *memory, void (*release)(void *), void *thing)
{
    struct deferred *deferred = must(talloc(memory, struct deferred));
    *deferred = (struct deferred){ release, thing };
    talloc_set_destructor(deferred, run_deferred);
}
