#include "common/domain/key.h"

#include <stdlib.h>
#include <string.h>

static const char *const key_kinds_texts[] = {
    "",
#define KEY_KIND(name, text) text,
#include "common/domain/key_kind.def"
#undef KEY_KIND
};
VOCABULARY(key_kinds);

static const char *const key_scopes_texts[] = {
    "",
#define KEY_SCOPE(name, text) text,
#include "common/domain/key_scope.def"
#undef KEY_SCOPE
};
VOCABULARY(key_scopes);

static const char *const key_states_texts[] = {
    "",
#define KEY_STATE(name, text) text,
#include "common/domain/key_state.def"
#undef KEY_STATE
};
VOCABULARY(key_states);

static const char *const key_changes_texts[] = {
    "",
#define KEY_CHANGE(name, text) text,
#include "common/domain/key_change.def"
#undef KEY_CHANGE
};
VOCABULARY(key_changes);

unsigned key_kind_scopes(enum key_kind kind)
{
    static const unsigned scopes[] = {
        [KEY_KIND_SECRET] = KEY_SCOPE_BIT(CREATE_CASES) | KEY_SCOPE_BIT(READ_STATUS),
        [KEY_KIND_PUBLISHABLE] = KEY_SCOPE_BIT(CREATE_CASES),
        [KEY_KIND_STAFF] = 0,
    };
    return scopes[kind];
}

enum key_state key_state(const struct key *key, instant now)
{
    if (key->revoked_at != NO_INSTANT)
        return KEY_STATE_REVOKED;
    if (key->expires_at != NO_INSTANT && key->expires_at <= now)
        return KEY_STATE_EXPIRED;
    return uuid_is_nil(&key->successor) ? KEY_STATE_VALID : KEY_STATE_ROTATED;
}

bool key_may_rotate(const struct key *key, instant now)
{
    return key_state(key, now) == KEY_STATE_VALID;
}

instant key_next_end(const struct key *key, instant now)
{
    if (key->expires_at == NO_INSTANT)
        return NO_INSTANT;
    const instant last = instant_read("2999-12-31T23:59:59Z");
    const instant end = now + (key->expires_at - key->created_at);
    return end < last ? end : last;
}

/* What follows the scheme when the text starts with it, else NULL. */
static const char *after(const char *text, const char *scheme)
{
    const size_t length = strlen(scheme);
    return strncmp(text, scheme, length) == 0 ? text + length : NULL;
}

static bool is_host(const char *host, size_t length)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    enum { HOST_CHARS = 253 };
    if (length == 0 || length > HOST_CHARS || strspn(host, letters) < length)
        return false;
    for (size_t i = 0; i < length; i++) {
        const bool is_first = i == 0 || host[i - 1] == '.';
        if ((host[i] == '.' || host[i] == '-') && (is_first || i + 1 == length))
            return false;
    }
    return true;
}

/* ":8443" or nothing; a browser leaves the scheme's own out. */
static bool is_port(const char *text, long usual)
{
    enum { PORT_DIGITS = 5, LAST_PORT = 65535 };
    if (!*text)
        return true;
    const size_t digits = strspn(text + 1, "0123456789");
    if (*text != ':' || text[1] == '0' || digits == 0 || digits > PORT_DIGITS || text[1 + digits])
        return false;
    const long port = strtol(text + 1, NULL, 10);
    return port <= LAST_PORT && port != usual;
}

static bool is_own_machine(const char *host, size_t length)
{
    static const char *const names[] = { "localhost", "127.0.0.1" };
    for (size_t i = 0; i < COUNT(names); i++)
        if (strlen(names[i]) == length && strncmp(host, names[i], length) == 0)
            return true;
    return false;
}

bool origin_is_valid(const char *text)
{
    const char *safe = after(text, "https://"), *plain = after(text, "http://");
    const char *host = safe ? safe : plain;
    if (!host)
        return false;
    const size_t length = strcspn(host, ":");
    return is_host(host, length) && is_port(host + length, safe ? 443 : 80) &&
           (safe || is_own_machine(host, length));
}
