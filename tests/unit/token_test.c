/* What is wrong with a token, thing by thing: the outside is told of none of it. */
#include "common/token/token.h"

#include <orcania.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define HEADER "\"alg\": \"ES256\", \"typ\": \"at+jwt\""
#define CLAIMS "\"iss\": \"https://x\", \"iat\": 1000, \"exp\": 1600"
#define NOW (1300 * SECOND)

static char *append_part(char *end, const char *json)
{
    size_t length;
    assert_true(o_base64url_encode((const unsigned char *)json, strlen(json), (unsigned char *)end,
                                   &length));
    return end + length;
}

static void make(char *text, const char *header, const char *payload)
{
    char *end = append_part(text, header);
    *end++ = '.';
    end = append_part(end, payload);
    memcpy(end, ".YQ", sizeof ".YQ");
}

/* The first flaw that is found. */
static enum token_flaw flaw_of(const char *header, const char *payload, instant now)
{
    SCOPED_OP op = op_begin();
    char *text = memory_alloc(op.memory, 2 * (strlen(header) + strlen(payload)) + 100);
    struct token token;
    make(text, header, payload);
    const enum token_flaw flaw = token_read(&op, text, &token);
    assert_null(op.mistakes);
    return flaw ? flaw : token_check(&token, now);
}

static const struct {
    const char *why, *header, *claims;
    enum token_flaw flaw;
} cases[] = {
    { "nothing is wrong", HEADER, CLAIMS, TOKEN_RIGHT },
    { "no type is said", "\"alg\": \"RS256\"", CLAIMS, TOKEN_RIGHT },
    { "a plain JWT", "\"alg\": \"EdDSA\", \"typ\": \"JWT\"", CLAIMS, TOKEN_RIGHT },
    { "the long form of a type", "\"alg\": \"ES256\", \"typ\": \"application/AT+JWT\"", CLAIMS,
      TOKEN_RIGHT },
    { "no signature is asked for", "\"alg\": \"none\"", CLAIMS, TOKEN_ALGORITHM },
    { "a shared secret", "\"alg\": \"HS256\"", CLAIMS, TOKEN_ALGORITHM },
    { "another curve", "\"alg\": \"ES512\"", CLAIMS, TOKEN_ALGORITHM },
    { "another case of letters", "\"alg\": \"rs256\"", CLAIMS, TOKEN_ALGORITHM },
    { "no algorithm", "\"typ\": \"JWT\"", CLAIMS, TOKEN_NO_TOKEN },
    { "a member twice", HEADER ", \"alg\": \"RS256\"", CLAIMS, TOKEN_NO_TOKEN },
    { "what must be understood", HEADER ", \"crit\": [\"exp\"]", CLAIMS, TOKEN_NOT_UNDERSTOOD },
    { "a packed payload", HEADER ", \"zip\": \"DEF\"", CLAIMS, TOKEN_NOT_UNDERSTOOD },
    { "a payload as it is", HEADER ", \"b64\": false", CLAIMS, TOKEN_NOT_UNDERSTOOD },
    { "no issuer", HEADER, "\"iat\": 1000, \"exp\": 1600", TOKEN_CLAIMS },
    { "no end", HEADER, "\"iss\": \"x\", \"iat\": 1000", TOKEN_CLAIMS },
    { "no beginning", HEADER, "\"iss\": \"x\", \"exp\": 1600", TOKEN_CLAIMS },
    { "an end as text", HEADER, "\"iss\": \"x\", \"iat\": 1, \"exp\": \"1600\"", TOKEN_CLAIMS },
    { "an end beyond all dates", HEADER, "\"iss\": \"x\", \"iat\": 1, \"exp\": 1e18",
      TOKEN_CLAIMS },
    { "a claim twice", HEADER, CLAIMS ", \"iss\": \"https://x\"", TOKEN_CLAIMS },
    { "over within the minute", HEADER, "\"iss\": \"x\", \"iat\": 1000, \"exp\": 1241",
      TOKEN_RIGHT },
    { "over since a minute", HEADER, "\"iss\": \"x\", \"iat\": 1000, \"exp\": 1240",
      TOKEN_EXPIRED },
    { "issued within the minute", HEADER, "\"iss\": \"x\", \"iat\": 1360, \"exp\": 1600",
      TOKEN_RIGHT },
    { "issued later", HEADER, "\"iss\": \"x\", \"iat\": 1361, \"exp\": 1600", TOKEN_NOT_YET },
    { "good within the minute", HEADER, CLAIMS ", \"nbf\": 1360.5", TOKEN_RIGHT },
    { "good later", HEADER, CLAIMS ", \"nbf\": 1361", TOKEN_NOT_YET },
    { "good since ever", HEADER, CLAIMS ", \"nbf\": 0", TOKEN_RIGHT },
    { "an ID token by its nonce", HEADER, CLAIMS ", \"nonce\": \"n\"", TOKEN_TYPE },
    { "an ID token by a hash", HEADER, CLAIMS ", \"at_hash\": \"n\"", TOKEN_TYPE },
    { "an ID token by another", HEADER, CLAIMS ", \"c_hash\": \"n\"", TOKEN_TYPE },
    { "an ID token by its claim", HEADER, CLAIMS ", \"typ\": \"ID\"", TOKEN_TYPE },
    { "an access token by its claim", HEADER, CLAIMS ", \"typ\": \"Bearer\"", TOKEN_RIGHT },
    { "of another type", "\"alg\": \"ES256\", \"typ\": \"logout+jwt\"", CLAIMS, TOKEN_TYPE },
    { "bound to a key", HEADER, CLAIMS ", \"cnf\": {\"jkt\": \"x\"}", TOKEN_BOUND },
};

