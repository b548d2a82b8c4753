/* Keys and signatures, by the examples of RFC 7515 (A.2, A.3) and RFC 8037 (A.4). */
#include "common/token/signature.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define RSA_N                                                                                      \
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4" \
    "d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5re" \
    "xMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxX" \
    "FvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"
#define RSA "\"kty\": \"RSA\", \"n\": \"" RSA_N "\", \"e\": \"AQAB\""
#define EC                                                                                         \
    "\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\"," \
    " \"y\": \"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\""
#define ED                                                                                         \
    "\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": "                                              \
    "\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\""

#define CLAIMS                                                                                     \
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl" \
    "fQ"
#define RSA_SIGNATURE                                                                              \
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5" \
    "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb" \
    "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO" \
    "YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"
#define EC_SIGNATURE                                                                               \
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"
#define ED_SIGNATURE                                                                               \
    "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"
#define RSA_TOKEN "eyJhbGciOiJSUzI1NiJ9." CLAIMS "." RSA_SIGNATURE
#define EC_TOKEN "eyJhbGciOiJFUzI1NiJ9." CLAIMS "." EC_SIGNATURE
#define ED_TOKEN "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc." ED_SIGNATURE

static struct key_set read_set(struct op *op, const char *keys)
{
    struct key_set set;
    const char *json = memory_printf(op->memory, "{\"keys\": [%s]}", keys);
    assert_int_equal(key_set_read(op, json, strlen(json), &set), OK);
    return set;
}

static void the_examples_of_the_standards_are_signed(void **state)
{
    static const struct {
        const char *key, *token;
        enum algorithm algorithm;
    } examples[] = {
        { RSA, RSA_TOKEN, ALGORITHM_RS256 },
        { EC, EC_TOKEN, ALGORITHM_ES256 },
        { ED, ED_TOKEN, ALGORITHM_EDDSA },
    };
    SCOPED_OP op = op_begin();
    (void)state;
    for (size_t i = 0; i < COUNT(examples); i++) {
        const struct key_set set = read_set(&op, memory_printf(op.memory, "{%s}", examples[i].key));
        const struct verification_key *key = key_set_find(&set, examples[i].algorithm, NULL);
        assert_non_null(key);
        for (size_t n = 0; n < COUNT(examples); n++)
            assert_int_equal(signature_is_good(examples[n].token, key), i == n);
        char *changed = memory_text(op.memory, examples[i].token);
        changed[30] ^= 1;
        assert_false(signature_is_good(changed, key));
    }
}

static void keys_of_no_use_are_passed_over(void **state)
{
    static const struct {
        const char *why, *key;
        bool is_usable;
    } cases[] = {
        { "to sign with", "{" EC ", \"use\": \"sig\", \"alg\": \"ES256\"}", true },
        { "to encrypt with", "{" EC ", \"use\": \"enc\"}", false },
        { "for another algorithm", "{" RSA ", \"alg\": \"PS256\"}", false },
        { "for an algorithm of another type", "{" RSA ", \"alg\": \"ES256\"}", false },
        { "private", "{" ED ", \"d\": \"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\"}", false },
        { "symmetric", "{\"kty\": \"oct\", \"k\": \"c2VjcmV0\"}", false },
        { "short", "{\"kty\": \"RSA\", \"n\": \"ofgWCuLjybRl\", \"e\": \"AQAB\"}", false },
        { "without an exponent", "{\"kty\": \"RSA\", \"n\": \"" RSA_N "\"}", false },
        { "on another curve", "{\"kty\": \"EC\", \"crv\": \"P-384\", \"x\": \"a\"}", false },
        { "half of a point", "{\"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"a\"}", false },
        { "without a type", "{\"n\": \"" RSA_N "\", \"e\": \"AQAB\"}", false },
        { "elsewhere", "{\"kty\": \"RSA\", \"x5u\": \"http://127.0.0.1:9/\"}", false },
        { "no key at all", "7", false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_OP op = op_begin();
        const struct key_set set = read_set(&op, cases[i].key);
        if ((set.count == 1) != cases[i].is_usable || set.count + set.unusable != 1)
            fail_msg("a key %s", cases[i].why);
        assert_true(!set.count || !strstr(set.keys[0].jwk, "use"));
    }
}

static void a_key_is_found_by_its_id_and_algorithm(void **state)
{
    SCOPED_OP op = op_begin();
    const struct key_set set = read_set(&op, "{" EC ", \"kid\": \"a\"}, {" ED
                                             ", \"kid\": \"a\"}, {" ED ", \"kid\": \"b\"}");
    (void)state;
    assert_ptr_equal(key_set_find(&set, ALGORITHM_ES256, "a"), &set.keys[0]);
    assert_ptr_equal(key_set_find(&set, ALGORITHM_EDDSA, "a"), &set.keys[1]);
    assert_ptr_equal(key_set_find(&set, ALGORITHM_EDDSA, "b"), &set.keys[2]);
    assert_null(key_set_find(&set, ALGORITHM_ES256, "b"));
    assert_null(key_set_find(&set, ALGORITHM_RS256, "a"));
    assert_ptr_equal(key_set_find(&set, ALGORITHM_ES256, NULL), &set.keys[0]);
    assert_null(key_set_find(&set, ALGORITHM_EDDSA, NULL));
}

static void what_is_no_set_is_refused(void **state)
{
    static const char *const texts[] = { "",
                                         "[]",
                                         "{}",
                                         "{\"keys\": {}}",
                                         "{\"keys\": []}",
                                         "<html>",
                                         "{\"keys\": [7], \"keys\": [8]}" };
    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        SCOPED_OP op = op_begin();
        struct key_set set;
        assert_int_equal(key_set_read(&op, texts[i], strlen(texts[i]), &set), FAULT_MALFORMED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_examples_of_the_standards_are_signed),
        cmocka_unit_test(keys_of_no_use_are_passed_over),
        cmocka_unit_test(a_key_is_found_by_its_id_and_algorithm),
        cmocka_unit_test(what_is_no_set_is_refused),
    };
    signature_setup();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
