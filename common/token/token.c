#include "common/token/token.h"

#include <orcania.h>
#include <string.h>
#include <strings.h>

enum { SUBJECT_BYTES = 255 };

static const char *const codes[] = {
    [TOKEN_RIGHT] = "right",
#define TOKEN_FLAW(name, code) [TOKEN_##name] = code,
#include "common/token/token_flaw.def"
#undef TOKEN_FLAW
};

const char *token_flaw_code(enum token_flaw flaw)
{
    return codes[flaw];
}

bool token_is_likely(const char *text)
{
    return strncmp(text, "eyJ", 3) == 0;
}

/* Exactly three parts, each of base64url. */
static bool has_three_parts(const char *text)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < 3; i++) {
        const size_t length = strspn(text, digits);
        if (!length || text[length] != (i < 2 ? '.' : '\0'))
            return false;
        text += length + 1;
    }
    return true;
}

/* The JSON that a part holds; NULL when it is not base64url. */
static const char *part_text(void *memory, const char *part, size_t *length)
{
    const size_t digits = strcspn(part, ".");
    unsigned char *bytes = memory_alloc(memory, digits + 1);
    const bool is_read =
        o_base64url_decode((const unsigned char *)part, digits, bytes, length) && *length < digits;
    if (is_read)
        bytes[*length] = '\0';
    return is_read ? (const char *)bytes : NULL;
}

static enum token_flaw read_header(struct op *op, struct token *token)
{
    size_t length;
    const char *text = part_text(op->memory, token->text, &length);
    if (!text || shape_read(op, &token_header_shape, text, length, &token->header))
        return TOKEN_NO_TOKEN;
    if (token->header.crit || token->header.zip || token->header.b64)
        return TOKEN_NOT_UNDERSTOOD;
    token->algorithm = algorithm_read(token->header.alg);
    return token->algorithm ? TOKEN_RIGHT : TOKEN_ALGORITHM;
}

static enum token_flaw read_claims(struct op *op, struct token *token)
{
    const char *part = strchr(token->text, '.') + 1;
    token->payload = part_text(op->memory, part, &token->payload_length);
    if (!token->payload)
        return TOKEN_NO_TOKEN;
    return shape_read(op, &token_claims_shape, token->payload, token->payload_length,
                      &token->claims)
               ? TOKEN_CLAIMS
               : TOKEN_RIGHT;
}

enum token_flaw token_read(struct op *op, const char *text, struct token *token)
{
    /* What is wrong with a token is not told: its mistakes are not those of the request. */
    struct op reading = { .memory = op->memory, .now = op->now };
    *token = (struct token){ .text = text };
    if (strnlen(text, TOKEN_BYTES + 1) > TOKEN_BYTES)
        return TOKEN_TOO_LONG;
    if (!has_three_parts(text))
        return TOKEN_NO_TOKEN;
    const enum token_flaw flaw = read_header(&reading, token);
    return flaw ? flaw : read_claims(&reading, token);
}

static bool is_type(const char *type, const char *wanted)
{
    static const char prefix[] = "application/";
    if (strncasecmp(type, prefix, sizeof prefix - 1) == 0)
        type += sizeof prefix - 1;
    return strcasecmp(type, wanted) == 0;
}

bool token_says_access(const struct token *token)
{
    return token->header.typ && is_type(token->header.typ, "at+jwt");
}

/* Providers that know RFC 9068 name the type in the header; others leave it out, or write JWT, and
 * some name it in a claim. What only an ID token holds shows it to be one. */
static bool is_access_token(const struct token *token)
{
    const struct token_claims *claims = &token->claims;
    const bool has_type =
        !token->header.typ || token_says_access(token) || is_type(token->header.typ, "JWT");
    const bool has_claim_type = !claims->typ || strcasecmp(claims->typ, "Bearer") == 0;
    return has_type && has_claim_type && !claims->nonce && !claims->at_hash && !claims->c_hash;
}

static instant instant_of(double seconds)
{
    return (instant)seconds * SECOND;
}

instant token_issued_at(const struct token *token)
{
    return instant_of(token->claims.iat);
}

instant token_ends_at(const struct token *token)
{
    return instant_of(token->claims.exp) + TOKEN_LEEWAY_SECONDS * SECOND;
}

enum token_flaw token_check(const struct token *token, instant now)
{
    const struct token_claims *claims = &token->claims;
    const instant soon = now + TOKEN_LEEWAY_SECONDS * SECOND;
    if (now >= token_ends_at(token))
        return TOKEN_EXPIRED;
    if (token_issued_at(token) > soon || instant_of(claims->nbf) > soon)
        return TOKEN_NOT_YET;
    if (!is_access_token(token))
        return TOKEN_TYPE;
    return claims->cnf ? TOKEN_BOUND : TOKEN_RIGHT;
}

struct json_texts token_texts(struct op *op, const struct token *token, const char *claim)
{
    struct op reading = { .memory = op->memory, .now = op->now };
    struct json_texts texts;
    if (json_texts(&reading, token->payload, token->payload_length, claim, &texts))
        texts = (struct json_texts){ 0 };
    return texts;
}

const char *token_subject(struct op *op, const struct token *token, const char *claim)
{
    const struct json_texts texts = token_texts(op, token, claim);
    const bool is_one = texts.count == 1 && *texts.list[0] &&
                        strnlen(texts.list[0], SUBJECT_BYTES + 1) <= SUBJECT_BYTES;
    return is_one ? texts.list[0] : NULL;
}
