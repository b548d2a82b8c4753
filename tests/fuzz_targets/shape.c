/* Every shape of common/json: what it reads it can write, and reads again as the same. */
#include "common/json/shape.h"

#include "tests/fuzz_targets/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define SHAPE_NAMED(name) extern const struct shape name;
#include "shapes.def"
#undef SHAPE_NAMED

enum {
#define SHAPE_NAMED(name) PLACE_##name,
#include "shapes.def"
#undef SHAPE_NAMED
    SHAPES
};

static const struct shape *const shapes[] = {
#define SHAPE_NAMED(name) &name,
#include "shapes.def"
#undef SHAPE_NAMED
};
_Static_assert(SHAPES <= 256, "one byte chooses the shape");

static bool reads(const struct shape *shape, const char *text, size_t length, void *into)
{
    SCOPED_OP op = op_begin();
    const enum fault fault = shape_read(&op, shape, text, length, into);
    assert(!fault || op.mistakes);
    return !fault;
}

static void check(const struct shape *shape, const char *text, size_t length)
{
    SCOPED_OP op = op_begin();
    void *first = memory_alloc(op.memory, shape->size),
         *second = memory_alloc(op.memory, shape->size);

    if (shape_read(&op, shape, text, length, first))
        return;
    const char *written = shape_write(op.memory, shape, first);
    if (shape->open || !reads(shape, written, strlen(written), second))
        return; /* what others write, and members that are written otherwise than read */
    assert(shape_read(&op, shape, written, strlen(written), second) == OK);
    assert(strcmp(shape_write(op.memory, shape, second), written) == 0);
}

/* The first byte chooses the shape. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    char *text = malloc(size); /* of exactly that size */
    memcpy(text, data + 1, size - 1);
    check(shapes[data[0] % SHAPES], text, size - 1);
    free(text);
    return 0;
}
