/*
 * The data key of one case. Everything personal about the case is sealed under
 * it; when its wrapped form is gone from case_key, so is what was sealed. Rule: B7.
 *
 * A key is wrapped (XChaCha20-Poly1305) by the ring's key of a key epoch, bound
 * to its organisation, case and epoch: it opens in no other row.
 */
#ifndef SEAL_CASE_KEY_H
#define SEAL_CASE_KEY_H

#include "common/base/fault.h"
#include "common/base/id.h"
#include "common/seal/key_ring.h"

enum { WRAPPED_BYTES = 24 + KEY_BYTES + 16 }; /* nonce, ciphertext, tag */

struct case_key {
    unsigned char bytes[KEY_BYTES];
};

/* A row of table case_key. */
struct wrapped_key {
    struct uuid organisation_id;
    struct uuid case_id;
    int32_t kek_epoch;
    const unsigned char *wrapped;
    size_t wrapped_length; /* WRAPPED_BYTES when whole */
};

/* A new random key. */
void case_key_new(struct case_key *key);

/* Fills kek_epoch (the current one) and wrapped (belongs to 'memory') of a row whose
 * organisation_id and case_id the caller has set. */
void case_key_wrap(void *memory, const struct case_key *key, struct wrapped_key *row);

/*
 * Opens a row's key.
 * Errors: SEAL_BROKEN when the ring lacks the epoch, or the row is not as it was wrapped;
 * the key is then all zero.
 */
enum fault case_key_unwrap(const struct wrapped_key *row, struct case_key *key) CHECKED;

/* The key of what belongs to no case: names of staff, webhook secrets. Its seal_place has a nil
 * case_id. */
void directory_key(struct case_key *key);

/* Wipes the key. */
void case_key_release(struct case_key *key);

#define SCOPED_CASE_KEY SCOPED(case_key_release) struct case_key

#endif
