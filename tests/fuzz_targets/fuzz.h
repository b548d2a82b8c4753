/*
 * A fuzz target: one function that gets any bytes and must come back.
 *
 * tests/fuzz links it with libFuzzer, which makes the bytes; tests/run links it
 * with replay.c, which gives it those of tests/fuzz_targets/corpus. What must
 * hold of the result is asserted; the sanitizers see to the rest.
 */
#ifndef FUZZ_TARGETS_FUZZ_H
#define FUZZ_TARGETS_FUZZ_H

#include "common/base/op.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes as text in memory of exactly that size, so that a reader that goes beyond is seen. A
 * NUL ends it early, as it would anywhere. Owner: the caller (free). */
char *text_of(const uint8_t *data, size_t size);

/* Cuts the next line off, without its end; NULL when there is none left. */
char *next_line(char **rest);

/* Loads a key ring that is the same in every run, so that what it signed can be in a corpus. */
void load_ring(void);

#endif
