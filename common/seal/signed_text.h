/*
 * Texts that anybody can check to have come from here: a JWS in compact form
 * (RFC 7515), signed with Ed25519 (EdDSA, RFC 8037). The key derives from the
 * ring's history key and so never changes: what was once signed stays proved.
 */
#ifndef SEAL_SIGNED_TEXT_H
#define SEAL_SIGNED_TEXT_H

#include "common/seal/key_ring.h"

enum { SIGNING_KEY_TEXT = 44 }; /* bytes of 32 in base64url, with the closing NUL */

/* The public key as a JWK (RFC 7517, RFC 7638) names its parts. */
struct signing_key {
    char x[SIGNING_KEY_TEXT];   /* the key */
    char kid[SIGNING_KEY_TEXT]; /* its thumbprint */
};
void signing_key_read(struct signing_key *key);

/* The payload signed; 'type' is what the header calls it ("typ"). Owner: memory. */
const char *signed_text_write(void *memory, const char *type, const char *payload);

/* The payload, when the text was signed here as this type; else NULL. Owner: memory. */
const char *signed_text_read(void *memory, const char *type, const char *text);

#endif
