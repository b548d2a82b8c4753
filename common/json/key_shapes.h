/* JSON of keys: made, listed, rotated. Rule: A12, D9. */
#ifndef JSON_KEY_SHAPES_H
#define JSON_KEY_SHAPES_H

#include "common/domain/key.h"
#include "common/json/page.h"

struct key_request {
    struct uuid site;
    enum key_kind kind;
    const char *name;
    const enum key_scope *scopes; /* none: all that the kind may have */
    size_t scope_count;
    const char *const *origins;
    size_t origin_count;
    instant expires_at;
};
extern const struct shape key_request_shape;

struct key_rotation {
    const char *overlap; /* ISO 8601; NULL for the usual one */
};
extern const struct shape key_rotation_shape;

struct key_origins {
    const char *const *origins;
    size_t origin_count;
};
extern const struct shape key_origins_shape;

struct key_change_view {
    enum key_change change;
    instant changed_at;
    struct uuid staff; /* nil: the heed program */
};

struct key_view {
    struct uuid id;
    enum key_kind kind;
    enum key_state state;
    struct uuid site;
    const char *site_name;
    struct uuid staff;
    const char *name;
    const enum key_scope *scopes;
    size_t scope_count;
    const char *const *origins;
    size_t origin_count;
    instant created_at, expires_at, last_used_at, revoked_at;
    struct uuid successor;
    const struct key_change_view *changes;
    size_t change_count;
    const char *key;  /* its text, in the answer that makes it and in no other */
    const char *note; /* what is to be known of the text */
};
extern const struct shape key_view_shape;
extern const struct shape key_line_shape; /* without the changes */
extern const struct shape key_made_shape; /* with the text and the note */

struct key_page {
    const struct key_view *keys;
    size_t key_count;
    struct page_end end;
};
extern const struct shape key_page_shape;

#endif
