#include "common/seal/fingerprint.h"
#include "common/seal/receipt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The expected values of this file were computed with Python's hashlib, independently. */

#define FOUR(pair) pair pair pair pair
#define KEY(pair)                                                                                  \
    FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair)
#define RING                                                                                       \
    "heed-key-ring 1\nkek 1 " KEY("11") "\nhistory " KEY("22") "\nreceipt " KEY(                   \
        "33") "\nfingerprint " KEY("44") "\ndirectory " KEY("55")

static void assert_hash(const unsigned char hash[HASH_BYTES], const char *expected)
{
    char text[2 * HASH_BYTES + 1];
    for (size_t i = 0; i < HASH_BYTES; i++)
        snprintf(text + 2 * i, 3, "%02x", hash[i]);
    assert_string_equal(text, expected);
}

static struct case_key key_of_case(void)
{
    struct case_key key;
    for (size_t i = 0; i < sizeof key.bytes; i++)
        key.bytes[i] = (unsigned char)i;
    return key;
}

static void the_receipt_code_of_a_key_is_always_the_same(void **state)
{
    struct case_key key = key_of_case();
    char code[RECEIPT_TEXT], other[RECEIPT_TEXT];
    unsigned char hash[HASH_BYTES];
    (void)state;

    receipt_code(&key, 0, code);
    assert_string_equal(code, "1GJ9-0FBE-NND4-6J3R-W");
    assert_true(receipt_hash(code, hash));
    assert_hash(hash, "02d122e118a8a49105053144fb123197fdcb42ae6a0ba9aae6893543d1a1eb7e");
    case_key_new(&key);
    receipt_code(&key, 0, other);
    assert_string_not_equal(code, other);
    assert_false(receipt_matches(other, hash));
}

/* Rule: B1. */
static void each_generation_has_a_receipt_code_of_its_own(void **state)
{
    enum { GENERATIONS = 5 };
    const struct case_key key = key_of_case();
    char codes[GENERATIONS][RECEIPT_TEXT], again[RECEIPT_TEXT];
    unsigned char hash[HASH_BYTES];
    (void)state;

    for (int i = 0; i < GENERATIONS; i++) {
        receipt_code(&key, i, codes[i]);
        receipt_code(&key, i, again);
        assert_string_equal(codes[i], again);
        assert_true(receipt_hash(codes[i], hash));
        for (int j = 0; j < i; j++)
            assert_false(receipt_matches(codes[j], hash));
    }
}

static void a_receipt_code_is_known_however_it_is_typed(void **state)
{
    static const struct {
        const char *why, *typed;
        bool matches;
    } cases[] = {
        { "as shown", "1GJ9-0FBE-NND4-6J3R-W", true },
        { "without hyphens", "1GJ90FBENND46J3RW", true },
        { "in lower case, with spaces", " 1gj9 0fbe nnd4 6j3r w ", true },
        { "L for 1, O for 0", "lGJ9-oFBE-NND4-6J3R-W", true },
        { "nothing", "", false },
        { "not given", NULL, false },
        { "without its check", "1GJ9-0FBE-NND4-6J3R", false },
        { "one more", "1GJ9-0FBE-NND4-6J3R-WW", false },
        { "a U", "1GJ9-0FBE-NND4-6J3U-W", false },
        { "nothing but zeros is a code, but another", "0000-0000-0000-0000-0", false },
    };
    unsigned char hash[HASH_BYTES];
    (void)state;

    assert_true(receipt_hash(cases[0].typed, hash));
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (receipt_matches(cases[i].typed, hash) != cases[i].matches)
            fail_msg("%s: \"%s\"", cases[i].why, cases[i].typed ? cases[i].typed : "NULL");
        assert_false(receipt_matches(cases[i].typed, NULL));
    }
}

/* Whether every other character at this place is refused. */
static void try_other_characters(char code[RECEIPT_TEXT], size_t at)
{
    unsigned char hash[HASH_BYTES];
    const char right = code[at];

    for (const char *other = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; *other; other++) {
        code[at] = *other;
        if (receipt_hash(code, hash) != (*other == right))
            fail_msg("%s; at %zu it has %c", code, at, right);
    }
    code[at] = right;
}

static void every_single_error_in_a_receipt_code_is_found(void **state)
{
    char code[RECEIPT_TEXT];
    (void)state;

    for (int round = 0; round < 20; round++) {
        SCOPED_CASE_KEY key;
        case_key_new(&key);
        receipt_code(&key, 0, code);
        for (size_t i = 0; code[i]; i++)
            if (code[i] != '-')
                try_other_characters(code, i);
    }
}

static void a_wrong_code_does_not_match_an_empty_hash(void **state)
{
    unsigned char hash[HASH_BYTES];
    static const unsigned char none[HASH_BYTES];
    (void)state;

    assert_false(receipt_hash("0000-0000-0000-0000-1", hash));
    assert_memory_equal(hash, none, HASH_BYTES);
    assert_false(receipt_matches("0000-0000-0000-0000-1", none));
}

static void a_body_has_a_fingerprint_that_needs_the_key(void **state)
{
    unsigned char one[HASH_BYTES], other[HASH_BYTES];
    (void)state;

    fingerprint_body("{\"a\":1}", 7, one);
    assert_hash(one, "2434257bf7a2a20500bd4cf4ec2a8282fa71a75b2db6879c6134c7ea5940d2c8");
    fingerprint_body(NULL, 0, other);
    assert_hash(other, "3db0f4e48731c22b2dd9b112f31bf1db80f3000bb7581fe3fadef97fbacddd83");
    assert_false(fingerprint_equal(one, other));
    fingerprint_body("{\"a\":1}", 7, other);
    assert_true(fingerprint_equal(one, other));
}

static int load_ring(void **state)
{
    (void)state;
    return key_ring_load(RING, stderr) ? 0 : -1;
}

static int unload_ring(void **state)
{
    (void)state;
    key_ring_unload();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_receipt_code_of_a_key_is_always_the_same),
        cmocka_unit_test(each_generation_has_a_receipt_code_of_its_own),
        cmocka_unit_test(a_receipt_code_is_known_however_it_is_typed),
        cmocka_unit_test(every_single_error_in_a_receipt_code_is_found),
        cmocka_unit_test(a_wrong_code_does_not_match_an_empty_hash),
        cmocka_unit_test(a_body_has_a_fingerprint_that_needs_the_key),
    };
    return cmocka_run_group_tests_name("receipt", tests, load_ring, unload_ring);
}
