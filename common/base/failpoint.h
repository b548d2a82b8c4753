/*
 * Named places where a test can make the program fail. Compiled to nothing
 * unless HEED_FAILPOINTS is defined (test builds).
 *
 *     if (failpoint("relay_after_publish"))
 *         return FAULT_QUEUE;
 *
 * HEED_FAILPOINT holds rules separated by commas, each "name=action" and then
 * any of "#N" (at the Nth pass of this place in this process only, from 1) and
 * "%P" (with probability P, 0 to 1, at each pass):
 *
 *     kill      raise SIGKILL: the process ends here
 *     stop      raise SIGSTOP: the process goes on after SIGCONT
 *     sleep:MS  wait so many milliseconds
 *     fail      failpoint() answers true
 *
 *     HEED_FAILPOINT="relay_after_publish=kill#3,tx_before_commit=sleep:200%0.1"
 *
 * Several rules may name one place; they are done in their order. A rule that
 * cannot be read ends the program with status 2 at the first failpoint passed.
 * HEED_FAILPOINT_SEED (a whole number) makes chance the same in every run.
 * HEED_FAILPOINT_LOG names a file to which the line "name" is appended at every
 * pass of every place, before its action, so that a run can tell how often each
 * was hit. Thread rule: any thread.
 */
#ifndef BASE_FAILPOINT_H
#define BASE_FAILPOINT_H

#include <stdbool.h>

#ifdef HEED_FAILPOINTS
/* Does what was asked for at this name; true when the caller is to fail. */
bool failpoint(const char *name);
#else
static inline bool failpoint(const char *name)
{
    (void)name;
    return false;
}
#endif

#endif
