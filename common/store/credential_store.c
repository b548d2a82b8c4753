#include "common/store/credential_store.h"

#include "common/domain/vocabulary.h"
#include "common/store/word_readers.h"

struct key_row {
    struct uuid organisation_id, site_id;
};

static const struct column key_columns[] = {
    COLUMN(struct key_row, organisation_id, read_uuid),
    COLUMN(struct key_row, site_id, read_uuid),
};
static const struct row key_row = ROW(struct key_row, key_columns);

enum fault api_key_find(struct op *op, const unsigned char hash[HASH_BYTES], struct actor *actor)
{
    struct key_row key;
    TRY(query_one(op, Q_api_key_find, PARAMS(param_bytes(op, hash, HASH_BYTES)), &key_row, &key,
                  FAULT_NOT_FOUND));
    *actor = (struct actor){ .kind = ACTOR_SITE,
                             .id = key.site_id,
                             .organisation_id = key.organisation_id };
    return OK;
}

struct token_row {
    struct uuid staff_id, organisation_id;
    enum role role;
};

static const struct column token_columns[] = {
    COLUMN(struct token_row, staff_id, read_uuid),
    COLUMN(struct token_row, organisation_id, read_uuid),
    COLUMN(struct token_row, role, read_role),
};
static const struct row token_row = ROW(struct token_row, token_columns);

enum fault staff_token_find(struct op *op, const unsigned char hash[HASH_BYTES],
                            struct actor *actor)
{
    struct token_row *tokens;
    size_t count;
    TRY(query_many(op, Q_staff_token_find, PARAMS(param_bytes(op, hash, HASH_BYTES)), &token_row,
                   &tokens, &count));
    if (!count)
        return FAULT_NOT_FOUND;
    *actor = (struct actor){ .kind = ACTOR_STAFF,
                             .id = tokens[0].staff_id,
                             .organisation_id = tokens[0].organisation_id };
    for (size_t i = 0; i < count; i++)
        actor->roles |= 1u << tokens[i].role;
    return OK;
}
