#include "common/base/memory.h"
#include "common/seal/case_key.h"
#include "common/seal/document.h"
#include "common/seal/key_ring.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FOUR(pair) pair pair pair pair
#define KEY(pair)                                                                                  \
    FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair)
#define KEK_1 "kek 1 " KEY("11") "\n"
#define KEK_2 "kek 2 " KEY("66") "\n"
#define RING                                                                                       \
    "heed-key-ring 1\nhistory " KEY("22") "\nreceipt " KEY("33") "\nfingerprint " KEY(             \
        "44") "\ndirectory " KEY("55") "\n"

#define ORGANISATION                                                                               \
    {                                                                                              \
        {                                                                                          \
            0xa1, 1                                                                                \
        }                                                                                          \
    }
#define CASE                                                                                       \
    {                                                                                              \
        {                                                                                          \
            0xa2                                                                                   \
        }                                                                                          \
    }
#define OTHER                                                                                      \
    {                                                                                              \
        {                                                                                          \
            0xa3                                                                                   \
        }                                                                                          \
    }

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

static void load(const char *ring)
{
    assert_true(key_ring_load(ring, stderr));
}

static struct wrapped_key wrapped(void *memory, const struct case_key *key)
{
    struct wrapped_key row = { .organisation_id = ORGANISATION, .case_id = CASE };
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

static const struct {
    const char *why;
    size_t length;
    struct uuid organisation_id, case_id;
    int32_t kek_epoch;
    int flip; /* the byte that is wrong; -1: none */
} misplaced[] = {
    { "of another organisation", WRAPPED_BYTES, OTHER, CASE, 1, -1 },
    { "of another case", WRAPPED_BYTES, ORGANISATION, OTHER, 1, -1 },
    { "organisation and case exchanged", WRAPPED_BYTES, CASE, ORGANISATION, 1, -1 },
    { "in another epoch, even with the same key", WRAPPED_BYTES, ORGANISATION, CASE, 3, -1 },
    { "in an epoch of another key", WRAPPED_BYTES, ORGANISATION, CASE, 2, -1 },
    { "in an epoch that is gone", WRAPPED_BYTES, ORGANISATION, CASE, 4, -1 },
    { "cut short", WRAPPED_BYTES - 1, ORGANISATION, CASE, 1, -1 },
    { "empty", 0, ORGANISATION, CASE, 1, -1 },
    { "with another nonce", WRAPPED_BYTES, ORGANISATION, CASE, 1, 0 },
    { "with another ciphertext", WRAPPED_BYTES, ORGANISATION, CASE, 1, 24 },
    { "with another tag", WRAPPED_BYTES, ORGANISATION, CASE, 1, WRAPPED_BYTES - 1 },
};

static void a_wrapped_key_opens_nowhere_else(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    static const unsigned char wiped[KEY_BYTES];
    unsigned char changed[WRAPPED_BYTES];
    struct case_key key = key_of_case();
    (void)state;

    load(RING KEK_1);
    const struct wrapped_key row = wrapped(memory, &key);
    load(RING KEK_1 KEK_2 "kek 3 " KEY("11"));
    for (size_t i = 0; i < COUNT(misplaced); i++) {
        memcpy(changed, row.wrapped, WRAPPED_BYTES);
        if (misplaced[i].flip >= 0)
            changed[misplaced[i].flip] ^= 1;
        const struct wrapped_key tried = { misplaced[i].organisation_id, misplaced[i].case_id,
                                           misplaced[i].kek_epoch, changed, misplaced[i].length };
        key = key_of_case();
        if (case_key_unwrap(&tried, &key) != FAULT_SEAL_BROKEN)
            fail_msg("it opened %s", misplaced[i].why);
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

/* attacks: 38 */
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
    };
    return cmocka_run_group_tests_name("seal", tests, load_ring, unload_ring);
}
