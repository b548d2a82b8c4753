/* The server's processes that serve a program, stopped, continued and ended. */
#ifndef TESTS_STORE_BACKENDS_H
#define TESTS_STORE_BACKENDS_H

#include "tests/store/scene.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

enum { BACKENDS_MAX = 64 };

static pid_t stopped[BACKENDS_MAX + 1];
static size_t stopped_count;

/* The processes that serve connections of this program's name. */
static inline size_t find_backends(const char *program, pid_t found[BACKENDS_MAX])
{
    const char *const params[] = { program };
    PGresult *result =
        PQexecParams(scene.api, "select pid from pg_stat_activity where application_name = $1", 1,
                     NULL, params, NULL, NULL, 0);
    assert_int_equal(PQresultStatus(result), PGRES_TUPLES_OK);
    const size_t count = (size_t)PQntuples(result);
    assert_in_range(count, 0, BACKENDS_MAX);
    for (size_t i = 0; i < count; i++)
        found[i] = (pid_t)strtol(PQgetvalue(result, (int)i, 0), NULL, 10);
    PQclear(result);
    return count;
}

/* As a machine that hangs: it neither answers nor refuses. */
static inline void stop_backends(const char *program)
{
    stopped_count = find_backends(program, stopped);
    assert_true(stopped_count > 0);
    for (size_t i = 0; i < stopped_count; i++)
        assert_int_equal(kill(stopped[i], SIGSTOP), 0);
}

/* The parent of a process. */
static inline pid_t parent_of(pid_t process)
{
    char path[40];
    int parent = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)process);
    FILE *file = fopen(path, "re");
    assert_non_null(file);
    assert_int_equal(fscanf(file, "%*d (%*[^)]) %*c %d", &parent), 1);
    fclose(file);
    return (pid_t)parent;
}

/* The backends and the process that takes new connections. */
static inline void stop_server(const char *program)
{
    stop_backends(program);
    stopped[stopped_count] = parent_of(stopped[0]);
    assert_int_equal(kill(stopped[stopped_count++], SIGSTOP), 0);
}

static inline void continue_backends(void)
{
    for (size_t i = 0; i < stopped_count; i++)
        assert_int_equal(kill(stopped[i], SIGCONT), 0);
    stopped_count = 0;
}

/* As when the server restarts. Answers how many there were; one may just have ended by itself. */
static inline size_t end_backends(const char *program)
{
    pid_t found[BACKENDS_MAX];
    const size_t count = find_backends(program, found);
    for (size_t i = 0; i < count; i++)
        assert_true(kill(found[i], SIGTERM) == 0 || errno == ESRCH);
    while (find_backends(program, found) > 0)
        usleep(10000);
    return count;
}

#endif
