#include "common/base/base.h"
#include "common/json/json_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char text[] = "\n"
                           " {\"name\": \"A {\\\"}] name, übrigens\", \"list\": [\n"
                           "    1, [2, {\"a\": 3}], {\"b/c\" : null,\n"
                           "\t\"~\": true}, \"four\"\n"
                           "  ], \"empty\": {}, \"last\": -0.5e3}";

static const struct {
    const char *pointer;
    struct json_place place;
} places[] = {
    { "", { 2, 2 } },
    { "/name", { 2, 11 } },
    { "/list", { 2, 45 } },
    { "/list/0", { 3, 5 } },
    { "/list/1", { 3, 8 } },
    { "/list/1/1/a", { 3, 18 } },
    { "/list/2/b~1c", { 3, 32 } },
    { "/list/2/~0", { 4, 7 } },
    { "/list/3", { 4, 14 } },
    { "/empty", { 5, 15 } },
    { "/last", { 5, 27 } },
    /* What is not there: what it would stand in. */
    { "/missing", { 2, 2 } },
    { "/list/4", { 2, 45 } },
    { "/list/2/b", { 3, 23 } },
    { "/empty/a/b", { 5, 15 } },
    { "/name/0", { 2, 11 } },
};

static void every_value_has_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(places); i++) {
        const struct json_place found = json_place(text, places[i].pointer);
        if (found.line != places[i].place.line || found.column != places[i].place.column)
            fail_msg("\"%s\": line %zu, column %zu", places[i].pointer, found.line, found.column);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_value_has_its_place),
    };
    return cmocka_run_group_tests_name("json_place", tests, NULL, NULL);
}
