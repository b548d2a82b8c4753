#include "common/json/json_difference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *why, *older, *newer, *differences;
} compared[] = {
    { "the same, written otherwise", "{\"a\":1,\"b\":[ ]}", "{ \"b\":[], \"a\":1 }", "" },
    { "members come, go and change", "{\"a\":1,\"b\":{\"c\":2,\"d\":3}}",
      "{\"b\":{\"c\":4,\"d\":3},\"e\":\"x\"}", "- /a 1; /b/c 2 > 4; + /e \"x\"" },
    { "a list of words is one value", "{\"a\":[\"x\",\"y\"]}", "{\"a\":[\"y\"]}",
      "/a [\"x\",\"y\"] > [\"y\"]" },
    { "a list that was empty", "{\"a\":[]}", "{\"a\":[{\"b\":1}]}", "/a [] > [{\"b\":1}]" },
    { "items are known by their codes",
      "{\"a\":[{\"code\":\"p\",\"n\":1},{\"code\":\"q\",\"n\":2},{\"code\":\"r\",\"n\":3}]}",
      "{\"a\":[{\"code\":\"q\",\"n\":2},{\"code\":\"s\"},{\"code\":\"r\",\"n\":4}]}",
      "- /a/0(p) {\"code\":\"p\",\"n\":1}; + /a/1(s) {\"code\":\"s\"}; /a/2/n(r) 3 > 4" },
    { "what stands elsewhere is gone and has come", "{\"a\":[{\"code\":\"p\"},{\"code\":\"q\"}]}",
      "{\"a\":[{\"code\":\"q\"},{\"code\":\"p\"}]}",
      "- /a/0(p) {\"code\":\"p\"}; + /a/1(p) {\"code\":\"p\"}" },
    { "one code several times", "{\"a\":[{\"code\":\"p\",\"n\":1},{\"code\":\"p\",\"n\":2}]}",
      "{\"a\":[{\"code\":\"p\",\"n\":1},{\"code\":\"p\",\"n\":3}]}", "/a/1/n(p) 2 > 3" },
    { "an item without a code is revised", "{\"a\":[{\"n\":1},{\"n\":2},{\"n\":3}]}",
      "{\"a\":[{\"n\":1},{\"n\":5},{\"n\":3}]}", "/a/1/n 2 > 5" },
    { "or inserted", "{\"a\":[{\"n\":1},{\"n\":3}]}", "{\"a\":[{\"n\":1},{\"n\":2},{\"n\":3}]}",
      "+ /a/1 {\"n\":2}" },
    { "or taken out at the end", "{\"a\":[{\"n\":1},{\"n\":3}]}", "{\"a\":[{\"n\":1}]}",
      "- /a/1 {\"n\":3}" },
    { "one thing is another", "{\"a\":{\"b\":1}}", "{\"a\":[1]}", "/a {\"b\":1} > [1]" },
};

/* "/pointer(code) before > after", "+ /pointer after", "- /pointer before" */
static const char *line_of(struct op *op, const struct json_difference *one)
{
    const char *place =
        one->code ? memory_printf(op->memory, "%s(%s)", one->pointer, one->code) : one->pointer;
    if (!one->before)
        return memory_printf(op->memory, "+ %s %s", place, one->after);
    if (!one->after)
        return memory_printf(op->memory, "- %s %s", place, one->before);
    return memory_printf(op->memory, "%s %s > %s", place, one->before, one->after);
}

static const char *text_of(struct op *op, const struct json_differences *differences)
{
    const char *text = "";
    for (size_t i = 0; i < differences->count; i++)
        text = memory_printf(op->memory, "%s%s%s", text, *text ? "; " : "",
                             line_of(op, &differences->list[i]));
    return text;
}

static void every_difference_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(compared); i++) {
        SCOPED_OP op = op_begin();
        struct json_differences differences;
        assert_int_equal(json_differences(&op, compared[i].older, compared[i].newer, &differences),
                         OK);
        const char *found = text_of(&op, &differences);
        if (strcmp(found, compared[i].differences) != 0)
            fail_msg("%s: %s", compared[i].why, found);
    }
}

static void what_is_no_document_differs_from_nothing(void **state)
{
    SCOPED_OP op = op_begin();
    struct json_differences differences;
    (void)state;
    assert_int_equal(json_differences(&op, "{}", "{", &differences), FAULT_MALFORMED);
    assert_int_equal(json_differences(&op, "[]", "{}", &differences), FAULT_MALFORMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_difference_is_told),
        cmocka_unit_test(what_is_no_document_differs_from_nothing),
    };
    return cmocka_run_group_tests_name("json_difference", tests, NULL, NULL);
}
