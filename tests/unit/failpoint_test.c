#include "common/base/base.h"
#include "common/base/clock.h"
#include "common/base/failpoint.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* The rules are read once a process, so each test has a process of its own. */

enum { PASSES = 100, ALL_WELL = 42 };

static char log_path[] = "/tmp/failpoint_test.XXXXXX";

/* Goes PASSES times past "here" in a child; answers how the child ended, and a character a pass:
 * '+' for failed, '.' for not. */
static int pass_with(const char *rules, const char *seed, char passes[PASSES + 1])
{
    int ends[2], status;

    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        setenv("HEED_FAILPOINT", rules, 1);
        setenv("HEED_FAILPOINT_SEED", seed, 1);
        close(STDERR_FILENO);
        for (int i = 0; i < PASSES; i++)
            if (write(ends[1], failpoint("here") ? "+" : ".", 1) != 1)
                _exit(1);
        _exit(ALL_WELL);
    }
    close(ends[1]);
    size_t count = 0;
    ssize_t got;
    while ((got = read(ends[0], passes + count, PASSES - count)) > 0)
        count += (size_t)got;
    passes[count] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void a_rule_acts_at_the_passes_it_names(void **state)
{
    static const struct {
        const char *why, *rules, *start;
        size_t failed;
    } cases[] = {
        { "no rule does nothing", "", "...", 0 },
        { "a rule for another place does nothing", "there=fail", "...", 0 },
        { "a name is whole", "her=fail,here2=fail", "...", 0 },
        { "fail fails at every pass", "here=fail", "+++", PASSES },
        { "fail at the third", "here=fail#3", "..+.", 1 },
        { "two rules for one place", "here=fail#1,here=fail#3", "+.+.", 2 },
        { "a rule among others", "there=kill,here=fail#2,elsewhere=stop", ".+.", 1 },
        { "sleep does not fail", "here=sleep:0", "...", 0 },
        { "certain", "here=fail%1", "+++", PASSES },
        { "never", "here=fail%0", "...", 0 },
        { "the condition of a pass and of chance", "here=fail%1#2", ".+.", 1 },
        { "in the other order", "here=fail#2%0", "...", 0 },
    };
    char passes[PASSES + 1];
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const int status = pass_with(cases[i].rules, "1", passes);
        size_t failed = 0;
        for (size_t k = 0; passes[k]; k++)
            failed += passes[k] == '+';
        if (!WIFEXITED(status) || WEXITSTATUS(status) != ALL_WELL || failed != cases[i].failed ||
            strncmp(passes, cases[i].start, strlen(cases[i].start)) != 0)
            fail_msg("%s: status %d, %s", cases[i].why, status, passes);
    }
}

static void a_rule_that_cannot_be_read_ends_the_program(void **state)
{
    static const char *const cases[] = {
        "here",          "here=",         "=fail",       "here=die",     "here=fail#0",
        "here=fail#",    "here=fail%",    "here=fail%2", "here=fail%-1", "here=sleep",
        "here=sleep:",   "here=sleep:-1", "here=failed", "here=fail,,",  "here=kill here=fail",
        "here=sleep:1s", "here=fail%nan",
    };
    char passes[PASSES + 1];
    (void)state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const int status = pass_with(cases[i], "1", passes);
        if (!WIFEXITED(status) || WEXITSTATUS(status) != 2 || passes[0])
            fail_msg("\"%s\": status %d, %s", cases[i], status, passes);
    }
}

static void kill_ends_the_process_at_its_pass(void **state)
{
    char passes[PASSES + 1];
    (void)state;

    const int status = pass_with("here=kill#4", "1", passes);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
    assert_string_equal(passes, "...");
}

static void stop_waits_to_be_continued(void **state)
{
    int status;
    (void)state;

    const pid_t child = fork();
    if (child == 0) {
        setenv("HEED_FAILPOINT", "here=stop", 1);
        _exit(failpoint("here") ? 1 : ALL_WELL);
    }
    assert_int_equal(waitpid(child, &status, WUNTRACED), child);
    assert_true(WIFSTOPPED(status));
    kill(child, SIGCONT);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == ALL_WELL);
}

static void sleep_takes_its_time(void **state)
{
    char passes[PASSES + 1];
    (void)state;

    const int64_t start = clock_monotonic_ms();
    pass_with("here=sleep:120#7", "1", passes);
    assert_true(clock_monotonic_ms() - start >= 120);
    assert_int_equal(strlen(passes), PASSES);
}

static void chance_is_the_same_for_the_same_seed(void **state)
{
    char one[PASSES + 1], again[PASSES + 1], other[PASSES + 1];
    size_t failed = 0;
    (void)state;

    pass_with("here=fail%0.3", "7", one);
    pass_with("here=fail%0.3", "7", again);
    pass_with("here=fail%0.3", "8", other);
    assert_string_equal(one, again);
    assert_string_not_equal(one, other);
    for (size_t i = 0; one[i]; i++)
        failed += one[i] == '+';
    assert_in_range(failed, 10, 55);
}

static void *pass_often(void *failed)
{
    for (int i = 0; i < PASSES; i++)
        if (failpoint("crowd"))
            __atomic_add_fetch((int *)failed, 1, __ATOMIC_RELAXED);
    return NULL;
}

/* In the child: four threads pass; the only_pass falls to exactly one of them. */
static int crowd(void)
{
    pthread_t threads[4];
    int failed = 0;

    setenv("HEED_FAILPOINT", "crowd=fail#150", 1);
    setenv("HEED_FAILPOINT_LOG", log_path, 1);
    for (size_t i = 0; i < COUNT(threads); i++)
        if (pthread_create(&threads[i], NULL, pass_often, &failed))
            return 1;
    for (size_t i = 0; i < COUNT(threads); i++)
        pthread_join(threads[i], NULL);
    failpoint("alone");
    return failed == 1 ? ALL_WELL : 1;
}

static void every_pass_of_every_thread_is_counted_and_logged(void **state)
{
    char line[64];
    int status, crowded = 0, alone = 0;
    (void)state;

    const int log = mkstemp(log_path);
    assert_true(log >= 0);
    const pid_t child = fork();
    if (child == 0)
        _exit(crowd());
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == ALL_WELL);

    FILE *lines = fdopen(log, "r");
    while (fgets(line, sizeof line, lines)) {
        crowded += strcmp(line, "crowd\n") == 0;
        alone += strcmp(line, "alone\n") == 0;
    }
    fclose(lines);
    unlink(log_path);
    assert_int_equal(crowded, 4 * PASSES);
    assert_int_equal(alone, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_acts_at_the_passes_it_names),
        cmocka_unit_test(a_rule_that_cannot_be_read_ends_the_program),
        cmocka_unit_test(kill_ends_the_process_at_its_pass),
        cmocka_unit_test(stop_waits_to_be_continued),
        cmocka_unit_test(sleep_takes_its_time),
        cmocka_unit_test(chance_is_the_same_for_the_same_seed),
        cmocka_unit_test(every_pass_of_every_thread_is_counted_and_logged),
    };
    return cmocka_run_group_tests_name("failpoint", tests, NULL, NULL);
}
