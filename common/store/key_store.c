#include "common/store/key_store.h"

#include "common/base/words.h"
#include "common/seal/key_ring.h"
#include "common/store/word_readers.h"

static const struct column key_columns[] = {
    COLUMN(struct key, id, read_uuid),
    COLUMN(struct key, organisation_id, read_uuid),
    COLUMN(struct key, kind, read_key_kind),
    COLUMN(struct key, site_id, read_uuid),
    COLUMN(struct key, site_name, read_text),
    COLUMN(struct key, staff_id, read_uuid),
    COLUMN(struct key, name, read_text),
    COLUMN(struct key, scopes, read_key_scopes),
    COLUMN(struct key, origins, read_text),
    COLUMN(struct key, created_at, read_instant),
    COLUMN(struct key, expires_at, read_instant),
    COLUMN(struct key, last_used_at, read_instant),
    COLUMN(struct key, revoked_at, read_instant),
    COLUMN(struct key, successor, read_uuid),
};
static const struct row key_row = ROW(struct key, key_columns);

static const struct column change_columns[] = {
    COLUMN_AS("credential_id", struct key_change_row, key_id, read_uuid),
    COLUMN(struct key_change_row, change, read_key_change),
    COLUMN(struct key_change_row, changed_at, read_instant),
    COLUMN(struct key_change_row, staff_id, read_uuid),
    COLUMN(struct key_change_row, origins, read_text),
};
static const struct row change_row = ROW(struct key_change_row, change_columns);

enum fault key_list(struct op *op, const struct key_filter *filter, struct key **keys,
                    size_t *count)
{
    struct array wanted = { 0 };
    for (size_t i = 0; i < filter->kind_count; i++)
        array_add(op, &wanted, vocabulary_text(&key_kinds, (int)filter->kinds[i]));
    return query_many(op, Q_key_list,
                      PARAMS(param_uuid(op, &filter->organisation_id),
                             filter->kind_count ? param_array(op, &wanted) : NULL, NULL,
                             param_uuid(op, &filter->after), param_int(op, filter->limit)),
                      &key_row, keys, count);
}

enum fault key_by_id(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                     struct key *key)
{
    struct key *keys;
    size_t count;
    TRY(query_many(
        op, Q_key_list,
        PARAMS(param_uuid(op, organisation_id), NULL, param_uuid(op, id), NULL, param_int(op, 1)),
        &key_row, &keys, &count));
    if (!count || uuid_is_nil(id))
        return FAULT_NOT_FOUND;
    *key = keys[0];
    return OK;
}

static const char *param_scopes(struct op *op, unsigned scopes)
{
    struct array array = { 0 };
    for (int scope = KEY_SCOPE_NONE + 1; scope < KEY_SCOPE_COUNT; scope++)
        if (scopes & 1u << scope)
            array_add(op, &array, vocabulary_text(&key_scopes, scope));
    return param_array(op, &array);
}

static const char *param_origins(struct op *op, const char *origins)
{
    struct array array = { 0 };
    size_t count;
    const char **words = words_read(op->memory, origins, ' ', &count);
    for (size_t i = 0; i < count; i++)
        array_add(op, &array, words[i]);
    return param_array(op, &array);
}

enum fault key_add(struct op *op, const struct key *key, const unsigned char *hash)
{
    return query_run(op, Q_key_add,
                     PARAMS(param_uuid(op, &key->id), param_bytes(op, hash, HASH_BYTES),
                            param_uuid(op, &key->organisation_id), param_uuid(op, &key->site_id),
                            vocabulary_text(&key_kinds, (int)key->kind), key->name,
                            param_scopes(op, key->scopes), param_origins(op, key->origins),
                            param_instant(op, key->created_at),
                            param_instant(op, key->expires_at)));
}

enum fault token_add(struct op *op, const struct key *token, const unsigned char *hash)
{
    return query_run(op, Q_token_add,
                     PARAMS(param_uuid(op, &token->id), param_bytes(op, hash, HASH_BYTES),
                            param_uuid(op, &token->organisation_id),
                            param_uuid(op, &token->staff_id), token->name,
                            param_instant(op, token->created_at),
                            param_instant(op, token->expires_at)));
}

static enum fault succeed(struct op *op, enum query query, const struct succession *succession)
{
    size_t changed;
    TRY(query_count(op, query,
                    PARAMS(param_uuid(op, &succession->old), param_uuid(op, &succession->successor),
                           param_instant(op, succession->ends_at)),
                    &changed));
    return changed ? OK : FAULT_KEY_OVER;
}

enum fault key_succeed(struct op *op, const struct succession *succession)
{
    return succeed(op, Q_key_succeed, succession);
}

enum fault token_succeed(struct op *op, const struct succession *succession)
{
    return succeed(op, Q_token_succeed, succession);
}

enum fault key_revoke(struct op *op, const struct key *key)
{
    return query_run(op, key->kind == KEY_KIND_STAFF ? Q_token_revoke : Q_key_revoke,
                     PARAMS(param_uuid(op, &key->id)));
}

enum fault key_set_origins(struct op *op, const struct key *key, const char *origins)
{
    size_t changed;
    TRY(query_count(op, Q_key_set_origins,
                    PARAMS(param_uuid(op, &key->id), param_origins(op, origins)), &changed));
    return changed ? OK : FAULT_KEY_OVER;
}

enum fault key_changes_of(struct op *op, const struct uuid *organisation_id,
                          const struct uuid *key_id, struct key_change_row **changes, size_t *count)
{
    return query_many(op, Q_key_changes_of,
                      PARAMS(param_uuid(op, organisation_id), param_uuid(op, key_id)), &change_row,
                      changes, count);
}
