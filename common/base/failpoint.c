#include "common/base/failpoint.h"

#ifdef HEED_FAILPOINTS

#include "common/base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MAX_RULES = 32, NAME_BYTES = 64 };

enum action { KILL, STOP, SLEEP, FAIL };

struct rule {
    char name[NAME_BYTES];
    enum action action;
    long sleep_ms;
    unsigned long only_pass; /* 0: every pass */
    double probability;
    _Atomic unsigned long passes;
};

static struct rule rules[MAX_RULES];
static size_t rule_count;
static uint64_t seed;
static int log_file = -1;
static pthread_once_t setup_once = PTHREAD_ONCE_INIT;

static void refuse(const char *what, const char *text)
{
    fprintf(stderr, "%s: cannot use \"%s\"\n", what, text);
    _exit(2);
}

/* Reads the action at the start of the text; answers what follows it, NULL when there is none. */
static const char *action_read(const char *text, struct rule *rule)
{
    static const char *const texts[] = { "kill", "stop", "sleep:", "fail" };
    for (size_t i = 0; i < COUNT(texts); i++) {
        const size_t length = strlen(texts[i]);
        if (strncmp(text, texts[i], length) != 0)
            continue;
        rule->action = (enum action)i;
        char *end = NULL;
        if (rule->action != SLEEP)
            return text + length;
        rule->sleep_ms = strtol(text + length, &end, 10);
        return end > text + length && rule->sleep_ms >= 0 ? end : NULL;
    }
    return NULL;
}

/* Reads "#3" and "%0.1" in any order to the end of the text. */
static bool conditions_read(const char *text, struct rule *rule)
{
    while (*text == '#' || *text == '%') {
        char *end;
        if (*text == '#')
            rule->only_pass = strtoul(text + 1, &end, 10);
        else
            rule->probability = strtod(text + 1, &end);
        if (end == text + 1 || (*text == '#' && rule->only_pass == 0))
            return false;
        text = end;
    }
    return !*text && rule->probability >= 0 && rule->probability <= 1;
}

static bool rule_read(const char *text, struct rule *rule)
{
    const char *equals = strchr(text, '=');
    if (!equals || equals == text || equals - text >= NAME_BYTES)
        return false;
    memcpy(rule->name, text, (size_t)(equals - text));
    rule->probability = 1;
    const char *conditions = action_read(equals + 1, rule);
    return conditions && conditions_read(conditions, rule);
}

static void rules_read(const char *texts)
{
    char *copy = strdup(texts), *rest = copy, *text;
    while (copy && (text = strsep(&rest, ",")))
        if (rule_count == MAX_RULES || !rule_read(text, &rules[rule_count++]))
            refuse("HEED_FAILPOINT", text);
    free(copy);
}

static void setup(void)
{
    const char *texts = getenv("HEED_FAILPOINT");
    const char *seed_text = getenv("HEED_FAILPOINT_SEED");
    const char *path = getenv("HEED_FAILPOINT_LOG");

    if (texts && *texts)
        rules_read(texts);
    if (seed_text && *seed_text)
        seed = strtoull(seed_text, NULL, 10);
    else if (getentropy(&seed, sizeof seed))
        refuse("getentropy", strerror(errno));
    if (!path || !*path)
        return;
    log_file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
    if (log_file < 0)
        refuse("HEED_FAILPOINT_LOG", path);
}

/* One write, so that lines of several threads and processes do not mix. */
static void log_pass(const char *name)
{
    if (log_file >= 0 && dprintf(log_file, "%s\n", name) < 0)
        refuse("HEED_FAILPOINT_LOG", name);
}

/* A number in [0, 1) for this pass of this rule, the same for the same seed (splitmix64). */
static double chance(const struct rule *rule, unsigned long pass)
{
    uint64_t mixed = seed + (uint64_t)(rule - rules) * UINT64_C(0xd1342543de82ef95) +
                     pass * UINT64_C(0x9e3779b97f4a7c15);
    mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return (double)((mixed ^ mixed >> 31) >> 11) / (double)(UINT64_C(1) << 53);
}

static void wait_ms(long milliseconds)
{
    struct timespec rest = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
    while (nanosleep(&rest, &rest) && errno == EINTR)
        ;
}

static bool act(const struct rule *rule)
{
    switch (rule->action) {
    case KILL:
        raise(SIGKILL);
        break;
    case STOP:
        raise(SIGSTOP);
        break;
    case SLEEP:
        wait_ms(rule->sleep_ms);
        break;
    case FAIL:
        return true;
    }
    return false;
}

bool failpoint(const char *name)
{
    bool fails = false;

    pthread_once(&setup_once, setup);
    log_pass(name);
    for (size_t i = 0; i < rule_count; i++) {
        struct rule *rule = &rules[i];
        if (strcmp(rule->name, name) != 0)
            continue;
        const unsigned long pass = atomic_fetch_add(&rule->passes, 1) + 1;
        if ((!rule->only_pass || rule->only_pass == pass) &&
            (rule->probability >= 1 || chance(rule, pass) < rule->probability))
            fails = act(rule) || fails;
    }
    return fails;
}

#endif
