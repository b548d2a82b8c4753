/*
 * When keys and tokens were last used: noted in memory, written down by one
 * thread every now and then, so that no request waits for it. What a program
 * that is killed had not written down yet is lost.
 */
#ifndef API_IDENTITY_LAST_USE_H
#define API_IDENTITY_LAST_USE_H

#include "common/base/id.h"

/* Any thread may call it. */
void last_use_note(const struct uuid *id, instant used_at);

/* Starts and stops the thread; it writes once more before it stops. */
void last_use_start(long every_seconds);
void last_use_stop(void);

#endif
