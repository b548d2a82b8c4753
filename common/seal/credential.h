/*
 * Keys of sites and tokens of staff: "heed_sk_", "heed_pk_" or "heed_st_", then
 * 57 characters of Crockford base 32 in upper case: 256 random bits, 24 bits of
 * checksum over kind and bits, and a check character. Always 65 characters, so
 * that secret scanners find them (heed_(sk|pk|st)_[0-9A-HJKMNP-TV-Z]{57}) and a
 * mistyped one is refused without asking the database.
 *
 * Shown once; stored is the hash only.
 */
#ifndef SEAL_CREDENTIAL_H
#define SEAL_CREDENTIAL_H

#include "common/seal/key_ring.h"

enum { CREDENTIAL_TEXT = 66 }; /* bytes with the closing NUL */

enum credential_kind {
    CREDENTIAL_SECRET,      /* heed_sk_: a website's server */
    CREDENTIAL_PUBLISHABLE, /* heed_pk_: may be seen in a browser; creates only */
    CREDENTIAL_STAFF        /* heed_st_: a person's token */
};

/* A new random one. */
void credential_new(enum credential_kind kind, char text[CREDENTIAL_TEXT]);

/*
 * Reads the whole text, exactly as it was made: nothing is forgiven. False, with
 * kind and hash untouched, when it cannot be one of ours; NULL cannot be.
 * The hash (BLAKE2b-256 of the text, not keyed: 256 random bits cannot be
 * guessed) is what the tables api_key and staff_token hold.
 */
bool credential_read(const char *text, enum credential_kind *kind,
                     unsigned char hash[HASH_BYTES]) CHECKED;

#endif
