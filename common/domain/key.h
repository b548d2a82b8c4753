/*
 * Keys: what lets a caller in. A website has secret and publishable ones, a
 * member of staff has tokens; all of them are made, rotated and revoked alike.
 *
 * Rule: A12, D9.
 */
#ifndef DOMAIN_KEY_H
#define DOMAIN_KEY_H

#include "common/base/id.h"
#include "common/domain/vocabulary.h"

enum key_kind {
    KEY_KIND_NONE,
#define KEY_KIND(name, text) KEY_KIND_##name,
#include "common/domain/key_kind.def"
#undef KEY_KIND
};
extern const struct vocabulary key_kinds;

enum key_scope { /* of a website's key */
                 KEY_SCOPE_NONE,
#define KEY_SCOPE(name, text) KEY_SCOPE_##name,
#include "common/domain/key_scope.def"
#undef KEY_SCOPE
                 KEY_SCOPE_COUNT
};
extern const struct vocabulary key_scopes;

#define KEY_SCOPE_BIT(name) (1u << KEY_SCOPE_##name)

/* All that a key of the kind may be for. */
unsigned key_kind_scopes(enum key_kind kind);

enum key_state {
    KEY_STATE_NONE,
#define KEY_STATE(name, text) KEY_STATE_##name,
#include "common/domain/key_state.def"
#undef KEY_STATE
};
extern const struct vocabulary key_states;

enum key_change {
    KEY_CHANGE_NONE,
#define KEY_CHANGE(name, text) KEY_CHANGE_##name,
#include "common/domain/key_change.def"
#undef KEY_CHANGE
};
extern const struct vocabulary key_changes;

enum { KEY_NAME_CHARS = 200, KEY_ORIGINS = 20 };

struct key {
    struct uuid id;              /* public: it proves nothing */
    struct uuid organisation_id; /* nil: a token over all organisations */
    enum key_kind kind;
    struct uuid site_id;   /* of a website's key */
    const char *site_name; /* in lists only */
    struct uuid staff_id;  /* of a token */
    const char *name;
    unsigned scopes;     /* bits; 0 for a token */
    const char *origins; /* of a publishable key: separated by spaces */
    instant created_at, expires_at, last_used_at, revoked_at; /* NO_INSTANT: never */
    struct uuid successor;                                    /* takes its place; nil for none */
};

enum key_state key_state(const struct key *key, instant now);

/* Whether it can still be used, and has not been rotated already. */
bool key_may_rotate(const struct key *key, instant now);

/* When one that takes a key's place from now on ends: it lasts as long as that one was to, and not
 * beyond the years that can be read, after which it would never end. */
instant key_next_end(const struct key *key, instant now);

/*
 * Whether it is an origin as a browser sends it: "https://example.org", with a port only where it
 * is not the scheme's own. Lower case, no path, no wildcard; http only on the visitor's own
 * machine, for trying things out. "null" is none.
 */
bool origin_is_valid(const char *text);
/* What it must be, for whoever got it wrong. */
#define ORIGIN_FORM                                                                                \
    "must be https:// and a host in lower case, with a port only where it is not 443; no path, "   \
    "no wildcard; http:// for localhost only"

#endif
