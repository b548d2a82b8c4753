/*
 * Keys of websites made and rotated, by the heed program and over HTTP alike,
 * and tokens of staff, by the heed program only: whoever makes one could use it.
 * The text of a new one is shown once; kept is its hash. Rule: A12, D9.
 */
#ifndef CASEWORK_KEYS_H
#define CASEWORK_KEYS_H

#include "common/base/op.h"
#include "common/domain/key.h"
#include "common/json/key_shapes.h"
#include "common/seal/credential.h"

/* How long an old key lives on beside its successor. */
#define KEY_OVERLAP_USUAL DAY_LENGTH
#define KEY_OVERLAP_MOST (90 * DAY_LENGTH)

/* What a key is to be, but for its id, organisation and site. Each mistake is noted with its JSON
 * pointer in the request: who calls asks mistakes_found. */
void key_request_check(struct op *op, const struct key_request *request, struct key *key);

/* The origins of a key of that kind as they are kept. Mistakes are noted likewise. */
const char *key_origins_check(struct op *op, enum key_kind kind, const struct key_origins *origins);

/* Within the open transaction: a new one as 'wanted' says, which has its id. */
enum fault key_make(struct op *op, const struct key *wanted, char text[CREDENTIAL_TEXT]) CHECKED;
enum fault token_make(struct op *op, const struct key *wanted, char text[CREDENTIAL_TEXT]) CHECKED;

/* Within the open transaction: a new one of the same kind, for the same, that lasts as long as
 * 'old' was to; 'old' ends after the overlap, if not sooner. 'made' has its id, and gets the rest.
 * Errors: KEY_OVER (revoked, expired or rotated already). */
typedef enum fault key_rotator(struct op *op, const struct key *old, int64_t overlap,
                               struct key *made, char text[CREDENTIAL_TEXT]) CHECKED;
key_rotator key_rotate, token_rotate;

#endif
