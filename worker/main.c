/* heed-worker: reacts to events, keeps the clocks, cleans up. */
#include "common/base/clock.h"
#include "common/base/config.h"
#include "common/base/ending.h"
#include "common/base/log.h"
#include "common/seal/key_ring.h"
#include "common/store/tx.h"
#include "common/stream/stream.h"
#include "common/web/fetch.h"
#include "common/web/reach.h"
#include "worker/stop.h"
#include "worker/threads.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { CONNECTIONS = 4, EXIT_USAGE = 2 };

static const char help[] =
    "heed-worker reacts to what happens to cases, keeps their clocks and tells sites.\n"
    "\n"
    "usage: heed-worker              runs until SIGTERM or SIGINT\n"
    "       heed-worker --settings   the settings as a Markdown table\n"
    "       heed-worker --version\n"
    "       heed-worker --help\n"
    "\n"
    "settings (environment; [_FILE]: or the path of a file that holds it):\n";

/* Answers the exit status of an option. */
static int describe(const char *option)
{
    if (strcmp(option, "--help") == 0) {
        fputs(help, stdout);
        config_describe(stdout, WORKER, false);
    } else if (strcmp(option, "--settings") == 0) {
        config_describe(stdout, WORKER, true);
    } else if (strcmp(option, "--version") == 0) {
        puts("heed-worker " HEED_VERSION);
    } else {
        fprintf(stderr, "heed-worker: unknown option. See heed-worker --help\n");
        return EXIT_USAGE;
    }
    return EXIT_SUCCESS;
}

static bool address_is_right(void)
{
    struct stream *stream = stream_open(config_text(HEED_REDIS_URL), NULL);
    if (!stream)
        fprintf(stderr, "HEED_REDIS_URL: must be redis://[user[:password]@]host:port or "
                        "unix:///path\n");
    stream_close(stream);
    return stream != NULL;
}

static bool networks_are_right(void)
{
    const char *text = config_text(HEED_WEBHOOK_ALLOW);
    if (reach_setup(text))
        return true;
    fprintf(stderr, "HEED_WEBHOOK_ALLOW: must be addresses or networks, not \"%s\"\n", text);
    return false;
}

/* Runs the threads until the worker is told to end. */
static void run_threads(const struct lease *lease)
{
    static const enum thread clock_thread = THREAD_CLOCK, jobs_thread = THREAD_JOBS;
    pthread_t threads[4];

    if (pthread_create(&threads[0], NULL, events_run, (void *)lease) != 0 ||
        pthread_create(&threads[1], NULL, jobs_run, (void *)&clock_thread) != 0 ||
        pthread_create(&threads[2], NULL, jobs_run, (void *)&jobs_thread) != 0 ||
        pthread_create(&threads[3], NULL, webhooks_run, NULL) != 0)
        abort();
    LOG(NULL, LOG_INFO, "worker_started", log_code("lease_owner", lease->owner));
    ending_wait();
    LOG(NULL, LOG_INFO, "worker_stopping");
    stop_ask();
    for (size_t i = 0; i < COUNT(threads); i++)
        pthread_join(threads[i], NULL);
}

int main(int count, char *arguments[])
{
    if (count > 1)
        return describe(arguments[1]);
    if (!config_load(WORKER) || !key_ring_load(config_text(HEED_KEY_RING), stderr) ||
        !address_is_right() || !networks_are_right())
        return EXIT_USAGE;
    config_forget(HEED_KEY_RING);
    log_setup("heed-worker", log_level_read(config_text(HEED_LOG_LEVEL)));
    time_zone_setup();

    fetch_setup(false);
    ending_setup();
    stop_setup();

    char owner[UUID_TEXT];
    const struct uuid id = uuid_new(clock_now());
    uuid_text(&id, owner);
    const struct lease lease = { .owner = owner,
                                 .seconds = config_number(HEED_LEASE_SECONDS),
                                 .max_attempts = config_number(HEED_MAX_ATTEMPTS) };
    pool_plan_anew();
    pool_open(config_text(HEED_DATABASE_URL), "heed-worker", CONNECTIONS);
    run_threads(&lease);
    pool_close();
    key_ring_unload();
    LOG(NULL, LOG_INFO, "worker_stopped");
    return EXIT_SUCCESS;
}
