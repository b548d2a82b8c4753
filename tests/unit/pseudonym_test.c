#include "common/seal/pseudonym.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The expected values of this file were computed with Python's hashlib, independently. */

#define FOUR(pair) pair pair pair pair
#define KEY(pair)                                                                                  \
    FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair)
#define RING(fingerprint)                                                                          \
    "heed-key-ring 1\nkek 1 " KEY("11") "\nhistory " KEY("22") "\nreceipt " KEY(                   \
        "33") "\nfingerprint " KEY(fingerprint) "\ndirectory " KEY("55")

static void assert_name(const char *text, day on, const char *expected)
{
    unsigned char name[PSEUDONYM_BYTES];
    char written[2 * PSEUDONYM_BYTES + 1];
    pseudonym(text, strlen(text), on, name);
    for (size_t i = 0; i < PSEUDONYM_BYTES; i++)
        snprintf(written + 2 * i, 3, "%02x", name[i]);
    assert_string_equal(written, expected);
}

/* Rule: B1. */
static void a_name_lasts_a_day(void **nothing)
{
    (void)nothing;
    assert_true(key_ring_load(RING("44"), stderr));
    assert_name("192.0.2.1", 20600, "b75128e2d1417bcba8c189c8dba6c5d7");
    assert_name("192.0.2.1", 20600, "b75128e2d1417bcba8c189c8dba6c5d7");
    assert_name("192.0.2.1", 20601, "6d90cdd6e75aed4a09568b303d60a9e1");
    assert_name("192.0.2.2", 20600, "68efc34378ceb18220c3faaeee2d5589");
    key_ring_unload();
}

static void another_ring_gives_other_names(void **nothing)
{
    unsigned char one[PSEUDONYM_BYTES], other[PSEUDONYM_BYTES];
    (void)nothing;
    assert_true(key_ring_load(RING("44"), stderr));
    pseudonym("192.0.2.1", 9, 20600, one);
    assert_true(key_ring_load(RING("66"), stderr));
    pseudonym("192.0.2.1", 9, 20600, other);
    assert_memory_not_equal(one, other, PSEUDONYM_BYTES);
    key_ring_unload();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_lasts_a_day),
        cmocka_unit_test(another_ring_gives_other_names),
    };
    return cmocka_run_group_tests_name("pseudonym", tests, NULL, NULL);
}
