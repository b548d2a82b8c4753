/* Which hosts may be connected to at addresses that somebody else chose. */
#include "common/web/posting.h"
#include "common/web/reach.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const struct {
    const char *why, *host;
    bool is_allowed, is_when_listed; /* LISTED allows 10.1.0.0/16, ::1 and 127.0.0.1 */
} hosts[] = {
    { "the internet", "93.184.216.34", true, true },
    { "the first of the internet", "1.0.0.0", true, true },
    { "unspecified", "0.0.0.0", false, false },
    { "this network", "0.1.2.3", false, false },
    { "private", "10.0.0.1", false, false },
    { "private and listed", "10.1.2.3", false, true },
    { "just before", "9.255.255.255", true, true },
    { "just behind", "11.0.0.0", true, true },
    { "behind a carrier's NAT", "100.64.0.1", false, false },
    { "its last", "100.127.255.255", false, false },
    { "just behind it", "100.128.0.0", true, true },
    { "loopback", "127.0.0.1", false, true },
    { "any loopback", "127.255.255.254", false, false },
    { "metadata", "169.254.169.254", false, false },
    { "metadata, at an address of the internet", "168.63.129.16", false, false },
    { "private, 172", "172.16.0.1", false, false },
    { "its last", "172.31.255.255", false, false },
    { "just behind it", "172.32.0.0", true, true },
    { "protocols", "192.0.0.1", false, false },
    { "documentation", "192.0.2.1", false, false },
    { "private, 192", "192.168.1.1", false, false },
    { "benchmarks", "198.19.255.255", false, false },
    { "documentation too", "198.51.100.1", false, false },
    { "and this", "203.0.113.7", false, false },
    { "multicast", "224.0.0.1", false, false },
    { "reserved", "240.0.0.1", false, false },
    { "broadcast", "255.255.255.255", false, false },
    { "IPv6", "2606:2800:220:1:248:1893:25c8:1946", true, true },
    { "unspecified", "::", false, false },
    { "loopback", "::1", false, true },
    { "IPv4-compatible", "::127.0.0.1", false, false },
    { "of the internet, IPv4-compatible", "::93.184.216.34", false, false },
    { "IPv4-mapped", "::ffff:127.0.0.2", false, false },
    { "IPv4-mapped in hexadecimal", "::ffff:a00:1", false, false },
    { "IPv4-mapped metadata", "::ffff:169.254.169.254", false, false },
    { "IPv4-translated", "::ffff:0:127.0.0.1", false, false },
    { "NAT64", "64:ff9b::7f00:1", false, false },
    { "NAT64 of one's own", "64:ff9b:1::7f00:1", false, false },
    { "discarded", "100::1", false, false },
    { "Teredo", "2001:0:7f00:1::1", false, false },
    { "documentation", "2001:db8::1", false, false },
    { "6to4", "2002:7f00:1::1", false, false },
    { "documentation too", "3fff::1", false, false },
    { "nobody's", "4000::1", false, false },
    { "segment routing", "5f00::1", false, false },
    { "private", "fc00::1", false, false },
    { "private too", "fd12:3456::1", false, false },
    { "link-local", "fe80::1", false, false },
    { "site-local", "fec0::1", false, false },
    { "multicast", "ff02::1", false, false },
};
#define LISTED "10.1.0.0/16, ::1,127.0.0.1"

static void expect_as_listed(size_t i, bool listed)
{
    struct host host;
    assert_true(host_read(hosts[i].host, &host));
    if (reach_allows(&host) != (listed ? hosts[i].is_when_listed : hosts[i].is_allowed))
        fail_msg("%s: %s, listed: %d", hosts[i].why, hosts[i].host, listed);
}

static void only_the_internet_and_what_is_listed_is_reached(void **state)
{
    (void)state;
    for (int listed = 0; listed < 2; listed++) {
        assert_true(reach_setup(listed ? LISTED : NULL));
        assert_int_equal(reach_lists_any(), listed);
        for (size_t i = 0; i < COUNT(hosts); i++)
            expect_as_listed(i, listed);
    }
}

static void what_is_no_list_of_networks_is_refused(void **state)
{
    (void)state;
    assert_false(reach_setup("localhost"));
    assert_false(reach_setup("10.0.0.0/33"));
    assert_true(reach_setup(""));
}

static const struct {
    const char *address;
    bool may_go, may_go_when_listed;
} addresses[] = {
    { "https://hooks.example.org/heed?key=1", true, true },
    { "https://hooks.example.org:8443/", true, true },
    { "http://hooks.example.org/", false, true }, /* where it leads shows when it is connected to */
    { "http://93.184.216.34/", false, false },
    { "http://10.1.0.9:8080/x", false, true },
    { "http://[::1]:9000/", false, true },
    { "https://10.1.0.9/", false, true },
    { "https://127.0.0.2/", false, false },
    { "https://127.1/", false, true }, /* 127.0.0.1 in disguise */
    { "https://2130706434/", false, false },
    { "https://0x7f000002/", false, false },
    { "https://0177.0.0.2/", false, false },
    { "https://[::ffff:127.0.0.2]/", false, false },
    { "https://169.254.169.254/latest/meta-data", false, false },
    { "https://user@hooks.example.org/", false, false },
    { "https://user:secret@hooks.example.org/", false, false },
    { "https://hooks.example.org/#part", false, false },
    { "https://hooks.example.org/\r\nX: y", false, false },
    { "https://hooks.example.org/a b", false, false },
    { "ftp://hooks.example.org/", false, false },
    { "file:///etc/passwd", false, false },
    { "gopher://127.0.0.1:6379/", false, false },
    { "hooks.example.org", false, false },
    { "", false, false },
};

static void an_address_tells_early_what_it_can(void **state)
{
    (void)state;
    for (int listed = 0; listed < 2; listed++) {
        assert_true(reach_setup(listed ? LISTED : ""));
        for (size_t i = 0; i < COUNT(addresses); i++)
            if (posting_may_go(addresses[i].address) !=
                (listed ? addresses[i].may_go_when_listed : addresses[i].may_go))
                fail_msg("%s, listed: %d", addresses[i].address, listed);
    }
    assert_true(reach_setup(NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_internet_and_what_is_listed_is_reached),
        cmocka_unit_test(what_is_no_list_of_networks_is_refused),
        cmocka_unit_test(an_address_tells_early_what_it_can),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
