#include "common/store/credential_store.h"

#include "common/domain/vocabulary.h"
#include "common/store/word_readers.h"

struct key_row {
    struct uuid id, organisation_id, site_id;
    unsigned scopes;
    instant expires_at;
    bool lists_origin;
};

static const struct column key_columns[] = {
    COLUMN(struct key_row, id, read_uuid),
    COLUMN(struct key_row, organisation_id, read_uuid),
    COLUMN(struct key_row, site_id, read_uuid),
    COLUMN(struct key_row, scopes, read_key_scopes),
    COLUMN(struct key_row, expires_at, read_instant),
    COLUMN(struct key_row, lists_origin, read_bool),
};
static const struct row secret_key_row = { key_columns, COUNT(key_columns) - 1,
                                           sizeof(struct key_row) };
static const struct row publishable_key_row = ROW(struct key_row, key_columns);

static const struct row origin_row = VALUE(const char *, "origin", read_text);

static struct credential credential_of(const struct key_row *key)
{
    return (struct credential){ .id = key->id,
                                .actor = { .kind = ACTOR_SITE,
                                           .id = key->site_id,
                                           .organisation_id = key->organisation_id,
                                           .scopes = key->scopes },
                                .expires_at = key->expires_at,
                                .lists_origin = key->lists_origin };
}

enum fault secret_key_find(struct op *op, const unsigned char hash[HASH_BYTES],
                           struct credential *credential)
{
    struct key_row key = { 0 };
    TRY(query_one(op, Q_secret_key_find, PARAMS(param_bytes(op, hash, HASH_BYTES)), &secret_key_row,
                  &key, FAULT_NOT_FOUND));
    *credential = credential_of(&key);
    return OK;
}

enum fault publishable_key_find(struct op *op, const unsigned char hash[HASH_BYTES],
                                const char *origin, struct credential *credential)
{
    struct key_row key;
    TRY(query_one(op, Q_publishable_key_find, PARAMS(param_bytes(op, hash, HASH_BYTES), origin),
                  &publishable_key_row, &key, FAULT_NOT_FOUND));
    *credential = credential_of(&key);
    credential->actor.is_visitor = true;
    return OK;
}

struct token_row {
    struct uuid id, staff_id, organisation_id;
    enum role role;
    instant expires_at;
};

static const struct column token_columns[] = {
    COLUMN(struct token_row, id, read_uuid),
    COLUMN(struct token_row, staff_id, read_uuid),
    COLUMN(struct token_row, organisation_id, read_uuid),
    COLUMN(struct token_row, role, read_role),
    COLUMN(struct token_row, expires_at, read_instant),
};
static const struct row token_row = ROW(struct token_row, token_columns);

enum fault staff_token_find(struct op *op, const unsigned char hash[HASH_BYTES],
                            struct credential *credential)
{
    struct token_row *tokens;
    size_t count;
    TRY(query_many(op, Q_staff_token_find, PARAMS(param_bytes(op, hash, HASH_BYTES)), &token_row,
                   &tokens, &count));
    if (!count)
        return FAULT_NOT_FOUND;
    *credential = (struct credential){ .id = tokens[0].id,
                                       .actor = { .kind = ACTOR_STAFF,
                                                  .id = tokens[0].staff_id,
                                                  .organisation_id = tokens[0].organisation_id },
                                       .expires_at = tokens[0].expires_at };
    for (size_t i = 0; i < count; i++)
        credential->actor.roles |= 1u << tokens[i].role;
    return OK;
}

enum fault origin_list(struct op *op, const char ***origins, size_t *count)
{
    return query_many(op, Q_origin_list, NO_PARAMS, &origin_row, origins, count);
}

enum fault credential_use_note(struct op *op, const struct uuid *ids, const instant *used_at,
                               size_t count)
{
    struct array instants = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(op, &instants, param_instant(op, used_at[i]));
    return query_run(op, Q_credential_use_note,
                     PARAMS(param_uuids(op, ids, count), param_array(op, &instants)));
}
