#include "common/store/identity_provider_store.h"

#include "common/base/words.h"
#include "common/seal/key_ring.h"
#include "common/store/query.h"

static const struct column issuer_columns[] = {
    COLUMN(struct token_issuer, issuer, read_text),
    COLUMN(struct token_issuer, keys_url, read_text),
};
static const struct row issuer_row = ROW(struct token_issuer, issuer_columns);

static const struct column for_columns[] = {
    COLUMN(struct identity_provider, organisation_id, read_uuid),
    COLUMN(struct identity_provider, id, read_uuid),
    COLUMN(struct identity_provider, subject_claim, read_text),
    COLUMN(struct identity_provider, roles_claim, read_text),
    COLUMN(struct identity_provider, needs_access_type, read_bool),
    COLUMN(struct identity_provider, admits_newcomers, read_bool),
};
static const struct row for_row = ROW(struct identity_provider, for_columns);

static const struct column list_columns[] = {
    COLUMN(struct identity_provider, id, read_uuid),
    COLUMN(struct identity_provider, issuer, read_text),
    COLUMN(struct identity_provider, audience, read_text),
    COLUMN(struct identity_provider, keys_url, read_text),
    COLUMN(struct identity_provider, subject_claim, read_text),
    COLUMN(struct identity_provider, roles_claim, read_text),
    COLUMN(struct identity_provider, needs_access_type, read_bool),
    COLUMN(struct identity_provider, admits_newcomers, read_bool),
    COLUMN(struct identity_provider, created_at, read_instant),
    COLUMN(struct identity_provider, mapping, read_text),
};
static const struct row list_row = ROW(struct identity_provider, list_columns);

/* "ceo,handler" or null as bits. */
static void read_role_bits(struct op *op, const char *text, void *into)
{
    unsigned *bits = into;
    size_t count;
    const char **words = words_read(op->memory, text, ',', &count);
    *bits = 0;
    for (size_t i = 0; i < count; i++)
        *bits |= 1u << vocabulary_read(&roles, words[i]);
}

static const struct column identity_columns[] = {
    COLUMN(struct identity, staff_id, read_uuid),
    COLUMN(struct identity, is_disabled, read_bool),
    COLUMN(struct identity, told, read_role_bits),
    COLUMN(struct identity, held, read_role_bits),
    COLUMN(struct identity, newest_at, read_instant),
};
static const struct row identity_row = ROW(struct identity, identity_columns);

static const struct row id_row = VALUE(struct uuid, "id", read_uuid);
static const struct row is_saved_row = VALUE(bool, "is_saved", read_bool);

static const char *param_texts(struct op *op, const char *const *texts, size_t count)
{
    struct array array = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(op, &array, texts[i]);
    return param_array(op, &array);
}

static const char *param_hash(struct op *op, const unsigned char *hash)
{
    return param_bytes(op, hash, HASH_BYTES);
}

enum fault token_issuer_list(struct op *op, struct token_issuer **issuers, size_t *count)
{
    return query_many(op, Q_token_issuer_list, NO_PARAMS, &issuer_row, issuers, count);
}

enum fault identity_provider_for(struct op *op, const char *issuer, const char *const *audiences,
                                 size_t audience_count, struct identity_provider **providers,
                                 size_t *count)
{
    return query_many(op, Q_identity_provider_for,
                      PARAMS(issuer, param_texts(op, audiences, audience_count)), &for_row,
                      providers, count);
}

enum fault identity_find(struct op *op, const struct identity_provider *provider,
                         const unsigned char *hash, const char *const *values, size_t value_count,
                         struct identity *identity)
{
    return query_one(op, Q_identity_find,
                     PARAMS(param_uuid(op, &provider->organisation_id),
                            param_uuid(op, &provider->id), param_hash(op, hash),
                            param_texts(op, values, value_count)),
                     &identity_row, identity, FAULT_BUG);
}

enum fault identity_follow(struct op *op, const struct identity_provider *provider,
                           const unsigned char *hash, instant issued_at, unsigned wanted)
{
    struct array given = { 0 };
    for (size_t role = ROLE_NONE + 1; role < roles.count; role++)
        if (wanted & 1u << role)
            array_add(op, &given, vocabulary_text(&roles, (int)role));
    return query_run(op, Q_identity_follow,
                     PARAMS(param_uuid(op, &provider->organisation_id),
                            param_uuid(op, &provider->id), param_hash(op, hash),
                            param_instant(op, issued_at), param_array(op, &given)));
}

enum fault identity_provider_save(struct op *op, struct identity_provider *provider)
{
    bool is_saved;
    TRY(query_one(op, Q_token_issuer_save, PARAMS(provider->issuer, provider->keys_url),
                  &is_saved_row, &is_saved, FAULT_BUG));
    if (!is_saved)
        return FAULT_KEYS_ELSEWHERE;
    return query_one(
        op, Q_identity_provider_save,
        PARAMS(param_uuid(op, &provider->organisation_id), param_uuid(op, &provider->id),
               provider->issuer, provider->audience, provider->subject_claim, provider->roles_claim,
               param_bool(provider->needs_access_type), param_bool(provider->admits_newcomers)),
        &id_row, &provider->id, FAULT_ALREADY_EXISTS);
}

enum fault identity_provider_map(struct op *op, const struct identity_provider *provider,
                                 const char *const *values, const enum role *meanings, size_t count)
{
    const char *organisation = param_uuid(op, &provider->organisation_id);
    const char *id = param_uuid(op, &provider->id);
    const char **words = NEW_ARRAY(op->memory, const char *, count);
    for (size_t i = 0; i < count; i++)
        words[i] = vocabulary_text(&roles, (int)meanings[i]);
    TRY(query_run(op, Q_identity_provider_clear, PARAMS(organisation, id)));
    return query_run(
        op, Q_identity_provider_map,
        PARAMS(organisation, id, param_texts(op, values, count), param_texts(op, words, count)));
}

enum fault identity_provider_list(struct op *op, const struct uuid *organisation_id,
                                  struct identity_provider **providers, size_t *count)
{
    return query_many(op, Q_identity_provider_list, PARAMS(param_uuid(op, organisation_id)),
                      &list_row, providers, count);
}

enum fault identity_provider_remove(struct op *op, const struct uuid *organisation_id,
                                    const struct uuid *id)
{
    const struct params params = PARAMS(param_uuid(op, organisation_id), param_uuid(op, id));
    size_t removed;
    TRY(query_count(op, Q_identity_provider_remove, params, &removed));
    if (!removed)
        return FAULT_NOT_FOUND;
    return query_run(op, Q_identity_provider_roles_drop, params);
}

enum fault staff_identity_add(struct op *op, const unsigned char *hash, const char *issuer,
                              const struct uuid *staff_id)
{
    size_t added;
    TRY(query_count(op, Q_staff_identity_add,
                    PARAMS(param_hash(op, hash), issuer, param_uuid(op, staff_id)), &added));
    return added ? OK : FAULT_ALREADY_EXISTS;
}

enum fault staff_identity_drop(struct op *op, const unsigned char *hash, const char *issuer,
                               const struct uuid *staff_id)
{
    size_t dropped;
    TRY(query_count(op, Q_staff_identity_drop,
                    PARAMS(param_hash(op, hash), param_uuid(op, staff_id)), &dropped));
    if (!dropped)
        return FAULT_NOT_FOUND;
    return query_run(op, Q_staff_identity_roles_drop, PARAMS(issuer, param_uuid(op, staff_id)));
}
