#include "common/base/memory.h"
#include "common/seal/key_ring.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEY(digit)                                                                                 \
    digit digit digit digit digit digit digit digit digit digit digit digit digit digit digit digit
#define KEY_1 KEY("1111")
#define KEY_2 KEY("aAaA")
#define OTHERS "history " KEY_1 "\nreceipt " KEY_1 "\nfingerprint " KEY_1 "\ndirectory " KEY_1 "\n"

/* Loads the ring; answers what was told, which the caller frees. */
static char *told_by(const char *text, bool *is_loaded)
{
    char *told = NULL;
    size_t length;
    FILE *mistakes = open_memstream(&told, &length);
    *is_loaded = key_ring_load(text, mistakes);
    fclose(mistakes);
    return told;
}

static void a_generated_ring_loads_and_every_key_differs(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    const unsigned char *keys[RING_KEY_COUNT + 1];
    bool is_loaded;
    (void)state;

    const char *text = key_ring_generate(memory);
    assert_string_not_equal(text, key_ring_generate(memory));
    char *told = told_by(text, &is_loaded);
    assert_string_equal(told, "");
    assert_true(is_loaded);
    free(told);
    assert_int_equal(key_ring_epoch(), 1);

    keys[RING_KEY_COUNT] = key_ring_kek(1);
    for (size_t i = 0; i < RING_KEY_COUNT; i++)
        keys[i] = key_ring_key((enum ring_key)i);
    for (size_t i = 0; i < COUNT(keys); i++)
        for (size_t k = 0; k < i; k++)
            assert_memory_not_equal(keys[i], keys[k], KEY_BYTES);
}

static void the_highest_epoch_is_current_and_the_others_stay(void **state)
{
    bool is_loaded;
    (void)state;

    char *told = told_by("heed-key-ring 1 \r\n\n# made in April\r\nkek 7 " KEY_1
                         "\n  kek\t12  " KEY_2 " \r\n" OTHERS "kek 8 " KEY_1,
                         &is_loaded);
    assert_string_equal(told, "");
    assert_true(is_loaded);
    free(told);
    assert_int_equal(key_ring_epoch(), 12);
    assert_true(key_ring_has_epoch(7) && key_ring_has_epoch(8) && key_ring_has_epoch(12));
    assert_false(key_ring_has_epoch(1) || key_ring_has_epoch(0) || key_ring_has_epoch(-12));
    assert_int_equal(key_ring_kek(12)[0], 0xaa);
    assert_int_equal(key_ring_kek(7)[KEY_BYTES - 1], 0x11);
}

static const struct {
    const char *why, *text, *told;
} mistakes[] = {
    { "an empty text is no ring", "", "line 1: must be heed-key-ring 1\n" },
    { "another version is not read", "heed-key-ring 12\nkek 1 " KEY_1 "\n" OTHERS,
      "line 1: must be heed-key-ring 1\n" },
    { "an epoch begins at 1", "heed-key-ring 1\nkek 0 " KEY_1 "\nkek 1 " KEY_2 "\n" OTHERS,
      "line 2: after kek comes its epoch, a whole number from 1\n" },
    { "an epoch is a number", "heed-key-ring 1\nkek 2x " KEY_1 "\nkek 1 " KEY_2 "\n" OTHERS,
      "line 2: after kek comes its epoch, a whole number from 1\n" },
    { "an epoch fits its column",
      "heed-key-ring 1\nkek 2147483648 " KEY_1 "\nkek 1 " KEY_2 "\n" OTHERS,
      "line 2: after kek comes its epoch, a whole number from 1\n" },
    { "an epoch is not forgotten", "heed-key-ring 1\nkek " KEY_1 "\nkek 1 " KEY_2 "\n" OTHERS,
      "line 2: after kek comes its epoch, a whole number from 1\n" },
    { "an epoch has one key", "heed-key-ring 1\nkek 2 " KEY_1 "\nkek 2 " KEY_2 "\n" OTHERS,
      "line 3: this epoch has a key already: kek 2\n" },
    { "a key is whole", "heed-key-ring 1\nkek 1 " KEY_1 "\nkek 2 1111\n" OTHERS,
      "line 3: needs 64 hexadecimal digits: kek 2\n" },
    { "a key is hexadecimal", "heed-key-ring 1\nkek 1 " KEY_1 "\nkek 2 " KEY("zzzz") "\n" OTHERS,
      "line 3: needs 64 hexadecimal digits: kek 2\n" },
    { "a key is not too long", "heed-key-ring 1\nkek 1 " KEY_1 "\nkek 2 " KEY_2 "1\n" OTHERS,
      "line 3: needs 64 hexadecimal digits: kek 2\n" },
    { "nothing follows a key", "heed-key-ring 1\nkek 1 " KEY_1 "\nkek 2 " KEY_2 " 3\n" OTHERS,
      "line 3: has too many words\n" },
    { "a line has an end", "heed-key-ring 1\nkek 1 " KEY_1 "\n" KEY_2 KEY_2 KEY_2 "\n" OTHERS,
      "line 3: is too long\n" },
    { "a name is known, and what is not known is not printed",
      "heed-key-ring 1\nkek 1 " KEY_1 "\n" KEY_2 "\n" OTHERS,
      "line 3: must begin with kek, history, receipt, fingerprint or directory\n" },
    { "a key is there once", "heed-key-ring 1\nkek 1 " KEY_1 "\n" OTHERS "history " KEY_2 "\n",
      "line 7: is given twice: history\n" },
    { "there is a kek", "heed-key-ring 1\n" OTHERS, "line 5: the end, but there is no kek\n" },
    { "all mistakes are told, not the first",
      "heed-key-ring 1\nkek 1 " KEY_1 "\nhistory 12\nreceipt " KEY_1 "\nreceipt",
      "line 3: needs 64 hexadecimal digits: history\n"
      "HEED_KEY_RING: line 5: is given twice: receipt\n"
      "HEED_KEY_RING: line 5: the end, but there is no fingerprint\n"
      "HEED_KEY_RING: line 5: the end, but there is no directory\n" },
};

static void every_mistake_is_told_with_its_line_and_no_key(void **state)
{
    (void)state;

    for (size_t i = 0; i < COUNT(mistakes); i++) {
        bool is_loaded;
        char *told = told_by(mistakes[i].text, &is_loaded);
        if (is_loaded || strncmp(told, "HEED_KEY_RING: ", 15) != 0 ||
            strcmp(told + 15, mistakes[i].told) != 0)
            fail_msg("%s: %s", mistakes[i].why, told);
        free(told);
    }
}

static void a_ring_that_cannot_be_read_leaves_the_one_before(void **state)
{
    bool is_loaded;
    (void)state;

    free(told_by("heed-key-ring 1\nkek 3 " KEY_1 "\n" OTHERS, &is_loaded));
    assert_true(is_loaded);
    free(told_by("heed-key-ring 1\nkek 4 " KEY_1 "\n", &is_loaded));
    assert_false(is_loaded);
    assert_int_equal(key_ring_epoch(), 3);
}

static int unload(void **state)
{
    (void)state;
    key_ring_unload();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_generated_ring_loads_and_every_key_differs),
        cmocka_unit_test(the_highest_epoch_is_current_and_the_others_stay),
        cmocka_unit_test(every_mistake_is_told_with_its_line_and_no_key),
        cmocka_unit_test(a_ring_that_cannot_be_read_leaves_the_one_before),
    };
    return cmocka_run_group_tests_name("key ring", tests, NULL, unload);
}
