/*
 * An access token of a sign-in provider: a signed JWT (RFC 7519, 9068).
 *
 * token_read proves nothing. A token may be believed only after its key was
 * found by issuer, algorithm and key id, signature_is_good, and token_check.
 */
#ifndef TOKEN_TOKEN_H
#define TOKEN_TOKEN_H

#include "common/json/json_texts.h"
#include "common/json/token_shapes.h"
#include "common/token/key_set.h"

enum { TOKEN_BYTES = 8192, TOKEN_LEEWAY_SECONDS = 60 };

/* Why a token is refused; none of it is told to the caller. */
enum token_flaw {
    TOKEN_RIGHT,
#define TOKEN_FLAW(name, code) TOKEN_##name,
#include "common/token/token_flaw.def"
#undef TOKEN_FLAW
};
const char *token_flaw_code(enum token_flaw flaw);

struct token {
    const char *text;
    const char *payload; /* JSON */
    size_t payload_length;
    enum algorithm algorithm;
    struct token_header header;
    struct token_claims claims;
};

/* Whether a credential may be a token: it begins as the base64url of "{\"" does. */
bool token_is_likely(const char *text);

/* Reads what is written, at most TOKEN_BYTES. Owner: op->memory. */
enum token_flaw token_read(struct op *op, const char *text, struct token *token) CHECKED;

/* Whether it counts now, with a minute's leeway, and does not show to be another sort of token. */
enum token_flaw token_check(const struct token *token, instant now) CHECKED;

/* Whether its header says that it is an access token (typ at+jwt, RFC 9068), as not all do. */
bool token_says_access(const struct token *token);

instant token_issued_at(const struct token *token);
instant token_ends_at(const struct token *token); /* the leeway included */

/* The texts of a claim (json_texts.h); none when it is absent. */
struct json_texts token_texts(struct op *op, const struct token *token, const char *claim);

/* The claim that says who it is: one text of at most 255 bytes, else NULL. */
const char *token_subject(struct op *op, const struct token *token, const char *claim);

#endif
