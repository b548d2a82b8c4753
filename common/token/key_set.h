/*
 * The public keys of a sign-in provider (a JWK Set, RFC 7517), as far as tokens
 * may be signed with them: RSA of 2048 to 8192 bits, P-256, Ed25519. Any other
 * key of the set is passed over: for encryption, symmetric, private, or weak.
 */
#ifndef TOKEN_KEY_SET_H
#define TOKEN_KEY_SET_H

#include "common/base/op.h"

#include <stdbool.h>
#include <stddef.h>

enum algorithm {
    ALGORITHM_NONE,
#define ALGORITHM(name, text, type, curve, least, x, y) ALGORITHM_##name,
#include "common/token/algorithm.def"
#undef ALGORITHM
};

/* NONE for what is not taken: "none", "HS256", "PS512" … */
enum algorithm algorithm_read(const char *text);
const char *algorithm_text(enum algorithm algorithm);

struct verification_key {
    enum algorithm algorithm; /* the one that it may sign with */
    const char *id;           /* NULL: it has none */
    const char *jwk;          /* the public key and nothing else, as JSON */
};

struct key_set {
    const struct verification_key *keys;
    size_t count;
    size_t unusable; /* keys that were passed over */
};

/* Owner: op->memory. Errors: MALFORMED (not a JWK Set). */
enum fault key_set_read(struct op *op, const char *json, size_t length,
                        struct key_set *set) CHECKED;

/*
 * The key that a token names: of its algorithm, with its id. Without an id it is
 * the only one of its algorithm. NULL when there is none.
 */
const struct verification_key *key_set_find(const struct key_set *set, enum algorithm algorithm,
                                            const char *id);

/* A copy that belongs to 'memory'. */
struct key_set key_set_copy(void *memory, const struct key_set *set);

#endif
