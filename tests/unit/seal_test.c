#include "common/base/memory.h"
#include "common/seal/case_key.h"
#include "common/seal/document.h"
#include "common/seal/fingerprint.h"
#include "common/seal/history.h"
#include "common/seal/key_ring.h"
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
#define KEK_1 "kek 1 " KEY("11") "\n"
#define KEK_2 "kek 2 " KEY("66") "\n"
#define RING                                                                                       \
    "heed-key-ring 1\nhistory " KEY("22") "\nreceipt " KEY("33") "\nfingerprint " KEY(             \
        "44") "\ndirectory " KEY("55") "\n"

static const struct uuid organisation = { { 0xa1, 1 } }, case_id = { { 0xa2 } };

/* What a release before this one sealed, with key_of_case at place_of_case. */
#define SEALED_EARLIER                                                                             \
    "0128bf9cd47edc4f9d7304919a70fac394145636941d8cc6a47b66fbceff1f0cb115defaaf2c788d4f1d29ed"     \
    "7a949fb1a182826daa3cde86bef6024412e935031641004786a22647f7d5b12ee0870a0403bbe0457df3d452"     \
    "00e48bf1760ef4c8611bb9a36a75a96d9d"
#define TEXT "{\"text\":\"The ramp is locked\"}"

static const struct seal_place place_of_case = { "case_file", "sealed_content", { { 0xa2 } }, "" };

static struct case_key key_of_case(void)
{
    struct case_key key;
    for (size_t i = 0; i < sizeof key.bytes; i++)
        key.bytes[i] = (unsigned char)i;
    return key;
}

static void bytes_of(const char *hexadecimal, unsigned char *bytes)
{
    for (; *hexadecimal; hexadecimal += 2) {
        unsigned value;
        assert_int_equal(sscanf(hexadecimal, "%2x", &value), 1);
        *bytes++ = (unsigned char)value;
    }
}

static void assert_hash(const unsigned char hash[HASH_BYTES], const char *expected)
{
    unsigned char bytes[HASH_BYTES];
    bytes_of(expected, bytes);
    assert_memory_equal(hash, bytes, HASH_BYTES);
}

static void load(const char *ring)
{
    assert_true(key_ring_load(ring, stderr));
}

static struct wrapped_key wrapped(void *memory, const struct case_key *key)
{
    struct wrapped_key row = { .organisation_id = organisation, .case_id = case_id };
    case_key_wrap(memory, key, &row);
    return row;
}

static void a_wrapped_key_opens_in_its_own_row(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    struct case_key key, opened;
    (void)state;

    load(RING KEK_1);
    case_key_new(&key);
    const struct wrapped_key row = wrapped(memory, &key), again = wrapped(memory, &key);
    assert_int_equal(row.kek_epoch, 1);
    assert_int_equal(row.wrapped_length, WRAPPED_BYTES);
    assert_memory_not_equal(row.wrapped, again.wrapped, WRAPPED_BYTES);
    assert_int_equal(case_key_unwrap(&row, &opened), OK);
    assert_memory_equal(opened.bytes, key.bytes, KEY_BYTES);

    load(RING KEK_2 KEK_1);
    assert_int_equal(wrapped(memory, &key).kek_epoch, 2);
    assert_int_equal(case_key_unwrap(&row, &opened), OK);
    load(RING KEK_2);
    assert_int_equal(case_key_unwrap(&row, &opened), FAULT_SEAL_BROKEN);
    load(RING KEK_1);
}

