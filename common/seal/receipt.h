/*
 * The receipt code of a case: with it and the reference, even an anonymous
 * customer follows the case. 80 bits and a check character, readable over the
 * telephone: "7K3Q-X9M2-PDRA-BCDE-F". Rule: B1.
 *
 * It derives from the case's key, so the reply to a repeated post shows it
 * again, and it dies with the key. Stored is its hash only. A case gets another
 * one when its generation changes: nobody who has one can tell the next.
 */
#ifndef SEAL_RECEIPT_H
#define SEAL_RECEIPT_H

#include "common/seal/case_key.h"

#include <stdbool.h>

enum { RECEIPT_TEXT = 22 }; /* bytes with the closing NUL */

/* The code of the case that has this key; of a generation always the same. 0: the first. */
void receipt_code(const struct case_key *key, int generation, char code[RECEIPT_TEXT]);

/*
 * The keyed hash (BLAKE2b-256) of a code, however it was typed: case, hyphens,
 * spaces, I or L for 1, O for 0. False, with the hash all zero, when the code
 * cannot be one: a wrong character, length or check. NULL cannot be one.
 */
bool receipt_hash(const char *typed, unsigned char hash[HASH_BYTES]) CHECKED;

/*
 * Whether this is the code with this hash. Takes the same time whether or not,
 * and for a NULL hash (no such case, or its code is gone), which nothing matches.
 * Rule: B1.
 */
bool receipt_matches(const char *typed, const unsigned char *hash) CHECKED;

#endif
