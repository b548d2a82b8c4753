#include "api/operations/keys.h"

#include "common/base/duration.h"
#include "common/casework/keys.h"
#include "common/store/key_store.h"
#include "common/store/organisation_store.h"
#include "common/store/tx.h"

static const char shown_once[] = "Keep it now: it is not shown again.";
static const char not_shown_again[] = "The key was shown in the first answer to this request and "
                                      "cannot be shown again. Revoke this one "
                                      "and make another if it was lost.";

/* The origins as they are kept, separated by spaces; mistakes are noted. */
static const char *read_origins(struct op *op, const char *const *origins, size_t count)
{
    const char *list = "";
    for (size_t i = 0; i < count; i++) {
        if (!origin_is_valid(origins[i]))
            mistake_add(op, memory_printf(op->memory, "/origins/%zu", i), "not_an_origin",
                        ORIGIN_FORM);
        list = memory_printf(op->memory, "%s%s%s", list, *list ? " " : "", origins[i]);
    }
    return list;
}

static void check_scopes(struct op *op, const struct key_request *request)
{
    for (size_t i = 0; i < request->scope_count; i++)
        if (!(key_kind_scopes(request->kind) & 1u << request->scopes[i]))
            mistake_add(op, memory_printf(op->memory, "/scopes/%zu", i), "not_allowed_here",
                        "a publishable key creates cases and does nothing else");
}

/* What only the kind, the time and the records know to be wrong. */
static enum fault check(struct op *op, const struct key_request *request)
{
    struct site site;
    check_scopes(op, request);
    if (request->origin_count && request->kind == KEY_KIND_SECRET)
        mistake_add(op, "/origins", "not_allowed_here",
                    "a secret key is for a server and must never be in a page");
    if (!request->origin_count && request->kind == KEY_KIND_PUBLISHABLE)
        mistake_add(op, "/origins", "required", "say whose pages may use the key");
    if (request->expires_at != NO_INSTANT && request->expires_at <= op->now)
        mistake_add(op, "/expires_at", "not_ahead", "must lie in the future");
    const enum fault fault = site_by_id(op, &op->actor.organisation_id, &request->site, &site);
    if (fault != FAULT_NOT_FOUND)
        TRY(fault);
    if (fault)
        mistake_add(op, "/site", "unknown_site", "must be the id of a site of the organisation");
    return mistakes_found(op);
}

static enum fault make(struct op *op, const struct key_request *request, const struct uuid *id,
                       const char **text)
{
    const char *origins = read_origins(op, request->origins, request->origin_count);
    char *made = memory_alloc(op->memory, CREDENTIAL_TEXT);
    TRY(check(op, request));
    struct key key = { .id = *id,
                       .organisation_id = op->actor.organisation_id,
                       .kind = request->kind,
                       .site_id = request->site,
                       .name = request->name ? request->name : "",
                       .scopes = request->scope_count ? 0 : key_kind_scopes(request->kind),
                       .origins = origins,
                       .created_at = op->now,
                       .expires_at = request->expires_at };
    for (size_t i = 0; i < request->scope_count; i++)
        key.scopes |= 1u << request->scopes[i];
    *text = made;
    return key_make(op, &key, made);
}

enum fault create_key(struct op *op, const struct key_request *request, struct repeat *repeat,
                      struct key_view *view)
{
    SCOPED_TX tx = { 0 };
    struct uuid id = uuid_new(op->now);
    const char *text = NULL;

    TRY(tx_begin(op, &tx));
    TRY(repeat_note(op, repeat, 201, &id));
    if (!repeat->replayed)
        TRY(make(op, request, &id, &text));
    TRY(read_key(op, &id, view));
    view->key = text;
    view->note = text ? shown_once : not_shown_again;
    return tx_commit(&tx);
}

static enum fault read_overlap(struct op *op, const char *text, int64_t *overlap)
{
    *overlap = KEY_OVERLAP_USUAL;
    if (!text || (duration_read(text, overlap) && *overlap <= KEY_OVERLAP_MOST))
        return OK;
    return mistake_add(op, "/overlap", "not_a_duration",
                       "must be a length of time such as PT24H or P7D, at most P90D");
}

static enum fault rotate(struct op *op, const struct uuid *id, const struct key_rotation *request,
                         const struct uuid *made_id, const char **text)
{
    struct key old, made = { .id = *made_id };
    int64_t overlap;
    char *written = memory_alloc(op->memory, CREDENTIAL_TEXT);
    TRY(key_by_id(op, &op->actor.organisation_id, id, &old));
    if (old.kind == KEY_KIND_STAFF)
        return FAULT_NOT_ALLOWED;
    TRY(read_overlap(op, request->overlap, &overlap));
    *text = written;
    return key_rotate(op, &old, overlap, &made, written);
}

enum fault rotate_key(struct op *op, const struct uuid *id, const struct key_rotation *request,
                      struct repeat *repeat, struct key_view *view)
{
    SCOPED_TX tx = { 0 };
    struct uuid made = uuid_new(op->now);
    const char *text = NULL;

    TRY(tx_begin(op, &tx));
    TRY(repeat_note(op, repeat, 201, &made));
    if (!repeat->replayed)
        TRY(rotate(op, id, request, &made, &text));
    TRY(read_key(op, &made, view));
    view->key = text;
    view->note = text ? shown_once : not_shown_again;
    return tx_commit(&tx);
}

enum fault revoke_key(struct op *op, const struct uuid *id, struct key_view *view)
{
    SCOPED_TX tx = { 0 };
    struct key key;

    TRY(tx_begin(op, &tx));
    TRY(key_by_id(op, &op->actor.organisation_id, id, &key));
    TRY(key_revoke(op, &key));
    TRY(read_key(op, id, view));
    return view->state == KEY_STATE_REVOKED ? tx_commit(&tx) : FAULT_NOT_ALLOWED;
}

enum fault change_key_origins(struct op *op, const struct uuid *id,
                              const struct key_origins *request, struct key_view *view)
{
    SCOPED_TX tx = { 0 };
    struct key key;

    TRY(tx_begin(op, &tx));
    TRY(key_by_id(op, &op->actor.organisation_id, id, &key));
    if (key.kind != KEY_KIND_PUBLISHABLE)
        return mistake_add(op, "/origins", "not_allowed_here",
                           "only publishable keys have origins");
    const char *origins = read_origins(op, request->origins, request->origin_count);
    TRY(mistakes_found(op));
    TRY(key_set_origins(op, &key, origins));
    TRY(read_key(op, id, view));
    return tx_commit(&tx);
}