static void each_flaw_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char header[400], payload[400];
        snprintf(header, sizeof header, "{%s}", cases[i].header);
        snprintf(payload, sizeof payload, "{%s}", cases[i].claims);
        const enum token_flaw flaw = flaw_of(header, payload, NOW);
        if (flaw != cases[i].flaw)
            fail_msg("%s: %s, not %s", cases[i].why, token_flaw_code(flaw),
                     token_flaw_code(cases[i].flaw));
    }
}

static void only_three_parts_of_base64url_that_hold_objects_are_a_token(void **state)
{
    static const char *const texts[] = { "",           "eyJ",     "e30.e30",    "e30.e30.e30.e30",
                                         "..",         "e30..a",  "e30.e30.a=", "e30.e30.a b",
                                         "e30.e30.a+", "{}.{}.a", "W10.W10.YQ", "e.e.e" };
    SCOPED_OP op = op_begin();
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct token token;
        assert_int_equal(token_read(&op, texts[i], &token), TOKEN_NO_TOKEN);
    }
}

static void eight_kibibytes_are_read_and_no_more(void **state)
{
    SCOPED_OP op = op_begin();
    char text[TOKEN_BYTES + 2];
    struct token token;
    (void)state;
    memset(text, 'a', sizeof text);
    text[TOKEN_BYTES] = '\0';
    assert_int_equal(token_read(&op, text, &token), TOKEN_NO_TOKEN);
    text[TOKEN_BYTES] = 'a';
    text[TOKEN_BYTES + 1] = '\0';
    assert_int_equal(token_read(&op, text, &token), TOKEN_TOO_LONG);
}

static const struct {
    const char *why, *payload, *claim, *texts;
} places[] = {
    { "a text", "{\"aud\": \"a b\"}", "aud", "a b;" },
    { "a list", "{\"aud\": [\"a\", \"b\"]}", "aud", "a;b;" },
    { "what is no text is left out", "{\"aud\": [1, \"b\", null, [\"c\"]]}", "aud", "b;" },
    { "nothing there", "{\"other\": \"a\"}", "aud", "" },
    { "no list of texts", "{\"aud\": {\"a\": \"b\"}}", "aud", "" },
    { "a name with a slash in it", "{\"https://x/roles\": \"a\"}", "https://x/roles", "a;" },
    { "further in", "{\"realm_access\": {\"roles\": [\"a\"]}}", "/realm_access/roles", "a;" },
    { "a step with signs of its own", "{\"a/b\": {\"c~d\": \"e\"}}", "/a~1b/c~0d", "e;" },
    { "further than there is", "{\"a\": \"b\"}", "/a/b/c", "" },
};

static void texts_are_found_where_a_configuration_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(places); i++) {
        SCOPED_OP op = op_begin();
        const struct token token = { .payload = places[i].payload,
                                     .payload_length = strlen(places[i].payload) };
        const struct json_texts texts = token_texts(&op, &token, places[i].claim);
        const char *all = "";
        for (size_t n = 0; n < texts.count; n++)
            all = memory_printf(op.memory, "%s%s;", all, texts.list[n]);
        if (strcmp(all, places[i].texts) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", places[i].why, all, places[i].texts);
    }
}

static void a_subject_is_one_text_that_is_not_empty(void **state)
{
    SCOPED_OP op = op_begin();
    const char *payload = "{\"sub\": \"ann\", \"two\": [\"a\", \"b\"], \"none\": \"\"}";
    const struct token token = { .payload = payload, .payload_length = strlen(payload) };
    (void)state;
    assert_string_equal(token_subject(&op, &token, "sub"), "ann");
    assert_null(token_subject(&op, &token, "two"));
    assert_null(token_subject(&op, &token, "none"));
    assert_null(token_subject(&op, &token, "absent"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_flaw_is_found),
        cmocka_unit_test(only_three_parts_of_base64url_that_hold_objects_are_a_token),
        cmocka_unit_test(eight_kibibytes_are_read_and_no_more),
        cmocka_unit_test(texts_are_found_where_a_configuration_says),
        cmocka_unit_test(a_subject_is_one_text_that_is_not_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
