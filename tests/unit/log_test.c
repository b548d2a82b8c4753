#include "common/base/clock.h"
#include "common/base/log.h"
#include "common/base/op.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

enum { LOGGED_BYTES = 1024 * 1024, THREADS = 4, LINES_A_THREAD = 300 };

static char logged[LOGGED_BYTES];
static int own_output = -1;
static FILE *capture;

/* From here to capture_end, standard output goes to a file. */
static void capture_begin(void)
{
    fflush(stdout);
    capture = tmpfile();
    own_output = dup(STDOUT_FILENO);
    assert_true(dup2(fileno(capture), STDOUT_FILENO) >= 0);
}

/* Leaves what was written in 'logged'. */
static void capture_end(void)
{
    dup2(own_output, STDOUT_FILENO);
    close(own_output);
    rewind(capture);
    logged[fread(logged, 1, LOGGED_BYTES - 1, capture)] = '\0';
    fclose(capture);
}

/* What follows the time, which starts every line. */
static const char *after_time(const char *line)
{
    static const char start[] = "{\"time\":\"";
    assert_memory_equal(line, start, strlen(start));
    const char *end = strstr(line, "\",");
    assert_non_null(end);
    return end + 2;
}

static void a_line_has_its_event_and_typed_fields(void **state)
{
    static const struct uuid id = { { 0x01, 0x90 } };
    struct op op = { .request_id = "01964303-1ebb-774b-9170-77bb0a23ee69" };
    (void)state;

    capture_begin();
    LOG(&op, LOG_WARN, "query_failed", log_code("query", "case_lock"), log_id("case_id", id),
        log_int("attempt", -3), log_code("sqlstate", NULL));
    capture_end();
    assert_string_equal(after_time(logged),
                        "\"level\":\"warn\",\"program\":\"heed-test\",\"event\":\"query_failed\","
                        "\"request_id\":\"01964303-1ebb-774b-9170-77bb0a23ee69\","
                        "\"query\":\"case_lock\","
                        "\"case_id\":\"01900000-0000-0000-0000-000000000000\",\"attempt\":-3,"
                        "\"sqlstate\":null}\n");
}

static void a_line_needs_neither_operation_nor_fields(void **state)
{
    struct op nameless = { .now = 0 };
    (void)state;

    capture_begin();
    LOG(NULL, LOG_ERROR, "stopped");
    capture_end();
    const char *line = after_time(logged);
    assert_string_equal(line,
                        "\"level\":\"error\",\"program\":\"heed-test\",\"event\":\"stopped\"}\n");
    capture_begin();
    LOG(&nameless, LOG_ERROR, "stopped");
    capture_end();
    assert_null(strstr(logged, "request_id"));
}

static void the_time_is_the_databases(void **state)
{
    char text[INSTANT_TEXT] = "";
    const instant told = instant_read("2031-05-06T07:08:09.000001Z");
    (void)state;

    clock_set(clock_ask(), told);
    capture_begin();
    LOG(NULL, LOG_INFO, "ready");
    capture_end();
    strncat(text, logged + strlen("{\"time\":\""), (size_t)(after_time(logged) - logged) - 11);
    const instant at = instant_read(text);
    assert_true(at >= told && at < told + HOUR);
}

/* Rule: A12. */
static void nothing_but_codes_gets_out(void **state)
{
    static const struct {
        const char *why, *given, *written;
    } cases[] = {
        { "a code passes", "api/v1:a-b_c.9", "api/v1:a-b_c.9" },
        { "a name does not", "Ann O'Neil", "Ann?O?Neil" },
        { "a mail address loses its sign", "ann@example.org", "ann?example.org" },
        { "quotes cannot end the text", "\"},{\"x\":\"", "?????x?:?" },
        { "a backslash cannot escape", "a\\", "a?" },
        { "lines cannot be forged", "a\r\n{\"level\"", "a????level?" },
        { "nothing beyond ASCII",
          "Z\xc3\xb6"
          "e\x1b[31m",
          "Z??e??31m" },
        { "empty is empty", "", "" },
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        char expected[200];
        snprintf(expected, sizeof expected, "\"event\":\"e\",\"code\":\"%s\"}\n", cases[i].written);
        capture_begin();
        LOG(NULL, LOG_ERROR, "e", log_code("code", cases[i].given));
        capture_end();
        const char *from = strstr(logged, "\"event\"");
        if (!from || strcmp(from, expected) != 0)
            fail_msg("%s: %s", cases[i].why, logged);
    }
}

