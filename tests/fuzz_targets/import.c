/* Files that an administrator imports; the first byte says which: a procedure, bank holidays, rules
 * of legal redress. */
#include "common/json/holiday_shapes.h"
#include "common/json/json_difference.h"
#include "common/json/json_place.h"
#include "common/json/redress_shapes.h"
#include "common/procedure/procedure_document.h"
#include "tests/fuzz_targets/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* Where each mistake stands in the file, as it is told to whoever wrote it. */
static void find_mistakes(const struct op *op, const char *text)
{
    for (size_t i = 0; op->mistakes && i < op->mistakes->count; i++) {
        const struct json_place place = json_place(text, op->mistakes->list[i].pointer);
        assert(place.line && place.column);
    }
}

static enum fault import(struct op *op, uint8_t which, const char *text)
{
    struct holiday_file holidays;
    struct redress_file redress;
    struct procedure procedure;
    switch (which % 3) {
    case 0:
        return procedure_read(op, text, &procedure);
    case 1:
        return holiday_file_read(op, text, strlen(text), &holidays);
    default:
        return redress_file_read(op, text, strlen(text), &redress);
    }
}

static void check(uint8_t which, const char *text)
{
    SCOPED_OP op = op_begin();
    struct json_differences differences;
    const enum fault fault = import(&op, which, text);
    assert(!fault || op.mistakes);
    if (fault == FAULT_FIELDS_INVALID)
        find_mistakes(&op, text);
    if (!fault) {
        assert(json_differences(&op, text, text, &differences) == OK && !differences.count);
        assert(json_differences(&op, procedure_default, text, &differences) == OK);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    char *text = text_of(data + 1, size - 1);
    check(data[0], text);
    free(text);
    return 0;
}
