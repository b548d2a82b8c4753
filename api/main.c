/* heed-api: takes in cases and answers for them. */
#include "api/http/server.h"
#include "api/identity/identity.h"
#include "api/identity/last_use.h"
#include "api/identity/origins.h"
#include "api/identity/provider_keys.h"
#include "api/refresh.h"
#include "common/base/config.h"
#include "common/base/ending.h"
#include "common/base/log.h"
#include "common/casework/complainant.h"
#include "common/page/page.h"
#include "common/quota/quota.h"
#include "common/relay/relay.h"
#include "common/seal/integrity.h"
#include "common/seal/key_ring.h"
#include "common/store/executor.h"
#include "common/store/tx.h"
#include "common/token/signature.h"
#include "common/web/fetch.h"

#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 2 };

static const char usage[] =
    "heed-api - takes in complaints and other cases over HTTP and answers for them\n"
    "\n"
    "usage: heed-api [--help | --version | --settings | --routes]\n"
    "\n"
    "Settings come from the environment; a secret may be given as NAME_FILE.\n"
    "SIGTERM or SIGINT: takes no new connection, finishes what is in flight, ends.\n";

static void print_routes(void)
{
    for (const struct route *route = routes; route->operation; route++)
        printf("%-24s %-5s %s\n", route->operation, route->method, route->path);
}

/* The exit status of an option, or -1 to serve. */
static int run_option(int count, char *words[])
{
    if (count == 1)
        return -1;
    if (count == 2 && strcmp(words[1], "--help") == 0) {
        fputs(usage, stdout);
        config_describe(stdout, API, false);
    } else if (count == 2 && strcmp(words[1], "--version") == 0) {
        puts("heed-api " HEED_VERSION);
    } else if (count == 2 && strcmp(words[1], "--settings") == 0) {
        config_describe(stdout, API, true);
    } else if (count == 2 && strcmp(words[1], "--routes") == 0) {
        print_routes();
    } else {
        fputs(usage, stderr);
        return EXIT_USAGE;
    }
    return EXIT_SUCCESS;
}

/* Pages load nothing and run nothing; their one style sheet stands in them. */
static const char *page_policy(void)
{
    static char policy[256];
    char style[INTEGRITY_TEXT];
    integrity_text(page_style_sheet, style);
    snprintf(policy, sizeof policy,
             "default-src 'none'; style-src '%s'; img-src data:; base-uri 'none'; "
             "form-action 'none'; frame-ancestors 'none'",
             style);
    return policy;
}

static struct networks trusted_proxies;

static bool read_proxies(void *memory)
{
    const char *text = config_text(HEED_TRUSTED_PROXIES);
    if (!text || networks_read(memory, text, &trusted_proxies))
        return true;
    fprintf(stderr, "HEED_TRUSTED_PROXIES: must be addresses or networks, not \"%s\"\n", text);
    return false;
}

static struct server_settings server_settings(void)
{
    return (struct server_settings){
        .address = config_text(HEED_ADDRESS),
        .port = (unsigned)config_number(HEED_PORT),
        .max_body_bytes = (size_t)config_number(HEED_MAX_BODY_BYTES),
        .max_connections = (unsigned)config_number(HEED_MAX_CONNECTIONS),
        .max_connections_per_address = (unsigned)config_number(HEED_MAX_CONNECTIONS_PER_ADDRESS),
        .request_seconds = (unsigned)config_number(HEED_REQUEST_SECONDS),
        .public_url = config_text(HEED_PUBLIC_URL),
        .page_policy = page_policy(),
        .trusted_proxies = trusted_proxies,
        .routes = routes,
        .authenticate = authenticate,
        .authenticate_complainant = complainant_proved,
        .origin_is_known = origin_is_known,
    };
}

static void open_store(void)
{
    const size_t relays = config_number(HEED_RELAY) ? 1 : 0;
    pool_open(config_text(HEED_DATABASE_URL), "heed-api",
              (size_t)config_number(HEED_ACT_CONNECTIONS) + relays);
    pool_after_commit(relay_wake);
    executor_open((size_t)config_number(HEED_READ_CONNECTIONS),
                  (size_t)config_number(HEED_WRITE_CONNECTIONS), relay_wake);
    refresh_start();
    last_use_start(config_number(HEED_LAST_USE_SECONDS));
    if (relays && !relay_start(config_text(HEED_REDIS_URL)))
        abort(); /* quota_open has read the same address */
}

static void open_providers(void)
{
    const struct provider_keys_settings settings = {
        .interval_ms = config_number(HEED_PROVIDER_SECONDS) * 1000,
        .greatest_age_ms = config_number(HEED_PROVIDER_AGE_SECONDS) * 1000,
    };
    fetch_setup(config_number(HEED_PROVIDER_LOOPBACK) != 0);
    signature_setup();
    provider_keys_start(&settings);
}

static void close_store(void)
{
    if (config_number(HEED_RELAY))
        relay_stop();
    last_use_stop();
    refresh_stop();
    origins_close();
    executor_close();
    pool_close();
}

static int serve_until_stopped(void)
{
    const struct server_settings settings = server_settings();
    if (server_start(&settings))
        return EXIT_FAILURE;
    LOG(NULL, LOG_INFO, "started", log_int("port", config_number(HEED_PORT)));
    ending_wait();
    LOG(NULL, LOG_INFO, "stopping");
    server_stop();
    return EXIT_SUCCESS;
}

int main(int count, char *words[])
{
    const int done = run_option(count, words);
    if (done >= 0)
        return done;
    if (!config_load(API) || !key_ring_load(config_text(HEED_KEY_RING), stderr))
        return EXIT_USAGE;
    config_forget(HEED_KEY_RING);
    log_setup("heed-api", log_level_read(config_text(HEED_LOG_LEVEL)));
    time_zone_setup();

    ending_setup();

    SCOPED_MEMORY memory = memory_new();
    const bool are_proxies_right = read_proxies(memory);
    if (!quota_open(config_text(HEED_REDIS_URL), stderr) || !are_proxies_right)
        return EXIT_USAGE;
    open_store();
    open_providers();
    const int status = serve_until_stopped();
    provider_keys_stop();
    close_store();
    quota_close();
    LOG(NULL, LOG_INFO, "stopped");
    return status;
}
