#include "api/operations/keys.h"

#include "api/operations/cursor.h"
#include "common/base/words.h"
#include "common/store/key_store.h"

static void set_scopes(struct op *op, const struct key *key, struct key_view *view)
{
    enum key_scope *scopes = NEW_ARRAY(op->memory, enum key_scope, KEY_SCOPE_COUNT);
    for (enum key_scope scope = KEY_SCOPE_NONE + 1; scope < KEY_SCOPE_COUNT; scope++)
        if (key->scopes & 1u << scope)
            scopes[view->scope_count++] = scope;
    view->scopes = scopes;
}

static struct key_view view_of(struct op *op, const struct key *key)
{
    struct key_view view = {
        .id = key->id,
        .kind = key->kind,
        .state = key_state(key, op->now),
        .site = key->site_id,
        .site_name = key->site_name,
        .staff = key->staff_id,
        .name = key->name,
        .created_at = key->created_at,
        .expires_at = key->expires_at,
        .last_used_at = key->last_used_at,
        .revoked_at = key->revoked_at,
        .successor = key->successor,
    };
    set_scopes(op, key, &view);
    view.origins = words_read(op->memory, key->origins, ' ', &view.origin_count);
    return view;
}

/* The last key of the page before is there still. */
static enum fault find_last(struct op *op, const char *starting_after, struct uuid *after)
{
    struct key key;
    TRY(cursor_read(op, starting_after, after));
    if (!starting_after)
        return OK;
    const enum fault fault = key_by_id(op, &op->actor.organisation_id, after, &key);
    return fault == FAULT_NOT_FOUND ? cursor_refuse(op) : fault;
}

enum fault list_keys(struct op *op, const struct keys_request *request, struct key_page *page)
{
    struct key_filter filter = { .organisation_id = op->actor.organisation_id,
                                 .kinds = &request->kind,
                                 .kind_count = request->kind ? 1 : 0,
                                 .limit = request->page.limit + 1 };
    struct key *keys;
    size_t count;
    TRY(find_last(op, request->page.starting_after, &filter.after));
    TRY(key_list(op, &filter, &keys, &count));

    *page = (struct key_page){ .key_count = page_length(count, request->page.limit),
                               .end = PAGE_END(op, keys, count, request->page.limit) };
    struct key_view *lines = NEW_ARRAY(op->memory, struct key_view, page->key_count);
    for (size_t i = 0; i < page->key_count; i++)
        lines[i] = view_of(op, &keys[i]);
    page->keys = lines;
    return OK;
}

enum fault read_key(struct op *op, const struct uuid *id, struct key_view *view)
{
    struct key key;
    struct key_change_row *changes;
    TRY(key_by_id(op, &op->actor.organisation_id, id, &key));
    *view = view_of(op, &key);
    TRY(key_changes_of(op, &op->actor.organisation_id, id, &changes, &view->change_count));
    struct key_change_view *views =
        NEW_ARRAY(op->memory, struct key_change_view, view->change_count);
    for (size_t i = 0; i < view->change_count; i++)
        views[i] = (struct key_change_view){ .change = changes[i].change,
                                             .changed_at = changes[i].changed_at,
                                             .staff = changes[i].staff_id };
    view->changes = views;
    return OK;
}
