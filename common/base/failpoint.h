/*
 * Named places where a test can make the program fail. Compiled to nothing
 * unless HEED_FAILPOINTS is defined (test builds).
 *
 * HEED_FAILPOINT="name=kill" (or stop, sleep:MS, fail; several separated by
 * commas; "name=kill%0.01" fires with that probability, "name=kill#3" at the
 * third pass only). Every pass is counted and, when HEED_FAILPOINT_LOG names a
 * file, a line "name" is appended to it before the action, so that a run can
 * tell how often each place was hit.
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
