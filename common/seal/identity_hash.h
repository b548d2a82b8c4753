/* Who somebody is at a sign-in provider, as it is kept: to be recognised, not to be read. */
#ifndef SEAL_IDENTITY_HASH_H
#define SEAL_IDENTITY_HASH_H

#include "common/seal/key_ring.h"

/* BLAKE2b-256 of the issuer, the claim's name and what it says, keyed with a subkey of the ring's
 * directory key. */
void identity_hash(const char *issuer, const char *claim, const char *subject,
                   unsigned char hash[HASH_BYTES]);

#endif
