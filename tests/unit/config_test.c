#include "common/base/base.h"
#include "common/base/config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Settings are read once a process, so each test has a process of its own. */

enum { MAX_GIVEN = 6, ALL_WELL = 42 };

#define DATABASE "HEED_DATABASE_URL=postgresql:///heed"
#define REDIS "HEED_REDIS_URL=redis://127.0.0.1"
#define KEY_RING "HEED_KEY_RING=ring"

static char told[16 * 1024];

/* Reads the settings in a child that has these only, and there runs a look at them. Answers
 * whether they were good; leaves what was told in 'told'. */
static bool load_with(enum program program, const char *const given[], bool (*look)(void))
{
    FILE *errors = tmpfile();
    int status;

    const pid_t child = fork();
    if (child == 0) {
        clearenv();
        for (size_t i = 0; i < MAX_GIVEN && given[i]; i++)
            putenv((char *)(uintptr_t)given[i]);
        dup2(fileno(errors), STDERR_FILENO);
        const bool is_loaded = config_load(program);
        fflush(stderr);
        _exit(!is_loaded ? 1 : !look || look() ? ALL_WELL : 3);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    rewind(errors);
    told[fread(told, 1, sizeof told - 1, errors)] = '\0';
    fclose(errors);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) != ALL_WELL && WEXITSTATUS(status) != 1)
        fail_msg("the settings are not as expected: status %d", WEXITSTATUS(status));
    return WEXITSTATUS(status) == ALL_WELL;
}

static size_t lines_told(void)
{
    size_t count = 0;
    for (const char *at = told; (at = strchr(at, '\n')); at++)
        count++;
    return count;
}

static void every_mistake_is_told_not_the_first(void **state)
{
    static const char *const given[MAX_GIVEN] = { "HEED_PORT=80x", "HEED_REQUEST_SECONDS=-1",
                                                  "HEED_KEY_RING_FILE=/nonexistent/ring" };
    static const char *const expected[] = {
        "HEED_DATABASE_URL (or _FILE): is required",
        "HEED_REDIS_URL (or _FILE): is required",
        "HEED_KEY_RING_FILE: cannot read /nonexistent/ring: No such file or directory",
        "HEED_PORT: must be a whole number, not \"80x\"",
        "HEED_REQUEST_SECONDS: must be a whole number, not \"-1\"",
    };
    (void)state;

    assert_false(load_with(API, given, NULL));
    for (size_t i = 0; i < COUNT(expected); i++)
        if (!strstr(told, expected[i]))
            fail_msg("not told: %s; but: %s", expected[i], told);
    assert_int_equal(lines_told(), COUNT(expected));
}

static bool defaults_are_there(void)
{
    return config_number(HEED_PORT) == 8080 &&
           strcmp(config_text(HEED_ADDRESS), "127.0.0.1") == 0 &&
           strcmp(config_text(HEED_DATABASE_URL), "postgresql:///heed") == 0 &&
           !config_text(HEED_OWNER_DATABASE_URL);
}

static void what_is_not_given_has_its_default(void **state)
{
    static const char *const given[MAX_GIVEN] = { DATABASE, REDIS, KEY_RING, "HEED_ADDRESS=" };
    (void)state;

    assert_true(load_with(API, given, defaults_are_there));
    assert_string_equal(told, "");
}

static bool given_are_there(void)
{
    return config_number(HEED_PORT) == 0 && strcmp(config_text(HEED_LOG_LEVEL), "debug") == 0;
}

static void what_is_given_wins(void **state)
{
    static const char *const given[MAX_GIVEN] = { DATABASE, REDIS, KEY_RING, "HEED_PORT=0",
                                                  "HEED_LOG_LEVEL=debug" };
    (void)state;

    assert_true(load_with(API, given, given_are_there));
}

static void a_number_is_a_whole_one(void **state)
{
    static const char *const cases[] = {
        "HEED_PORT=eighty", "HEED_PORT=8080.5", "HEED_PORT=1e3",
        "HEED_PORT=0x50",   "HEED_PORT=80 ",    "HEED_PORT=99999999999999999999",
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *const given[MAX_GIVEN] = { DATABASE, REDIS, KEY_RING, cases[i] };
        if (load_with(API, given, NULL))
            fail_msg("\"%s\" was taken", cases[i]);
        assert_int_equal(lines_told(), 1);
    }
}

static void a_program_needs_its_own_settings_only(void **state)
{
    static const char *const for_admin[MAX_GIVEN] = { DATABASE, KEY_RING };
    static const char *const for_worker[MAX_GIVEN] = { DATABASE, REDIS, KEY_RING, "HEED_PORT=x" };
    (void)state;

    assert_true(load_with(ADMIN, for_admin, NULL));
    assert_true(load_with(WORKER, for_worker, NULL));
    assert_false(load_with(WORKER, for_admin, NULL));
    assert_non_null(strstr(told, "HEED_REDIS_URL"));
    assert_int_equal(lines_told(), 1);
}

static bool ring_is_of_the_file(void)
{
    return strcmp(config_text(HEED_KEY_RING), "heed-key-ring 1\nkek 1 00") == 0;
}

static void a_secret_is_read_from_its_file_without_the_line_end(void **state)
{
    char path[] = "/tmp/config_test.XXXXXX", setting[64], plain[64];
    (void)state;

    FILE *file = fdopen(mkstemp(path), "w");
    fputs("heed-key-ring 1\nkek 1 00\r\n\n", file);
    fclose(file);
    snprintf(setting, sizeof setting, "HEED_KEY_RING_FILE=%s", path);
    snprintf(plain, sizeof plain, "HEED_ADDRESS_FILE=%s", path);
    const char *const given[MAX_GIVEN] = { DATABASE, REDIS, setting, "HEED_KEY_RING=other", plain };
    const bool is_loaded = load_with(API, given, ring_is_of_the_file);
    unlink(path);
    assert_true(is_loaded);
}

/* The table as text, which the caller frees. */
static char *described(enum program program, bool markdown)
{
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);
    config_describe(out, program, markdown);
    fclose(out);
    return text;
}

static void a_program_describes_its_settings(void **state)
{
    static const struct {
        const char *why, *text;
        enum program program;
        bool is_there;
    } cases[] = {
        { "a secret may be a file", "`HEED_KEY_RING[_FILE]` | required |", API, true },
        { "a default is shown", "`HEED_PORT` | 8080 |", API, true },
        { "the owner has a setting of its own", "`HEED_OWNER_DATABASE_URL[_FILE]` | required |",
          OWNER, true },
        { "another program's are left out", "HEED_PORT", WORKER, false },
        { "and its own are not", "`HEED_SWEEP_SECONDS` | 5 |", WORKER, true },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        char *table = described(cases[i].program, true);
        if ((strstr(table, cases[i].text) != NULL) != cases[i].is_there)
            fail_msg("%s: %s", cases[i].why, table);
        free(table);
    }
    char *help = described(API, false);
    assert_non_null(strstr(help, "  HEED_PORT (8080)\n      port to listen on\n"));
    free(help);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_mistake_is_told_not_the_first),
        cmocka_unit_test(what_is_not_given_has_its_default),
        cmocka_unit_test(what_is_given_wins),
        cmocka_unit_test(a_number_is_a_whole_one),
        cmocka_unit_test(a_program_needs_its_own_settings_only),
        cmocka_unit_test(a_secret_is_read_from_its_file_without_the_line_end),
        cmocka_unit_test(a_program_describes_its_settings),
    };
    return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
