/* Hosts, networks, and who is one household. */
#include "common/base/host.h"
#include "common/base/memory.h"

#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct host host(const char *text)
{
    struct host read;
    if (!host_read(text, &read))
        fail_msg("%s was not read", text);
    return read;
}

static const struct {
    const char *why, *networks, *host;
    bool holds;
} holdings[] = {
    { "an address is itself", "192.0.2.1", "192.0.2.1", true },
    { "and nobody else", "192.0.2.1", "192.0.2.2", false },
    { "a network's first", "10.0.0.0/8", "10.0.0.0", true },
    { "and last", "10.0.0.0/8", "10.255.255.255", true },
    { "not the next", "10.0.0.0/8", "11.0.0.0", false },
    { "bits within a byte", "172.16.0.0/12", "172.31.255.1", true },
    { "and beyond", "172.16.0.0/12", "172.32.0.1", false },
    { "what stands behind the bits counts for nothing", "10.1.2.3/8", "10.9.9.9", true },
    { "one of several", "10.0.0.0/8, 192.0.2.0/24", "192.0.2.77", true },
    { "by spaces too", "10.0.0.0/8  192.0.2.0/24", "192.0.2.77", true },
    { "IPv6", "2001:db8::/32", "2001:db8:ffff::1", true },
    { "another IPv6", "2001:db8::/32", "2001:db9::1", false },
    { "one IPv6 address", "::1", "::1", true },
    { "IPv4 as IPv6 writes it", "192.0.2.0/24", "::ffff:192.0.2.9", true },
    { "all of IPv4 is none of IPv6", "0.0.0.0/0", "2001:db8::1", false },
    { "all of IPv4", "0.0.0.0/0", "203.0.113.9", true },
    { "everything", "::/0", "203.0.113.9", true },
    { "none", "", "192.0.2.1", false },
};

static void networks_hold_their_hosts(void **nothing)
{
    SCOPED_MEMORY memory = memory_new();
    (void)nothing;
    for (size_t i = 0; i < COUNT(holdings); i++) {
        struct networks networks;
        const struct host asked = host(holdings[i].host);
        assert_true(networks_read(memory, holdings[i].networks, &networks));
        if (networks_hold(&networks, &asked) != holdings[i].holds)
            fail_msg("%s: %s, %s", holdings[i].why, holdings[i].networks, holdings[i].host);
    }
}

static void what_is_no_list_of_networks_is_refused(void **nothing)
{
    static const char *const mistakes[] = {
        "proxy",       "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8",
        "10.0.0.0/8x", "::1/129",     "1.2.3.4;",  "/8",          "10.0.0.0/8, nonsense",
    };
    SCOPED_MEMORY memory = memory_new();
    (void)nothing;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        struct networks networks;
        if (networks_read(memory, mistakes[i], &networks))
            fail_msg("%s was read", mistakes[i]);
    }
}

static const struct {
    const char *why, *one, *other;
    bool is_one;
} households[] = {
    { "an IPv4 address is alone", "192.0.2.1", "192.0.2.2", false },
    { "IPv4 has one form", "192.0.2.1", "::ffff:192.0.2.1", true },
    { "a /64 is given to one", "2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true },
    { "the next /64 to another", "2001:db8:0:1::1", "2001:db8:0:2::1", false },
};

static void a_household_is_what_one_person_has(void **nothing)
{
    (void)nothing;
    for (size_t i = 0; i < COUNT(households); i++) {
        const struct host one = host(households[i].one), other = host(households[i].other);
        const struct network of_one = host_household(&one), of_other = host_household(&other);
        const bool is_one = memcmp(&of_one.first, &of_other.first, sizeof of_one.first) == 0;
        if (is_one != households[i].is_one)
            fail_msg("%s", households[i].why);
    }
}

static void a_connection_tells_its_host(void **nothing)
{
    struct sockaddr_in ipv4 = { .sin_family = AF_INET };
    struct sockaddr_in6 ipv6 = { .sin6_family = AF_INET6 };
    const struct sockaddr local = { .sa_family = AF_UNIX };
    const struct host wanted = host("192.0.2.1");
    struct host found;
    (void)nothing;
    inet_pton(AF_INET, "192.0.2.1", &ipv4.sin_addr);
    inet_pton(AF_INET6, "::ffff:192.0.2.1", &ipv6.sin6_addr);
    assert_true(host_of_socket((const struct sockaddr *)&ipv4, &found));
    assert_memory_equal(&found, &wanted, sizeof wanted);
    assert_true(host_of_socket((const struct sockaddr *)&ipv6, &found));
    assert_memory_equal(&found, &wanted, sizeof wanted);
    assert_false(host_of_socket(&local, &found));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(networks_hold_their_hosts),
        cmocka_unit_test(what_is_no_list_of_networks_is_refused),
        cmocka_unit_test(a_household_is_what_one_person_has),
        cmocka_unit_test(a_connection_tells_its_host),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