static void a_wrapped_key_opens_nowhere_else(void **state)
{
    static const struct uuid other = { { 0xa3 } };
    const struct {
        const char *why;
        struct uuid organisation_id, case_id;
        int32_t kek_epoch;
        size_t length;
        int flip; /* the byte that is wrong; -1: none */
    } cases[] = {
        { "of another organisation", other, case_id, 1, WRAPPED_BYTES, -1 },
        { "of another case", organisation, other, 1, WRAPPED_BYTES, -1 },
        { "organisation and case exchanged", case_id, organisation, 1, WRAPPED_BYTES, -1 },
        { "in another epoch, even with the same key", organisation, case_id, 3, WRAPPED_BYTES, -1 },
        { "in an epoch of another key", organisation, case_id, 2, WRAPPED_BYTES, -1 },
        { "in an epoch that is gone", organisation, case_id, 4, WRAPPED_BYTES, -1 },
        { "cut short", organisation, case_id, 1, WRAPPED_BYTES - 1, -1 },
        { "empty", organisation, case_id, 1, 0, -1 },
        { "with another nonce", organisation, case_id, 1, WRAPPED_BYTES, 0 },
        { "with another ciphertext", organisation, case_id, 1, WRAPPED_BYTES, 24 },
        { "with another tag", organisation, case_id, 1, WRAPPED_BYTES, WRAPPED_BYTES - 1 },
    };
    SCOPED_MEMORY memory = memory_new();
    static const unsigned char wiped[KEY_BYTES];
    unsigned char changed[WRAPPED_BYTES];
    struct case_key key = key_of_case();
    (void)state;

    load(RING KEK_1);
    const struct wrapped_key row = wrapped(memory, &key);
    load(RING KEK_1 KEK_2 "kek 3 " KEY("11"));
    for (size_t i = 0; i < COUNT(cases); i++) {
        memcpy(changed, row.wrapped, WRAPPED_BYTES);
        if (cases[i].flip >= 0)
            changed[cases[i].flip] ^= 1;
        const struct wrapped_key tried = { cases[i].organisation_id, cases[i].case_id,
                                           cases[i].kek_epoch, changed, cases[i].length };
        key = key_of_case();
        if (case_key_unwrap(&tried, &key) != FAULT_SEAL_BROKEN)
            fail_msg("it opened %s", cases[i].why);
        assert_memory_equal(key.bytes, wiped, KEY_BYTES);
    }
    load(RING KEK_1);
}

static void a_document_is_read_back_whatever_its_length(void **state)
{
    static const size_t lengths[] = { 0, 1, 63, 64, 65, 128, 100000 };
    static char text[100000];
    SCOPED_MEMORY memory = memory_new();
    const struct case_key key = key_of_case();
    struct opened opened;
    (void)state;

    memset(text, 'a', sizeof text);
    for (size_t i = 0; i < COUNT(lengths); i++) {
        const struct sealed sealed = document_seal(memory, &key, &place_of_case, text, lengths[i]);
        assert_int_equal(sealed.length, document_sealed_bytes(lengths[i]));
        assert_int_equal(sealed.length % 64, (1 + 24 + 16) % 64);
        assert_int_equal(document_open(memory, &key, &place_of_case, &sealed, &opened), OK);
        assert_int_equal(opened.length, lengths[i]);
        assert_memory_equal(opened.text, text, lengths[i]);
        assert_int_equal(opened.text[opened.length], '\0');
    }
}

static void lengths_tell_little_and_repetition_nothing(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    const struct case_key key = key_of_case();
    (void)state;

    const struct sealed one = document_seal(memory, &key, &place_of_case, TEXT, strlen(TEXT));
    const struct sealed other = document_seal(memory, &key, &place_of_case, TEXT, strlen(TEXT));
    assert_int_equal(document_sealed_bytes(0), document_sealed_bytes(63));
    assert_memory_not_equal(one.bytes + 1, other.bytes + 1, 24);
    assert_memory_not_equal(one.bytes + 25, other.bytes + 25, one.length - 25);
}

static void what_was_sealed_earlier_still_opens(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    unsigned char bytes[(sizeof SEALED_EARLIER - 1) / 2];
    const struct case_key key = key_of_case();
    struct opened opened;
    (void)state;

    bytes_of(SEALED_EARLIER, bytes);
    const struct sealed sealed = { bytes, sizeof bytes };
    assert_int_equal(document_open(memory, &key, &place_of_case, &sealed, &opened), OK);
    assert_string_equal(opened.text, TEXT);
}

static void a_document_opens_in_no_other_place(void **state)
{
    static const struct {
        const char *why;
        struct seal_place place;
    } cases[] = {
        { "another table", { "case_event", "sealed_content", { { 0xa2 } }, "" } },
        { "another column", { "case_file", "sealed_customer", { { 0xa2 } }, "" } },
        { "another case", { "case_file", "sealed_content", { { 0xa3 } }, "" } },
        { "another row", { "case_file", "sealed_content", { { 0xa2 } }, "1" } },
        { "table and column parted elsewhere",
          { "case_files", "ealed_content", { { 0xa2 } }, "" } },
    };
    SCOPED_MEMORY memory = memory_new();
    const struct case_key key = key_of_case();
    struct case_key other = key_of_case();
    struct opened opened;
    (void)state;

    const struct sealed sealed = document_seal(memory, &key, &place_of_case, TEXT, strlen(TEXT));
    for (size_t i = 0; i < COUNT(cases); i++) {
        if (document_open(memory, &key, &cases[i].place, &sealed, &opened) != FAULT_SEAL_BROKEN)
            fail_msg("it opened in %s", cases[i].why);
        assert_string_equal(opened.text, "");
    }
    other.bytes[31] ^= 1;
    assert_int_equal(document_open(memory, &other, &place_of_case, &sealed, &opened),
                     FAULT_SEAL_BROKEN);
}

