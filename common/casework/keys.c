#include "common/casework/keys.h"

#include "common/store/key_store.h"

/* A new random text of the kind, and its hash. */
static enum fault new_text(enum key_kind kind, char text[CREDENTIAL_TEXT],
                           unsigned char hash[HASH_BYTES])
{
    static const enum credential_kind kinds_of[] = {
        [KEY_KIND_SECRET] = CREDENTIAL_SECRET,
        [KEY_KIND_PUBLISHABLE] = CREDENTIAL_PUBLISHABLE,
        [KEY_KIND_STAFF] = CREDENTIAL_STAFF,
    };
    enum credential_kind made;
    credential_new(kinds_of[kind], text);
    return credential_read(text, &made, hash) ? OK : FAULT_BUG;
}

enum fault key_make(struct op *op, const struct key *wanted, char text[CREDENTIAL_TEXT])
{
    unsigned char hash[HASH_BYTES];
    TRY(new_text(wanted->kind, text, hash));
    return key_add(op, wanted, hash);
}

enum fault token_make(struct op *op, const struct key *wanted, char text[CREDENTIAL_TEXT])
{
    unsigned char hash[HASH_BYTES];
    TRY(new_text(wanted->kind, text, hash));
    return token_add(op, wanted, hash);
}

/* What takes the place of 'old', and when that ends. */
static enum fault prepare(const struct op *op, const struct key *old, int64_t overlap,
                          struct key *made, struct succession *succession)
{
    if (!key_may_rotate(old, op->now))
        return FAULT_KEY_OVER;
    const struct uuid id = made->id;
    *made = *old;
    made->id = id;
    made->created_at = op->now;
    made->expires_at = key_next_end(old, op->now);
    made->last_used_at = NO_INSTANT;
    *succession = (struct succession){ old->id, id, op->now + overlap };
    return OK;
}

enum fault key_rotate(struct op *op, const struct key *old, int64_t overlap, struct key *made,
                      char text[CREDENTIAL_TEXT])
{
    struct succession succession;
    TRY(prepare(op, old, overlap, made, &succession));
    TRY(key_make(op, made, text));
    return key_succeed(op, &succession);
}

enum fault token_rotate(struct op *op, const struct key *old, int64_t overlap, struct key *made,
                        char text[CREDENTIAL_TEXT])
{
    struct succession succession;
    TRY(prepare(op, old, overlap, made, &succession));
    TRY(token_make(op, made, text));
    return token_succeed(op, &succession);
}
