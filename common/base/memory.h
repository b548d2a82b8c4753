/*
 * Memory, by talloc: whatever a call that takes a struct op answers belongs to
 * op->memory and goes with it; nothing is freed singly.
 *
 * Out of memory aborts, so no allocation is checked. Everything
 * whose size a caller decides is bounded before it is allocated.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include "common/base/base.h"

#include <stddef.h>
#include <talloc.h>

/* Frees a context at the end of its variable's scope. */
void memory_release(void *pointer_to_context);

/* A new context, usually of one operation. Never NULL. */
void *memory_new(void);

/* Zeroed memory that lives as long as 'memory'. Never NULL. */
void *memory_alloc(void *memory, size_t bytes);

/* Where an array of 'count' items with 'room' for so many takes one more: itself, or a copy that
 * has more room. */
void *memory_grow(void *memory, void *list, size_t item_bytes, size_t count, size_t *room);

/* A copy of text, or NULL for NULL. */
char *memory_text(void *memory, const char *text);

char *memory_printf(void *memory, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Calls release(thing) when 'memory' goes: for a PGresult, a json_t. */
void memory_defer(void *memory, void (*release)(void *), void *thing);

#define NEW(memory, type) ((type *)memory_alloc(memory, sizeof(type)))
#define NEW_ARRAY(memory, type, count) ((type *)memory_alloc(memory, sizeof(type) * (count)))
/* Makes room for one more in a growing array: GROW(memory, rules->list, rules->count, rules->room).
 */
#define GROW(memory, list, count, room)                                                            \
    ((list) = memory_grow(memory, list, sizeof *(list), count, &(room)))
#define SCOPED_MEMORY SCOPED(memory_release) void *

#endif