static void a_changed_document_does_not_open(void **state)
{
    static const struct sealed none = { NULL, 0 };
    SCOPED_MEMORY memory = memory_new();
    const struct case_key key = key_of_case();
    unsigned char changed[(sizeof SEALED_EARLIER - 1) / 2];
    struct sealed sealed = { changed, sizeof changed };
    struct opened opened;
    (void)state;

    for (size_t bit = 0; bit < sizeof changed * 8; bit++) {
        bytes_of(SEALED_EARLIER, changed);
        changed[bit / 8] ^= (unsigned char)(1 << bit % 8);
        if (document_open(memory, &key, &place_of_case, &sealed, &opened) != FAULT_SEAL_BROKEN)
            fail_msg("it opened with bit %zu flipped", bit);
    }
    bytes_of(SEALED_EARLIER, changed);
    for (sealed.length = 0; sealed.length < sizeof changed; sealed.length++)
        assert_int_equal(document_open(memory, &key, &place_of_case, &sealed, &opened),
                         FAULT_SEAL_BROKEN);
    assert_int_equal(document_open(memory, &key, &place_of_case, &none, &opened),
                     FAULT_SEAL_BROKEN);
}

/* The pool's memory stays mapped after what was taken from it is freed, so it may be looked at. */
static void an_opened_text_is_wiped_when_its_memory_goes(void **state)
{
    SCOPED_MEMORY pool = memory_new();
    void *memory = talloc_new(pool);
    const struct case_key key = key_of_case();
    struct opened opened;
    (void)state;

    const struct sealed sealed = document_seal(pool, &key, &place_of_case, TEXT, strlen(TEXT));
    assert_int_equal(document_open(memory, &key, &place_of_case, &sealed, &opened), OK);
    const volatile char *wiped = opened.text, *kept = memory_text(memory, TEXT);
    talloc_free(memory);
    assert_int_equal(kept[2], TEXT[2]);
    for (size_t i = 0; i < strlen(TEXT); i++)
        assert_int_equal(wiped[i], '\0');
}

static void the_receipt_code_of_a_key_is_always_the_same(void **state)
{
    struct case_key key = key_of_case();
    char code[RECEIPT_TEXT], other[RECEIPT_TEXT];
    unsigned char hash[HASH_BYTES];
    (void)state;

    receipt_code(&key, code);
    assert_string_equal(code, "1GJ9-0FBE-NND4-6J3R-W");
    assert_true(receipt_hash(code, hash));
    assert_hash(hash, "02d122e118a8a49105053144fb123197fdcb42ae6a0ba9aae6893543d1a1eb7e");
    case_key_new(&key);
    receipt_code(&key, other);
    assert_string_not_equal(code, other);
    assert_false(receipt_matches(other, hash));
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

static void every_single_error_in_a_receipt_code_is_found(void **state)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    unsigned char hash[HASH_BYTES], none[HASH_BYTES] = { 0 };
    char code[RECEIPT_TEXT];
    (void)state;

    for (int round = 0; round < 20; round++) {
        SCOPED_CASE_KEY key;
        case_key_new(&key);
        receipt_code(&key, code);
        for (size_t i = 0; code[i]; i++) {
            const char right = code[i];
            for (const char *wrong = alphabet; *wrong && right != '-'; wrong++) {
                code[i] = *wrong;
                if (*wrong != right && receipt_hash(code, hash))
                    fail_msg("%s was taken; at %zu it should have %c", code, i, right);
            }
            code[i] = right;
        }
    }
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
    load(RING KEK_1);
    return 0;
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
        cmocka_unit_test(a_wrapped_key_opens_in_its_own_row),
        cmocka_unit_test(a_wrapped_key_opens_nowhere_else),
        cmocka_unit_test(a_document_is_read_back_whatever_its_length),
        cmocka_unit_test(lengths_tell_little_and_repetition_nothing),
        cmocka_unit_test(what_was_sealed_earlier_still_opens),
        cmocka_unit_test(a_document_opens_in_no_other_place),
        cmocka_unit_test(a_changed_document_does_not_open),
        cmocka_unit_test(an_opened_text_is_wiped_when_its_memory_goes),
        cmocka_unit_test(the_receipt_code_of_a_key_is_always_the_same),
        cmocka_unit_test(a_receipt_code_is_known_however_it_is_typed),
        cmocka_unit_test(every_single_error_in_a_receipt_code_is_found),
        cmocka_unit_test(a_body_has_a_fingerprint_that_needs_the_key),
    };
    return cmocka_run_group_tests_name("seal", tests, load_ring, unload_ring);
}
