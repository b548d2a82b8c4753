#include "common/base/base.h"
#include "common/base/id.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define AT INT64_C(1744881000123456) /* 2025-04-17T09:10:00.123456Z */
#define ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

enum { THREADS = 4, IDS_A_THREAD = 5000 };

static void a_uuid_is_version_7_of_its_instant(void **state)
{
    static const struct {
        const char *why;
        instant at;
        const char *start;
    } cases[] = {
        { "milliseconds, then the part of one", AT, "01964303-1ebb-774b-" },
        { "the start of a millisecond", AT - 456, "01964303-1ebb-7000-" },
        { "the end of a millisecond", AT - 456 + 999, "01964303-1ebb-7ffb-" },
        { "1970", 0, "00000000-0000-7000-" },
        { "nothing is before 1970", -5, "00000000-0000-7000-" },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const struct uuid id = uuid_new(cases[i].at);
        char text[UUID_TEXT];
        uuid_text(&id, text);
        if (strncmp(text, cases[i].start, strlen(cases[i].start)) != 0)
            fail_msg("%s: %s", cases[i].why, text);
        if (!strchr("89ab", text[19]))
            fail_msg("%s is not of the variant of RFC 9562", text);
    }
}

static void ids_of_one_thread_ascend(void **state)
{
    struct uuid last = uuid_new(AT);
    (void)state;

    for (int i = 0; i < 20000; i++) {
        const struct uuid next = uuid_new(AT + i / 1000);
        assert_true(memcmp(last.bytes, next.bytes, sizeof last.bytes) < 0);
        last = next;
    }
}

static void *make_ids(void *into)
{
    struct uuid *ids = into;
    for (int i = 0; i < IDS_A_THREAD; i++)
        ids[i] = uuid_new(AT);
    return NULL;
}

static int compare_ids(const void *one, const void *other)
{
    return memcmp(one, other, sizeof(struct uuid));
}

static void ids_of_many_threads_differ(void **state)
{
    static struct uuid ids[THREADS * IDS_A_THREAD];
    pthread_t threads[THREADS];
    (void)state;

    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, make_ids, ids + i * IDS_A_THREAD), 0);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    qsort(ids, COUNT(ids), sizeof ids[0], compare_ids);
    for (size_t i = 1; i < COUNT(ids); i++)
        assert_false(uuid_equal(&ids[i - 1], &ids[i]));
}

static void a_uuid_is_read_in_either_case_and_written_in_lower(void **state)
{
    struct uuid id;
    char text[UUID_TEXT];
    (void)state;

    assert_true(uuid_read("0190163D-8694-739B-AEA5-966c26f8ad91", &id));
    uuid_text(&id, text);
    assert_string_equal(text, "0190163d-8694-739b-aea5-966c26f8ad91");
    assert_false(uuid_is_nil(&id));
    assert_true(uuid_read("00000000-0000-0000-0000-000000000000", &id));
    assert_true(uuid_is_nil(&id));
}

static void what_is_no_uuid_is_refused(void **state)
{
    static const struct {
        const char *why, *text;
    } cases[] = {
        { "nothing", "" },
        { "too short", "0190163d-8694-739b-aea5-966c26f8ad9" },
        { "too long", "0190163d-8694-739b-aea5-966c26f8ad911" },
        { "no hyphens", "0190163d8694739baea5966c26f8ad91" },
        { "no hyphens, as long", "0190163d8694739baea5966c26f8ad910123" },
        { "a hyphen moved", "0190163-d8694-739b-aea5-966c26f8ad91" },
        { "braces", "{0190163d-8694-739b-aea5-966c26f8ad9}" },
        { "g", "0190163d-8694-739b-aea5-966c26f8ad9g" },
        { "a space", "0190163d-8694-739b-aea5-966c26f8ad9 " },
        { "a byte over 127", "0190163d-8694-739b-aea5-966c26f8ad9\xc3" },
    };
    struct uuid id;
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++)
        if (uuid_read(cases[i].text, &id))
            fail_msg("%s: \"%s\" was read", cases[i].why, cases[i].text);
}

static void known_bytes_have_known_digits(void **state)
{
    static const struct {
        const char *why;
        unsigned char bytes[4];
        size_t digits;
        const char *text;
    } cases[] = {
        { "nothing but zeros", { 0 }, 4, "00000" },
        { "the check of 1 is x, 2", { 0x08 }, 1, "12" },
        { "the check of 16 is x^5 = x^2 + 1, 5", { 0x80 }, 1, "G5" },
        { "a place to the left is once more x", { 0x80 }, 2, "G0A" },
        { "highest bits first, the rest is not read", { 0xff, 0xff, 0xff, 0xff }, 6, "ZZZZZZS" },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[8];
        base32_text(cases[i].bytes, cases[i].digits, text);
        if (strcmp(text, cases[i].text) != 0)
            fail_msg("%s: %s", cases[i].why, text);
    }
}

static void base_32_is_read_back_at_every_length(void **state)
{
    (void)state;

    for (size_t digits = 1; digits <= 52; digits++) {
        unsigned char bytes[34] = { 0 }, back[34] = { 0 };
        char text[54];
        for (size_t bit = 0; bit < digits * 5; bit++)
            if (rand() & 1)
                bytes[bit / 8] |= (unsigned char)(0x80 >> bit % 8);
        base32_text(bytes, digits, text);
        assert_int_equal(strlen(text), digits + 1);
        assert_true(base32_read(text, digits, back));
        assert_memory_equal(bytes, back, sizeof bytes);
        assert_false(base32_read(text, digits + 1, back));
        assert_false(base32_read(text, digits - 1, back));
    }
}

/* A digit of a reference of "DEMO", or its check character. */
static bool is_digit(const char *reference, size_t at)
{
    return at > strlen("DEMO-") - 1 && reference[at] != '-';
}

