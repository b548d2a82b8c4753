#include "common/base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static char released[16];

static void note(void *letter)
{
    const size_t length = strlen(released);
    released[length] = *(const char *)letter;
    released[length + 1] = '\0';
}

static char a = 'a', b = 'b', c = 'c';

static void what_is_deferred_is_released_newest_first(void **state)
{
    void *memory = memory_new();
    (void)state;

    released[0] = '\0';
    memory_defer(memory, note, &a);
    memory_alloc(memory, 100);
    memory_defer(memory, note, &b);
    memory_defer(memory, note, &c);
    assert_string_equal(released, "");
    memory_release(&memory);
    assert_string_equal(released, "cba");
    assert_null(memory);
}

static void memory_within_memory_goes_with_it(void **state)
{
    void *memory = memory_new();
    void *inner = talloc_new(memory);
    (void)state;

    released[0] = '\0';
    memory_defer(inner, note, &a);
    memory_defer(inner, note, &b);
    talloc_free(inner);
    assert_string_equal(released, "ba");
    memory_defer(memory_alloc(memory, 10), note, &c);
    memory_release(&memory);
    assert_string_equal(released, "bac");
}

static void memory_ends_with_its_scope(void **state)
{
    (void)state;

    released[0] = '\0';
    {
        SCOPED_MEMORY memory = memory_new();
        memory_defer(memory, note, &a);
        assert_string_equal(released, "");
    }
    assert_string_equal(released, "a");
}

static void memory_is_zero_whatever_its_size(void **state)
{
    static const size_t sizes[] = { 0, 1, 100, 5000, 8192, 100000 };
    SCOPED_MEMORY memory = memory_new();
    (void)state;

    for (int round = 0; round < 3; round++) {
        SCOPED_MEMORY inner = talloc_new(memory);
        for (size_t i = 0; i < COUNT(sizes); i++) {
            char *block = memory_alloc(inner, sizes[i]);
            assert_non_null(block);
            for (size_t k = 0; k < sizes[i]; k++)
                assert_int_equal(block[k], 0);
            memset(block, 'x', sizes[i]);
        }
    }
}

static void texts_are_copied_and_made(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    char text[] = "case";
    (void)state;

    char *copy = memory_text(memory, text);
    text[0] = 'b';
    assert_string_equal(copy, "case");
    assert_null(memory_text(memory, NULL));
    assert_string_equal(memory_printf(memory, "%s %d", copy, 7), "case 7");
    const int *numbers = NEW_ARRAY(memory, int, 3);
    assert_int_equal(numbers[0] + numbers[1] + numbers[2] + *NEW(memory, int), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_deferred_is_released_newest_first),
        cmocka_unit_test(memory_within_memory_goes_with_it),
        cmocka_unit_test(memory_ends_with_its_scope),
        cmocka_unit_test(memory_is_zero_whatever_its_size),
        cmocka_unit_test(texts_are_copied_and_made),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
