/* Which addresses may be asked. What is fetched is shown by tests/provider. */
#include "common/web/fetch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct {
    const char *address;
    bool outside, here; /* without and with loopback allowed */
} cases[] = {
    { "https://login.example.org", true, true },
    { "https://login.example.org:8443/realms/demo?p=x", true, true },
    { "https://127.0.0.1/keys", true, true },
    { "http://login.example.org", false, false },
    { "http://127.0.0.1:9000", false, true },
    { "http://localhost:9000/x", false, true },
    { "http://[::1]:9000/x", false, true },
    { "http://127.0.0.1.example.org/", false, false },
    { "http://localhost@example.org/", false, false },
    { "https://user:secret@login.example.org", false, false },
    { "https://login.example.org/#part", false, false },
    { "file:///etc/passwd", false, false },
    { "ftp://127.0.0.1/", false, false },
    { "gopher://127.0.0.1/", false, false },
    { "login.example.org", false, false },
    { "https://login example.org", false, false },
    { "", false, false },
};

static void only_https_and_what_was_allowed_on_this_machine_is_asked(void **state)
{
    (void)state;
    for (int here = 0; here < 2; here++) {
        fetch_setup(here);
        for (size_t i = 0; i < COUNT(cases); i++)
            if (fetch_may_ask(cases[i].address) != (here ? cases[i].here : cases[i].outside))
                fail_msg("%s, %d", cases[i].address, here);
    }
}

static void an_address_has_at_most_500_characters(void **state)
{
    char address[502] = "https://";
    (void)state;
    memset(address + 8, 'a', 493);
    assert_false(fetch_may_ask(address));
    address[500] = '\0';
    assert_true(fetch_may_ask(address));
}

static void an_origin_is_scheme_host_and_port(void **state)
{
    static const struct {
        const char *one, *other;
        bool is_same;
    } pairs[] = {
        { "https://x.example/a", "https://X.example:443/b?c", true },
        { "https://x.example/a", "http://x.example/a", false },
        { "https://x.example/a", "https://x.example:444/a", false },
        { "https://x.example/a", "https://y.x.example/a", false },
        { "https://x.example/a", "https://x.example.org/a", false },
        { "https://x.example/a", "https://x.example@y.example/a", false },
        { "https://x.example/a", "no address", false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(pairs); i++)
        assert_int_equal(fetch_same_origin(pairs[i].one, pairs[i].other), pairs[i].is_same);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_https_and_what_was_allowed_on_this_machine_is_asked),
        cmocka_unit_test(an_address_has_at_most_500_characters),
        cmocka_unit_test(an_origin_is_scheme_host_and_port),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
