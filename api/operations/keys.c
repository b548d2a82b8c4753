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

static enum fault check_site(struct op *op, const struct uuid *id)
{
    struct site site;
    const enum fault fault = site_by_id(op, &op->actor.organisation_id, id, &site);
    if (fault == FAULT_NOT_FOUND)
        return mistake_add(op, "/site", "unknown_site",
                           "must be the id of a site of the organisation");
    return fault;
}

static enum fault make(struct op *op, const struct key_request *request, const struct uuid *id,
                       const char **text)
{
    struct key key;
    char *made = memory_alloc(op->memory, CREDENTIAL_TEXT);
    key_request_check(op, request, &key);
    TRY(check_site(op, &request->site));
    TRY(mistakes_found(op));
    key.id = *id;
    key.organisation_id = op->actor.organisation_id;
    key.site_id = request->site;
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
    const char *origins = key_origins_check(op, key.kind, request);
    TRY(mistakes_found(op));
    TRY(key_set_origins(op, &key, origins));
    TRY(read_key(op, id, view));
    return tx_commit(&tx);
}
