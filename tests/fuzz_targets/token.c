/* A token of a sign-in provider, its claims, and the provider's keys; the first line is the token.
 */
#include "common/token/token.h"
#include "common/token/signature.h"

#include "tests/fuzz_targets/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void check(const char *text, const char *keys)
{
    SCOPED_OP op = op_begin();
    struct token token;
    struct key_set set = { 0 };

    (void)token_is_likely(text);
    if (token_read(&op, text, &token) == TOKEN_RIGHT) {
        assert(strlen(text) <= TOKEN_BYTES && token.algorithm);
        (void)token_flaw_code(token_check(&token, op.now));
        (void)token_says_access(&token);
        assert(token_texts(&op, &token, "roles").count <= JSON_TEXTS_MAX);
        (void)token_texts(&op, &token, "/realm_access/roles");
        assert(token_texts(&op, &token, "aud").count <= JSON_TEXTS_MAX);
        const char *subject = token_subject(&op, &token, "sub");
        assert(!subject || strlen(subject) <= 255);
    }
    if (!keys || key_set_read(&op, keys, strlen(keys), &set))
        return;
    const struct verification_key *key = key_set_find(&set, token.algorithm, token.header.kid);
    if (key && signature_is_good(text, key))
        assert(token.algorithm && key->algorithm == token.algorithm);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_ready;
    if (!is_ready)
        signature_setup();
    is_ready = true;
    char *text = text_of(data, size), *rest = text;
    const char *token = next_line(&rest);
    check(token, rest);
    free(text);
    return 0;
}