static void what_the_caller_chooses_is_cut(void **state)
{
    static char endless[100000];
    (void)state;

    memset(endless, 'a', sizeof endless - 1);
    capture_begin();
    LOG(NULL, LOG_ERROR, "e", log_code("code", endless), log_int("last", 7));
    capture_end();
    const char *code = strstr(logged, "\"code\":\"");
    assert_non_null(code);
    assert_int_equal(strspn(code + 8, "a"), 200);
    assert_string_equal(code + 8 + 200, "\",\"last\":7}\n");
}

static void what_is_below_the_level_is_not_written(void **state)
{
    static const struct {
        enum log_level lowest;
        const char *events;
    } cases[] = {
        { LOG_ERROR, "e" }, { LOG_WARN, "ew" }, { LOG_INFO, "ewi" }, { LOG_DEBUG, "ewid" }
    };
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        char events[8] = "";
        log_setup("heed-test", cases[i].lowest);
        capture_begin();
        LOG(NULL, LOG_ERROR, "e");
        LOG(NULL, LOG_WARN, "w");
        LOG(NULL, LOG_INFO, "i");
        LOG(NULL, LOG_DEBUG, "d");
        capture_end();
        for (const char *at = logged; (at = strstr(at, "\"event\":\"")); at += 9)
            strncat(events, at + 9, 1);
        assert_string_equal(events, cases[i].events);
    }
    log_setup("heed-test", LOG_INFO);
}

static void a_level_is_read_by_its_name(void **state)
{
    (void)state;

    assert_int_equal(log_level_read("error"), LOG_ERROR);
    assert_int_equal(log_level_read("warn"), LOG_WARN);
    assert_int_equal(log_level_read("info"), LOG_INFO);
    assert_int_equal(log_level_read("debug"), LOG_DEBUG);
    assert_int_equal(log_level_read("loud"), LOG_INFO);
}

static void *write_lines(void *letter)
{
    char code[151];
    memset(code, *(const char *)letter, sizeof code - 1);
    code[sizeof code - 1] = '\0';
    for (int i = 0; i < LINES_A_THREAD; i++)
        LOG(NULL, LOG_ERROR, "e", log_code("code", code));
    return NULL;
}

static void lines_of_many_threads_do_not_mix(void **state)
{
    pthread_t threads[THREADS];
    char letters[THREADS] = { 'a', 'b', 'c', 'd' };
    size_t lines = 0;
    (void)state;

    capture_begin();
    for (size_t i = 0; i < THREADS; i++)
        pthread_create(&threads[i], NULL, write_lines, &letters[i]);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    capture_end();
    for (char *line = logged, *end; (end = strchr(line, '\n')); line = end + 1, lines++) {
        const char *code = strstr(after_time(line), "\"code\":\"");
        const char letter[] = { code[8], '\0' };
        assert_int_equal(strspn(code + 8, letter), 150);
        assert_memory_equal(code + 8 + 150, "\"}\n", 3);
    }
    assert_int_equal(lines, THREADS * LINES_A_THREAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_its_event_and_typed_fields),
        cmocka_unit_test(a_line_needs_neither_operation_nor_fields),
        cmocka_unit_test(the_time_is_the_databases),
        cmocka_unit_test(nothing_but_codes_gets_out),
        cmocka_unit_test(what_the_caller_chooses_is_cut),
        cmocka_unit_test(what_is_below_the_level_is_not_written),
        cmocka_unit_test(a_level_is_read_by_its_name),
        cmocka_unit_test(lines_of_many_threads_do_not_mix),
    };
    log_setup("heed-test", LOG_INFO);
    return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
