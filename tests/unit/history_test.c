#include "common/base/memory.h"
#include "common/seal/history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define FOUR(pair) pair pair pair pair
#define KEY(pair)                                                                                  \
    FOUR(pair)                                                                                     \
    FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair)
#define RING_WITH_HISTORY(pair)                                                                    \
    "heed-key-ring 1\nkek 1 " KEY("11") "\nreceipt " KEY("33") "\nfingerprint " KEY(               \
        "44") "\ndirectory " KEY("55") "\nhistory " KEY(pair)

/* Sixteen times the same byte. */
static struct uuid id_of(unsigned char byte)
{
    struct uuid id;
    memset(id.bytes, byte, sizeof id.bytes);
    return id;
}

static unsigned char content[HASH_BYTES], first_hash[HASH_BYTES];

/* The first entry of a case. */
static struct history_link received(void)
{
    static const struct sealed sealed = { (const unsigned char *)"sealed", 6 };
    history_content_hash(&sealed, content);
    return (struct history_link){
        .organisation_id = id_of(0xa1),
        .case_id = id_of(0xa2),
        .seq = 1,
        .recorded_at = INT64_C(1744881000123456),
        .occurred_at = INT64_C(1744880000000000),
        .actor_kind = "staff",
        .actor = id_of(0xa3),
        .type = "received",
        .facts = "{\"a\":1}",
        .content_hash = content,
    };
}

/* The second: of the program, with nothing to tell and nothing sealed. */
static struct history_link closed(void)
{
    return (struct history_link){
        .previous = first_hash,
        .organisation_id = id_of(0xa1),
        .case_id = id_of(0xa2),
        .seq = 2,
        .recorded_at = INT64_C(1744881000123457),
        .occurred_at = -1,
        .actor_kind = "program",
        .type = "closed",
    };
}

static void assert_hash_text(const unsigned char hash[HASH_BYTES], const char *expected)
{
    char text[2 * HASH_BYTES + 1];
    for (size_t i = 0; i < HASH_BYTES; i++)
        snprintf(text + 2 * i, 3, "%02x", hash[i]);
    assert_string_equal(text, expected);
}

/* Expected: computed with Python's hashlib from the description in history.h. */
static void a_chain_has_known_hashes(void **state)
{
    const struct history_link first = received(), second = closed();
    unsigned char hash[HASH_BYTES];
    (void)state;

    history_hash(&first, first_hash);
    assert_hash_text(first_hash,
                     "e6d34561d019661ffb7645b84fbfd44deba8eb9b9ac3147c8f540a55863c7c71");
    history_hash(&second, hash);
    assert_hash_text(hash, "ae47e3cf50c8cb1ec7f33b814ddde6861f1e5a4e9d973e654dc606dd21d9c425");
    assert_true(history_verify(&first, first_hash));
    assert_true(history_verify(&second, hash));
    assert_false(history_verify(&second, first_hash));
}

static void no_field_can_be_changed_unseen(void **state)
{
    static const unsigned char other_hash[HASH_BYTES] = { 1 };
    const struct history_link whole = received();
    unsigned char hash[HASH_BYTES];
    struct history_link changed[] = {
        whole, whole, whole, whole, whole, whole, whole, whole, whole, whole, whole, whole, whole,
    };
    size_t count = 0;
    (void)state;

    changed[count++].previous = other_hash;
    changed[count++].organisation_id.bytes[15] ^= 1;
    changed[count++].case_id.bytes[0] ^= 1;
    changed[count++].seq = 2;
    changed[count++].recorded_at++;
    changed[count++].occurred_at--;
    changed[count++].actor_kind = "site";
    changed[count++].actor.bytes[7] ^= 0x80;
    changed[count++].type = "closed";
    changed[count++].facts = "{\"a\": 1}";
    changed[count++].facts = NULL;
    changed[count++].content_hash = other_hash;
    changed[count++].content_hash = NULL;
    assert_int_equal(count, COUNT(changed));

    history_hash(&whole, hash);
    assert_true(history_verify(&whole, hash));
    for (size_t i = 0; i < count; i++)
        if (history_verify(&changed[i], hash))
            fail_msg("change %zu was not seen", i);
}

static void fields_cannot_flow_into_each_other(void **state)
{
    struct history_link one = closed(), other = closed();
    unsigned char hash[HASH_BYTES];
    (void)state;

    one.type = "closed";
    one.facts = "{}";
    other.type = "closed{";
    other.facts = "}";
    history_hash(&one, hash);
    assert_false(history_verify(&other, hash));
}

static void who_lacks_the_key_cannot_forge_a_chain(void **state)
{
    const struct history_link link = received();
    unsigned char forged[HASH_BYTES];
    (void)state;

    assert_true(key_ring_load(RING_WITH_HISTORY("23"), stderr));
    history_hash(&link, forged);
    assert_true(key_ring_load(RING_WITH_HISTORY("22"), stderr));
    assert_false(history_verify(&link, forged));
}

static int load_ring(void **state)
{
    (void)state;
    return key_ring_load(RING_WITH_HISTORY("22"), stderr) ? 0 : -1;
}

static int unload_ring(void **state)
{
    (void)state;
    key_ring_unload();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_chain_has_known_hashes),
        cmocka_unit_test(no_field_can_be_changed_unseen),
        cmocka_unit_test(fields_cannot_flow_into_each_other),
        cmocka_unit_test(who_lacks_the_key_cannot_forge_a_chain),
    };
    return cmocka_run_group_tests_name("history", tests, load_ring, unload_ring);
}
