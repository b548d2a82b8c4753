#include "common/base/base.h"
#include "common/base/duration.h"
#include "common/domain/key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *why, *text;
    bool is_valid;
} origins[] = {
    { "a site", "https://example.org", true },
    { "a site with a port of its own", "https://www.example.org:8443", true },
    { "a name of one part", "https://intranet", true },
    { "an address", "https://192.0.2.1", true },
    { "this machine, to try things out", "http://localhost:3000", true },
    { "this machine by its address", "http://127.0.0.1", true },
    { "nothing", "", false },
    { "what sandboxed pages send", "null", false },
    { "everything", "*", false },
    { "a wildcard", "https://*.example.org", false },
    { "no scheme", "example.org", false },
    { "another scheme", "ftp://example.org", false },
    { "readable on its way", "http://example.org", false },
    { "this machine as a part", "http://localhost.example.org", false },
    { "no host", "https://", false },
    { "no host but a port", "https://:8443", false },
    { "a path", "https://example.org/", false },
    { "a query", "https://example.org?x", false },
    { "somebody", "https://user@example.org", false },
    { "capitals", "https://Example.org", false },
    { "a scheme in capitals", "HTTPS://example.org", false },
    { "a space", "https://example.org ", false },
    { "the port that a browser leaves out", "https://example.org:443", false },
    { "the same of http", "http://localhost:80", false },
    { "http on the port of https", "http://localhost:443", true },
    { "no port after the colon", "https://example.org:", false },
    { "a port that is none", "https://example.org:65536", false },
    { "a port that begins with zero", "https://example.org:08", false },
    { "a port with letters", "https://example.org:80a", false },
    { "a dot first", "https://.example.org", false },
    { "a dot last", "https://example.org.", false },
    { "two dots", "https://example..org", false },
    { "a hyphen first", "https://-example.org", false },
};

static void only_what_a_browser_sends_is_an_origin(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(origins); i++)
        if (origin_is_valid(origins[i].text) != origins[i].is_valid)
            fail_msg("%s: %s", origins[i].why, origins[i].text);
}

static void a_key_goes_through_its_states(void **state)
{
    static const struct {
        const char *why;
        instant expires_at, revoked_at;
        bool is_rotated;
        enum key_state expected;
    } cases[] = {
        { "it never ends", NO_INSTANT, NO_INSTANT, false, KEY_STATE_VALID },
        { "it ends later", 11, NO_INSTANT, false, KEY_STATE_VALID },
        { "it ends now", 10, NO_INSTANT, false, KEY_STATE_EXPIRED },
        { "another takes its place", 11, NO_INSTANT, true, KEY_STATE_ROTATED },
        { "another took its place", 9, NO_INSTANT, true, KEY_STATE_EXPIRED },
        { "revoked before it ended", 11, 5, false, KEY_STATE_REVOKED },
        { "revoked and long ended", 9, 5, true, KEY_STATE_REVOKED },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct key key = { .created_at = 1,
                           .expires_at = cases[i].expires_at,
                           .revoked_at = cases[i].revoked_at };
        key.successor.bytes[0] = cases[i].is_rotated;
        if (key_state(&key, 10) != cases[i].expected)
            fail_msg("%s", cases[i].why);
        assert_int_equal(key_may_rotate(&key, 10), cases[i].expected == KEY_STATE_VALID);
    }
}

static void what_takes_a_keys_place_lasts_as_long_as_that_was_to(void **state)
{
    const struct key ends = { .created_at = 100, .expires_at = 130 };
    const struct key never = { .created_at = 100, .expires_at = NO_INSTANT };
    (void)state;
    assert_int_equal(key_next_end(&ends, 120), 150);
    assert_true(key_next_end(&never, 120) == NO_INSTANT);
}

static void what_takes_the_place_of_one_that_ends_late_ends_too(void **state)
{
    const struct key late = { .created_at = instant_read("2026-06-01T00:00:00Z"),
                              .expires_at = instant_read("2999-12-31T23:59:59Z") };
    char text[INSTANT_TEXT];
    (void)state;
    instant_text(key_next_end(&late, late.created_at + DAY_LENGTH), text);
    assert_string_equal(text, "2999-12-31T23:59:59Z");
}

static void a_length_of_time_is_read(void **state)
{
    static const struct {
        const char *text;
        int64_t expected; /* seconds; -1: it is none */
    } cases[] = {
        { "PT24H", 86400 },  { "P7D", 604800 }, { "P1DT12H", 129600 },   { "PT1H30M", 5400 },
        { "PT0S", 0 },       { "PT90S", 90 },   { "P1DT1H1M1S", 90061 }, { "", -1 },
        { "P", -1 },         { "PT", -1 },      { "P1DT", -1 },          { "7", -1 },
        { "7D", -1 },        { "PT1M1H", -1 },  { "P1H", -1 },           { "PT1D", -1 },
        { "P1Y", -1 },       { "P1M", -1 },     { "PT1.5H", -1 },        { "PT-1H", -1 },
        { "P1000000D", -1 }, { "PT1H ", -1 },   { "pt1h", -1 },          { "PT1H1H", -1 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        int64_t length = -1;
        const bool is_read = duration_read(cases[i].text, &length);
        if (is_read != (cases[i].expected >= 0) ||
            (is_read && length != cases[i].expected * SECOND))
            fail_msg("%s", cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_a_browser_sends_is_an_origin),
        cmocka_unit_test(a_key_goes_through_its_states),
        cmocka_unit_test(what_takes_a_keys_place_lasts_as_long_as_that_was_to),
        cmocka_unit_test(what_takes_the_place_of_one_that_ends_late_ends_too),
        cmocka_unit_test(a_length_of_time_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
