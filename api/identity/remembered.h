/*
 * What a credential named when it was last proved. Remembered for at most three
 * seconds, so that a revoked one ends everywhere within five; unknown ones never.
 * Thread rule: any thread.
 */
#ifndef API_IDENTITY_REMEMBERED_H
#define API_IDENTITY_REMEMBERED_H

#include "common/base/op.h"
#include "common/seal/key_ring.h"

#include <stdbool.h>

/* False when it was not proved lately. */
bool remembered_recall(const unsigned char hash[HASH_BYTES], struct actor *actor) CHECKED;

/* 'asked_ms' is when the records were asked, clock_monotonic_ms; 'good_for_ms' how long from then
 * on the credential is good at all. */
void remembered_add(const unsigned char hash[HASH_BYTES], const struct actor *actor,
                    int64_t asked_ms, int64_t good_for_ms);

#endif
