/*
 * The key ring: the secrets of this deployment, outside the database and its
 * backup. Text, a key a line; blank lines and lines that begin with # are
 * skipped; a key is 64 hexadecimal digits:
 *
 *     heed-key-ring 1
 *     kek 1 <key>           wraps the keys of cases; one a key epoch, 1 upwards, in any order;
 *     kek 2 <key>           the highest epoch is current, removing an old one shreds it
 *     history <key>         chains the history of cases, and signs; never changed
 *     receipt <key>         hashes receipt codes; never changed
 *     fingerprint <key>     fingerprints request bodies; changed at the price of replays refused
 *     directory <key>       seals what belongs to no case: names of staff, webhook secrets
 *
 * Loaded once in main, before threads; constant and in locked memory afterwards,
 * so any thread may use it.
 */
#ifndef SEAL_KEY_RING_H
#define SEAL_KEY_RING_H

#include "common/base/base.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { KEY_BYTES = 32, HASH_BYTES = 32 };

/* The text of a new ring: every key random, one key epoch, 1. Wiped when 'memory' goes. */
char *key_ring_generate(void *memory);

/*
 * Takes the ring in place of the one before, if any. False after telling
 * 'mistakes' (standard error, in main) of every line that is wrong or missing,
 * never with key material, a line each; the ring before then stays.
 */
bool key_ring_load(const char *text, FILE *mistakes) CHECKED;

/* Wipes the ring. Nothing sealed may be used afterwards. */
void key_ring_unload(void);

/* The key epoch that new cases are wrapped with: the highest. */
int32_t key_ring_epoch(void);
bool key_ring_has_epoch(int32_t epoch);

/* Tells this ring from others without telling its keys: of the current epoch's key and those that
 * never change. */
void key_ring_check_value(unsigned char check_value[HASH_BYTES]);

/* The rest is for common/seal only. */

enum ring_key { RING_HISTORY, RING_RECEIPT, RING_FINGERPRINT, RING_DIRECTORY, RING_KEY_COUNT };

/* KEY_BYTES of the key. A ring must have been loaded. */
const unsigned char *key_ring_key(enum ring_key key);

/* The secret key of Ed25519, seed and public key: derived from the history key. */
const unsigned char *key_ring_signing_key(void);

/* KEY_BYTES of the epoch's key; NULL when the ring has none. */
const unsigned char *key_ring_kek(int32_t epoch);

#endif