/* Whether every other character at this place is refused. */
static void try_other_characters(const char *reference, size_t at)
{
    char wrong[REFERENCE_TEXT], read[REFERENCE_TEXT];

    memcpy(wrong, reference, sizeof wrong);
    for (const char *other = ALPHABET; *other; other++) {
        wrong[at] = *other;
        if (reference_read(wrong, read) != (*other == reference[at]))
            fail_msg("%s for %s", wrong, reference);
    }
}

/* Whether an exchange of this character with every later one is refused. */
static void try_exchanges(const char *reference, size_t at)
{
    char wrong[REFERENCE_TEXT], read[REFERENCE_TEXT];

    for (size_t other = at; reference[other]; other++) {
        memcpy(wrong, reference, sizeof wrong);
        wrong[at] = reference[other];
        wrong[other] = reference[at];
        if (is_digit(reference, other) &&
            reference_read(wrong, read) != (reference[at] == reference[other]))
            fail_msg("%s for %s", wrong, reference);
    }
}

static void every_single_error_and_exchange_is_found(void **state)
{
    char reference[REFERENCE_TEXT];
    (void)state;

    for (int round = 0; round < 50; round++) {
        memset(reference, 0, sizeof reference);
        reference_new("DEMO", reference);
        for (size_t i = 0; reference[i]; i++)
            if (is_digit(reference, i)) {
                try_other_characters(reference, i);
                try_exchanges(reference, i);
            }
    }
}

static void a_reference_is_read_however_it_is_typed(void **state)
{
    static const char issued[] = "LOI8-110HZ-Q4NB1S"; /* a prefix that looks like digits */
    static const struct {
        const char *why, *typed;
    } cases[] = {
        { "as issued", "LOI8-110HZ-Q4NB1S" },
        { "in lower case", "loi8-110hz-q4nb1s" },
        { "without hyphens", "LOI8110HZQ4NB1S" },
        { "hyphens elsewhere", "LOI-8110-HZQ4-NB1S" },
        { "with spaces", "  LOI8 110HZ Q4NB1S " },
        { "I and L for 1, O for 0", "LOI8-iLoHZ-Q4NBlS" },
    };
    char read[REFERENCE_TEXT];
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        if (!reference_read(cases[i].typed, read))
            fail_msg("%s: \"%s\" was refused", cases[i].why, cases[i].typed);
        assert_string_equal(read, issued);
    }
}

static void what_is_no_reference_is_refused(void **state)
{
    static const struct {
        const char *why, *typed;
    } cases[] = {
        { "nothing", "" },
        { "not given", NULL },
        { "no prefix", "110HZ-Q4NB1S" },
        { "a prefix of one", "L-110HZ-Q4NB1S" },
        { "a prefix of nine", "LLLLLLLLL-110HZ-Q4NB1S" },
        { "a prefix that starts with a digit", "8LO-110HZ-Q4NB1S" },
        { "a U among the digits", "LOI8-U10HZ-Q4NB1S" },
        { "the check is wrong", "LOI8-110HZ-Q4NB1K" },
        { "a digit is missing", "LOI8-110H-Q4NB1S" },
        { "a stop", "LOI8.110HZ.Q4NB1S" },
        { "a letter beyond ASCII", "L\xc3\x96I8-110HZ-Q4NB1S" },
        { "far too long", "LOI8-110HZ-Q4NB1S-LOI8-110HZ-Q4NB1S-LOI8-110HZ-Q4NB1S" },
    };
    char read[REFERENCE_TEXT];
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        memset(read, 'x', sizeof read);
        if (reference_read(cases[i].typed, read))
            fail_msg("%s: \"%s\" was read", cases[i].why, cases[i].typed);
        assert_string_equal(read, "");
    }
}

static void a_new_reference_reads_as_itself(void **state)
{
    static const char *const prefixes[] = { "AB", "DEMO", "H2O", "ABCDEFGH", "U0000000" };
    char reference[REFERENCE_TEXT], read[REFERENCE_TEXT];
    (void)state;

    for (size_t i = 0; i < 200; i++) {
        reference_new(prefixes[i % COUNT(prefixes)], reference);
        assert_true(reference_read(reference, read));
        assert_string_equal(read, reference);
    }
}

static void a_prefix_is_two_to_eight_capitals_and_digits(void **state)
{
    static const struct {
        const char *prefix;
        bool is_valid;
    } cases[] = {
        { "AB", true },    { "DEMO", true },  { "H2", true },         { "ABCDEFGH", true },
        { "", false },     { "A", false },    { "ABCDEFGHI", false }, { "2AB", false },
        { "demo", false }, { "DE-M", false }, { "DE M", false },      { "D\xc3\x89", false },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++)
        if (reference_prefix_is_valid(cases[i].prefix) != cases[i].is_valid)
            fail_msg("\"%s\"", cases[i].prefix);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_uuid_is_version_7_of_its_instant),
        cmocka_unit_test(ids_of_one_thread_ascend),
        cmocka_unit_test(ids_of_many_threads_differ),
        cmocka_unit_test(a_uuid_is_read_in_either_case_and_written_in_lower),
        cmocka_unit_test(what_is_no_uuid_is_refused),
        cmocka_unit_test(known_bytes_have_known_digits),
        cmocka_unit_test(base_32_is_read_back_at_every_length),
        cmocka_unit_test(every_single_error_and_exchange_is_found),
        cmocka_unit_test(a_reference_is_read_however_it_is_typed),
        cmocka_unit_test(what_is_no_reference_is_refused),
        cmocka_unit_test(a_new_reference_reads_as_itself),
        cmocka_unit_test(a_prefix_is_two_to_eight_capitals_and_digits),
    };
    return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
