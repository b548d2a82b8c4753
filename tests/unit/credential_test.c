#include "common/base/base.h"
#include "common/seal/credential.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Made once, by Python, from 32 times the byte 7. */
#define KNOWN_REST "0W3GE1R70W3GE1R70W3GE1R70W3GE1R70W3GE1R70W3GE1R70W3JWXMFD"
#define KNOWN "heed_st_" KNOWN_REST
#define KNOWN_HASH "e286ce8df5db9f6a5a8c14e6cbb9ea4d82287d302a79e835da5bc3a50a125d5f"

static void a_new_credential_has_its_kind_and_length(void **state)
{
    static const struct {
        enum credential_kind kind;
        const char *start;
    } cases[] = {
        { CREDENTIAL_SECRET, "heed_sk_" },
        { CREDENTIAL_PUBLISHABLE, "heed_pk_" },
        { CREDENTIAL_STAFF, "heed_st_" },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[CREDENTIAL_TEXT], other[CREDENTIAL_TEXT];
        unsigned char hash[HASH_BYTES], other_hash[HASH_BYTES];
        enum credential_kind kind;
        credential_new(cases[i].kind, text);
        credential_new(cases[i].kind, other);
        assert_int_equal(strlen(text), CREDENTIAL_TEXT - 1);
        assert_memory_equal(text, cases[i].start, 8);
        assert_int_equal(strspn(text + 8, "0123456789ABCDEFGHJKMNPQRSTVWXYZ"), 57);
        assert_true(credential_read(text, &kind, hash));
        assert_int_equal(kind, cases[i].kind);
        assert_true(credential_read(other, &kind, other_hash));
        assert_memory_not_equal(hash, other_hash, HASH_BYTES);
    }
}

static void a_known_credential_has_a_known_hash(void **state)
{
    unsigned char hash[HASH_BYTES];
    char text[2 * HASH_BYTES + 1];
    enum credential_kind kind;
    (void)state;

    assert_true(credential_read(KNOWN, &kind, hash));
    assert_int_equal(kind, CREDENTIAL_STAFF);
    for (size_t i = 0; i < HASH_BYTES; i++)
        snprintf(text + 2 * i, 3, "%02x", hash[i]);
    assert_string_equal(text, KNOWN_HASH);
}

static void what_was_not_made_here_is_refused(void **state)
{
    static const struct {
        const char *why, *text;
    } cases[] = {
        { "nothing", "" },
        { "not given", NULL },
        { "the kind alone", "heed_sk_" },
        { "a token of another sort", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl" },
        { "as long, but no checksum",
          "heed_st_000000000000000000000000000000000000000000000000000000000" },
        { "a kind that is not one", "heed_xk_" KNOWN_REST },
        { "the checksum is of another kind", "heed_sk_" KNOWN_REST },
        { "a space before", " " KNOWN },
        { "a space after", KNOWN " " },
        { "one more", KNOWN "0" },
    };
    unsigned char hash[HASH_BYTES] = { 0 };
    static const unsigned char untouched[HASH_BYTES];
    enum credential_kind kind = CREDENTIAL_PUBLISHABLE;
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        if (credential_read(cases[i].text, &kind, hash))
            fail_msg("%s: \"%s\" was taken", cases[i].why, cases[i].text);
        assert_int_equal(kind, CREDENTIAL_PUBLISHABLE);
        assert_memory_equal(hash, untouched, HASH_BYTES);
    }
}

static bool is_taken(const char *text)
{
    unsigned char hash[HASH_BYTES];
    enum credential_kind kind;
    return credential_read(text, &kind, hash);
}

/* Whether every other byte at this place is refused. */
static void try_other_bytes(char text[CREDENTIAL_TEXT], size_t at)
{
    const char right = text[at];
    for (int other = 1; other < 256; other++) {
        text[at] = (char)other;
        if (is_taken(text) != (text[at] == right))
            fail_msg("\"%s\"; at %zu it has %c", text, at, right);
    }
    text[at] = right;
}

static void every_single_error_is_found(void **state)
{
    char text[CREDENTIAL_TEXT];
    (void)state;

    credential_new(CREDENTIAL_SECRET, text);
    for (size_t i = 0; i < CREDENTIAL_TEXT - 1; i++)
        try_other_bytes(text, i);
}

static void every_exchange_is_found(void **state)
{
    char text[CREDENTIAL_TEXT], wrong[CREDENTIAL_TEXT];
    (void)state;

    credential_new(CREDENTIAL_SECRET, text);
    for (size_t i = 0; i < CREDENTIAL_TEXT - 1; i++)
        for (size_t k = i; k < CREDENTIAL_TEXT - 1; k++) {
            memcpy(wrong, text, sizeof wrong);
            wrong[i] = text[k];
            wrong[k] = text[i];
            if (is_taken(wrong) != (text[i] == text[k]))
                fail_msg("\"%s\" for \"%s\"", wrong, text);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_credential_has_its_kind_and_length),
        cmocka_unit_test(a_known_credential_has_a_known_hash),
        cmocka_unit_test(what_was_not_made_here_is_refused),
        cmocka_unit_test(every_single_error_is_found),
        cmocka_unit_test(every_exchange_is_found),
    };
    return cmocka_run_group_tests_name("credential", tests, NULL, NULL);
}
