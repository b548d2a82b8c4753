/* Signatures of tokens. With token.c the only user of Rhonabwy and its parts. */
#ifndef TOKEN_SIGNATURE_H
#define TOKEN_SIGNATURE_H

#include "common/token/key_set.h"

/* Call once in main, before threads. */
void signature_setup(void);

/* Whether it is a whole and valid public key. */
bool signature_takes_key(const struct verification_key *key) CHECKED;

/*
 * Whether exactly this compact token (RFC 7515) was signed with this key, by the
 * key's algorithm. Nothing that the token's header offers (jwk, jku, x5c, x5u)
 * is looked at, nothing is fetched.
 */
bool signature_is_good(const char *token, const struct verification_key *key) CHECKED;

#endif
