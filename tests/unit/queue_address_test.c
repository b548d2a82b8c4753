/* Where the queue is, read from a URL; how long a server that fails is left alone. */
#include "common/base/memory.h"
#include "common/stream/backoff.h"
#include "common/stream/queue_address.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct {
    const char *why, *url;
    struct queue_address address;
} addresses[] = {
    { "host and port", "redis://queue:6380", { .host = "queue", .port = 6380 } },
    { "the port may be left out", "redis://queue", { .host = "queue", .port = 6379 } },
    { "a user and a password",
      "redis://heed_api:secret@127.0.0.1:7000",
      { .host = "127.0.0.1", .port = 7000, .user = "heed_api", .password = "secret" } },
    { "a password alone",
      "redis://:secret@queue",
      { .host = "queue", .port = 6379, .password = "secret" } },
    { "encoded characters",
      "redis://a%40b:p%3a%2F@queue",
      { .host = "queue", .port = 6379, .user = "a@b", .password = "p:/" } },
    { "a database", "redis://queue:6379/3", { .host = "queue", .port = 6379, .database = 3 } },
    { "no database after the slash", "redis://queue/", { .host = "queue", .port = 6379 } },
    { "IPv6", "redis://[::1]:6380", { .host = "::1", .port = 6380 } },
    { "IPv6 without a port", "redis://[::1]", { .host = "::1", .port = 6379 } },
    { "a socket", "unix:///run/redis.sock", { .path = "/run/redis.sock" } },
};

static const char *const mistakes[] = {
    "",           "queue:6379",        "rediss://queue",  "redis://",    "redis://:6379",
    "redis://h:", "redis://h:port",    "redis://h:65536", "redis://h/x", "redis://[::1",
    "unix://",    "unix://redis.sock", "redis://h:-1",    "redis://h:0", "redis://[::1]x",
};

static void assert_same(const char *why, const char *one, const char *other)
{
    if ((one == NULL) != (other == NULL))
        fail_msg("%s: one is missing", why);
    if (one)
        assert_string_equal(one, other);
}

static void addresses_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(addresses); i++) {
        SCOPED_MEMORY memory = memory_new();
        const struct queue_address *right = &addresses[i].address;
        struct queue_address address;
        if (!queue_address_read(memory, addresses[i].url, &address))
            fail_msg("%s: %s is an address", addresses[i].why, addresses[i].url);
        assert_same(addresses[i].why, address.host, right->host);
        assert_same(addresses[i].why, address.path, right->path);
        assert_same(addresses[i].why, address.user, right->user);
        assert_same(addresses[i].why, address.password, right->password);
        assert_int_equal(address.port, right->port);
        assert_int_equal(address.database, right->database);
    }
}

static void what_is_no_address_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        SCOPED_MEMORY memory = memory_new();
        struct queue_address address;
        if (queue_address_read(memory, mistakes[i], &address))
            fail_msg("\"%s\" is no address", mistakes[i]);
    }
}

static void failures_wait_longer_up_to_two_seconds(void **state)
{
    (void)state;
    static const int longest_ms[] = { 100, 200, 400, 800, 1600, 2000, 2000 };
    struct backoff backoff = { 0 };
    assert_true(backoff_is_over(&backoff));
    for (size_t i = 0; i < COUNT(longest_ms); i++) {
        const int wait_ms = backoff_failed(&backoff);
        assert_in_range(wait_ms, longest_ms[i] / 2, longest_ms[i]);
        assert_false(backoff_is_over(&backoff));
    }
    backoff_succeeded(&backoff);
    assert_true(backoff_is_over(&backoff));
    assert_in_range(backoff_failed(&backoff), 50, 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_are_read),
        cmocka_unit_test(what_is_no_address_is_refused),
        cmocka_unit_test(failures_wait_longer_up_to_two_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
