/* Many threads take from one quota, by way of Redis and without it; the table stays as it is. */
#include "common/base/clock.h"
#include "common/base/config.h"
#include "common/base/log.h"
#include "common/quota/quota.h"
#include "common/seal/key_ring.h"

#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { THREADS = 8, TAKES = 1000, QUOTA = 5000, SMALL_QUOTA = 3, CROWD = 50000 };

static const char nowhere[] = "unix:///nonexistent/redis.sock";

static struct payer payer(const char *text)
{
    struct payer named = { .length = strlen(text) };
    memcpy(named.bytes, text, named.length);
    return named;
}

static void open_at(const char *redis_url, bool is_there)
{
    assert_true(quota_open(redis_url, stderr));
    const int64_t deadline_ms = clock_monotonic_ms() + 10000;
    while (quotas_are_shared() != is_there && clock_monotonic_ms() < deadline_ms)
        poll(NULL, 0, 10);
    assert_int_equal(quotas_are_shared(), is_there);
}

static bool take(enum quota_policy policy, const struct payer *whose)
{
    struct balance balance;
    const enum fault fault = quota_take(policy, whose, &balance);
    assert_true(balance.is_counted);
    assert_int_equal(fault, balance.retry_in ? FAULT_QUOTA_EXCEEDED : OK);
    return !fault;
}

static struct payer everybody;
static atomic_int granted;

static void *take_many(void *nothing)
{
    for (int i = 0; i < TAKES; i++)
        if (take(POLICY_INTAKE, &everybody))
            atomic_fetch_add(&granted, 1);
    return nothing;
}

static void crowd_takes(const char *whose)
{
    pthread_t threads[THREADS];
    everybody = payer(whose);
    atomic_store(&granted, 0);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, take_many, NULL), 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    assert_int_equal(atomic_load(&granted), QUOTA);
}

static void however_many_ask_at_once_the_quota_is_what_they_get(void **nothing)
{
    (void)nothing;
    open_at(getenv("HEED_API_REDIS_URL"), true);
    crowd_takes("a website");
    quota_close();
}

static void without_redis_as_well(void **nothing)
{
    (void)nothing;
    open_at(nowhere, false);
    crowd_takes("another website");
    quota_close();
}

static void what_was_not_needed_is_there_again(void **nothing)
{
    const struct payer whose = payer("somebody");
    (void)nothing;
    open_at(getenv("HEED_API_REDIS_URL"), true);
    for (int i = 0; i < 10 * SMALL_QUOTA; i++) {
        assert_true(take(POLICY_STAFF, &whose));
        quota_give_back(POLICY_STAFF, &whose);
    }
    for (int i = 0; i < SMALL_QUOTA; i++)
        assert_true(take(POLICY_STAFF, &whose));
    assert_false(take(POLICY_STAFF, &whose));
    quota_close();
}

/* The memory is that of the table, however many come; they push nobody out who is held back. */
static void a_crowd_of_addresses_frees_nobody(void **nothing)
{
    const struct payer attacker = payer("an attacker");
    (void)nothing;
    open_at(nowhere, false);
    for (int i = 0; i < SMALL_QUOTA; i++)
        assert_true(take(POLICY_RECEIPT, &attacker));
    for (int i = 0; i < CROWD; i++) {
        char name[32];
        snprintf(name, sizeof name, "address %d", i);
        const struct payer another = payer(name);
        assert_true(take(POLICY_RECEIPT, &another));
    }
    assert_false(take(POLICY_RECEIPT, &attacker));
    quota_close();
}

static int prepare(void **nothing)
{
    (void)nothing;
    setenv("HEED_QUOTA_INTAKE", "5000/86400", 1);
    setenv("HEED_QUOTA_STAFF", "3/3600", 1);
    setenv("HEED_QUOTA_RECEIPT", "3/3600", 1);
    log_setup("quota_test", LOG_ERROR);
    time_zone_setup();
    return config_load(API) && key_ring_load(config_text(HEED_KEY_RING), stderr) ? 0 : -1;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(however_many_ask_at_once_the_quota_is_what_they_get),
        cmocka_unit_test(without_redis_as_well),
        cmocka_unit_test(what_was_not_needed_is_there_again),
        cmocka_unit_test(a_crowd_of_addresses_frees_nobody),
    };
    return cmocka_run_group_tests(tests, prepare, NULL);
}
