#include "common/json/key_shapes.h"

enum { ORIGIN_CHARS = 300, OVERLAP_CHARS = 40 };

/* Tokens of staff are made by the heed program: whoever makes one could use it. */
static const char *const site_kinds_texts[] = { "", "secret", "publishable" };
static VOCABULARY(site_kinds);

static const struct field key_request_fields[] = {
    FIELD(struct key_request, site, UUID, .required = true),
    FIELD(struct key_request, kind, WORD, .required = true, .words = &site_kinds),
    FIELD(struct key_request, name, TEXT, .max_chars = KEY_NAME_CHARS, .single_line = true),
    LIST(struct key_request, scopes, scope_count, WORD, .words = &key_scopes,
         .max_items = KEY_SCOPE_COUNT),
    LIST(struct key_request, origins, origin_count, TEXT, .max_items = KEY_ORIGINS,
         .max_chars = ORIGIN_CHARS, .single_line = true),
    FIELD(struct key_request, expires_at, INSTANT),
};
const struct shape key_request_shape = SHAPE(struct key_request, key_request_fields);

static const struct field key_rotation_fields[] = {
    FIELD(struct key_rotation, overlap, TEXT, .max_chars = OVERLAP_CHARS, .single_line = true),
};
const struct shape key_rotation_shape = SHAPE(struct key_rotation, key_rotation_fields);

static const struct field key_origins_fields[] = {
    LIST(struct key_origins, origins, origin_count, TEXT, .max_items = KEY_ORIGINS,
         .max_chars = ORIGIN_CHARS, .single_line = true),
};
const struct shape key_origins_shape = SHAPE(struct key_origins, key_origins_fields);

static const struct field change_fields[] = {
    FIELD(struct key_change_view, change, WORD, .words = &key_changes),
    FIELD(struct key_change_view, changed_at, INSTANT),
    FIELD(struct key_change_view, staff, UUID),
};
static const struct shape change_shape = SHAPE(struct key_change_view, change_fields);

#define LINE                                                                                       \
    FIELD(struct key_view, id, UUID), FIELD(struct key_view, kind, WORD, .words = &key_kinds),     \
        FIELD(struct key_view, state, WORD, .words = &key_states),                                 \
        FIELD(struct key_view, site, UUID), FIELD(struct key_view, site_name, TEXT),               \
        FIELD(struct key_view, staff, UUID), FIELD(struct key_view, name, TEXT),                   \
        LIST(struct key_view, scopes, scope_count, WORD, .words = &key_scopes),                    \
        LIST(struct key_view, origins, origin_count, TEXT),                                        \
        FIELD(struct key_view, created_at, INSTANT), FIELD(struct key_view, expires_at, INSTANT),  \
        FIELD(struct key_view, last_used_at, INSTANT),                                             \
        FIELD(struct key_view, revoked_at, INSTANT), FIELD(struct key_view, successor, UUID)

static const struct field key_line_fields[] = { LINE };
const struct shape key_line_shape = SHAPE(struct key_view, key_line_fields);

static const struct field key_view_fields[] = {
    LINE,
    LIST(struct key_view, changes, change_count, OBJECT, .shape = &change_shape),
};
const struct shape key_view_shape = SHAPE(struct key_view, key_view_fields);

static const struct field key_made_fields[] = {
    LINE,
    FIELD(struct key_view, key, TEXT),
    FIELD(struct key_view, note, TEXT),
};
const struct shape key_made_shape = SHAPE(struct key_view, key_made_fields);

static const struct field key_page_fields[] = {
    LIST(struct key_page, keys, key_count, OBJECT, .shape = &key_line_shape),
    PAGE_END_FIELDS(struct key_page),
};
const struct shape key_page_shape = SHAPE(struct key_page, key_page_fields);
