#include "common/token/discovery.h"

#include "common/json/token_shapes.h"

#include <string.h>

static const struct {
    const char *code, *meaning;
} ends[] = {
    [DISCOVERED] = { "discovered", "its keys were found" },
    [DISCOVERY_NOT_FETCHED] = { "not_fetched", "the document could not be fetched" },
    [DISCOVERY_NOT_READ] = { "not_read", "the document is not what it should be" },
    [DISCOVERY_OTHER_ISSUER] = { "other_issuer", "the document is of another issuer" },
    [DISCOVERY_OTHER_ADDRESS] = { "other_address",
                                  "its keys are at another server than the issuer: give keys_url "
                                  "if that is meant" },
    [DISCOVERY_NO_KEY] = { "no_key", "it shows no key of RS256, ES256 or EdDSA" },
};

const char *discovery_end_code(enum discovery_end end)
{
    return ends[end].code;
}

const char *discovery_end_meaning(enum discovery_end end)
{
    return ends[end].meaning;
}

static enum discovery_end ask(struct op *op, struct discovered *discovered, const char *address,
                              struct fetched *fetched)
{
    discovered->address = address;
    discovered->outcome = fetch(op->memory, address, fetched);
    discovered->status = fetched->status;
    return discovered->outcome ? DISCOVERY_NOT_FETCHED : DISCOVERED;
}

static const char *document_address(struct op *op, const char *issuer)
{
    const size_t length = strlen(issuer);
    const bool has_slash = length && issuer[length - 1] == '/';
    return memory_printf(op->memory, "%.*s/.well-known/openid-configuration",
                         (int)(length - has_slash), issuer);
}

static enum discovery_end find_keys_url(struct op *op, struct discovered *discovered,
                                        const char *issuer, const char **keys_url)
{
    struct fetched fetched;
    struct discovery document;
    const enum discovery_end end = ask(op, discovered, document_address(op, issuer), &fetched);
    if (end)
        return end;
    if (shape_read(op, &discovery_shape, fetched.text, fetched.length, &document))
        return DISCOVERY_NOT_READ;
    if (strcmp(document.issuer, issuer) != 0)
        return DISCOVERY_OTHER_ISSUER;
    *keys_url = document.jwks_uri;
    return fetch_same_origin(issuer, document.jwks_uri) ? DISCOVERED : DISCOVERY_OTHER_ADDRESS;
}

static enum discovery_end read_keys(struct op *op, struct discovered *discovered,
                                    const char *keys_url)
{
    struct fetched fetched;
    const enum discovery_end end = ask(op, discovered, keys_url, &fetched);
    if (end)
        return end;
    if (key_set_read(op, fetched.text, fetched.length, &discovered->keys))
        return DISCOVERY_NOT_READ;
    return discovered->keys.count ? DISCOVERED : DISCOVERY_NO_KEY;
}

struct discovered discover(struct op *op, const char *issuer, const char *keys_url)
{
    struct discovered discovered = { 0 };
    struct op reading = { .memory = op->memory, .now = op->now };
    if (!keys_url)
        discovered.end = find_keys_url(&reading, &discovered, issuer, &keys_url);
    if (!discovered.end)
        discovered.end = read_keys(&reading, &discovered, keys_url);
    return discovered;
}
