#include "common/casework/keys.h"

#include "common/store/key_store.h"

const char *key_origins_check(struct op *op, enum key_kind kind, const struct key_origins *origins)
{
    const char *list = "";
    if (kind != KEY_KIND_PUBLISHABLE) {
        mistake_add(op, "/origins", "not_allowed_here", "only publishable keys have origins");
        return list;
    }
    if (origins->origin_count > KEY_ORIGINS)
        mistake_add(op, "/origins", "too_many", "a key has at most 20 origins");
    for (size_t i = 0; i < origins->origin_count; i++) {
        if (!origin_is_valid(origins->origins[i]))
            mistake_add(op, memory_printf(op->memory, "/origins/%zu", i), "not_an_origin",
                        ORIGIN_FORM);
        list = memory_printf(op->memory, "%s%s%s", list, *list ? " " : "", origins->origins[i]);
    }
    return list;
}

/* As bits; all that the kind may have when none is named. */
static unsigned check_scopes(struct op *op, const struct key_request *request)
{
    const unsigned most = key_kind_scopes(request->kind);
    unsigned scopes = request->scope_count ? 0 : most;
    for (size_t i = 0; i < request->scope_count; i++) {
        const unsigned scope = 1u << request->scopes[i];
        if (!(scope & most))
            mistake_add(op, memory_printf(op->memory, "/scopes/%zu", i), "not_allowed_here",
                        "a publishable key creates cases and does nothing else");
        scopes |= scope;
    }
    return scopes;
}

void key_request_check(struct op *op, const struct key_request *request, struct key *key)
{
    const struct key_origins origins = { request->origins, request->origin_count };
    *key = (struct key){ .kind = request->kind,
                         .name = request->name ? request->name : "",
                         .scopes = check_scopes(op, request),
                         .origins = "",
                         .created_at = op->now,
                         .expires_at = request->expires_at };
    if (request->origin_count)
        key->origins = key_origins_check(op, request->kind, &origins);
    else if (request->kind == KEY_KIND_PUBLISHABLE)
        mistake_add(op, "/origins", "required", "say whose pages may use the key");
    if (request->expires_at != NO_INSTANT && request->expires_at <= op->now)
        mistake_add(op, "/expires_at", "not_ahead", "must lie in the future");
}

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
