/*
 * A name for something that must not be told, such as a client's address: the
 * same all day in every program with this key ring, another the next day, and
 * without the ring it leads nowhere. Rule: B1.
 */
#ifndef SEAL_PSEUDONYM_H
#define SEAL_PSEUDONYM_H

#include "common/base/day.h"
#include "common/seal/key_ring.h"

#include <stddef.h>

enum { PSEUDONYM_BYTES = 16 };

/* BLAKE2b of the bytes, keyed with the day's key, which derives from the ring's fingerprint key. */
void pseudonym(const void *bytes, size_t length, day on, unsigned char name[PSEUDONYM_BYTES]);

#endif
