/* A token of a sign-in provider, its claims, and the provider's keys; the first line is the token.
 */
#include "common/token/token.h"

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
        const char *subject = token_subject(&op, &token, "sub");
        assert(!subject || strlen(subject) <= 255);
    }
    if (keys && key_set_read(&op, keys, strlen(keys), &set) == OK)
        (void)key_set_find(&set, set.count ? set.keys[0].algorithm : ALGORITHM_NONE, "1");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = text_of(data, size), *rest = text;
    const char *token = next_line(&rest);
    check(token, rest);
    free(text);
    return 0;
}
