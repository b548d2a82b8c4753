#include "common/json/shape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct contact {
    const char *email;
    bool preferred;
};

struct letter {
    const char *title, *text;
    char reference[8];
    const char *category;
    enum kind kind;
    day sent_on;
    instant read_at;
    int pages;
    long copies;
    double weight;
    bool urgent;
    struct uuid id;
    const struct contact *sender;
    const struct contact *copied;
    size_t copied_count;
    const char **topics;
    size_t topic_count;
    const enum kind *about;
    size_t about_count;
    const day *days;
    size_t day_count;
    const char *extra;
};

static const struct field contact_fields[] = {
    FIELD(struct contact, email, TEXT, .required = true, .single_line = true, .max_chars = 20),
    FIELD(struct contact, preferred, BOOLEAN, .omit_empty = true),
};
static const struct shape contact_shape = SHAPE(struct contact, contact_fields);

static const struct field letter_fields[] = {
    FIELD(struct letter, title, TEXT, .required = true, .single_line = true, .max_chars = 5),
    FIELD(struct letter, text, TEXT, .min_chars = 2, .omit_empty = true),
    FIELD(struct letter, reference, INLINE_TEXT, .omit_empty = true),
    FIELD(struct letter, category, CODE, .omit_empty = true),
    FIELD(struct letter, kind, WORD, .words = &kinds, .omit_empty = true),
    FIELD(struct letter, sent_on, DAY, .omit_empty = true),
    FIELD(struct letter, read_at, INSTANT, .omit_empty = true),
    FIELD(struct letter, pages, INTEGER, .least = 1, .most = 9, .omit_empty = true),
    FIELD(struct letter, copies, INTEGER, .omit_empty = true),
    FIELD(struct letter, weight, NUMBER, .least = 0, .most = 2, .omit_empty = true),
    FIELD(struct letter, urgent, BOOLEAN, .omit_empty = true),
    FIELD(struct letter, id, UUID, .omit_empty = true),
    FIELD(struct letter, sender, OBJECT, .shape = &contact_shape, .omit_empty = true),
    LIST_AS("cc", struct letter, copied, copied_count, OBJECT, .shape = &contact_shape,
            .max_items = 2, .omit_empty = true),
    LIST(struct letter, topics, topic_count, CODE, .omit_empty = true),
    LIST(struct letter, about, about_count, WORD, .words = &kinds, .omit_empty = true),
    LIST_AS("on/days", struct letter, days, day_count, DAY, .omit_empty = true),
    FIELD(struct letter, extra, RAW, .omit_empty = true),
};
static const struct shape letter_shape = SHAPE(struct letter, letter_fields);
static const struct shape open_letter_shape = { .fields = letter_fields,
                                                .count = COUNT(letter_fields),
                                                .size = sizeof(struct letter),
                                                .open = true };

/* "pointer code; pointer code" of everything that was noted. */
static const char *mistakes_text(const struct op *op)
{
    const char *text = "";
    for (size_t i = 0; op->mistakes && i < op->mistakes->count; i++)
        text = memory_printf(op->memory, "%s%s%s %s", text, i ? "; " : "",
                             op->mistakes->list[i].pointer, op->mistakes->list[i].code);
    return text;
}

static enum fault read_letter(struct op *op, const char *body, size_t length, struct letter *letter)
{
    /* Exactly as long as it says, so that the sanitizer sees a step beyond. */
    char *exact = malloc(length);
    assert_true(exact || !length);
    memcpy(exact, body, length);
    const enum fault fault = shape_read(op, &letter_shape, exact, length, letter);
    free(exact);
    return fault;
}

static const struct {
    const char *why, *body, *written;
} kept[] = {
    { "a text keeps its characters", "{\"title\":\"caf\xc3\xa9\"}", "{\"title\":\"café\"}" },
    { "characters are counted, not bytes", "{\"title\":\"\xe2\x82\xac€€€€\"}",
      "{\"title\":\"€€€€€\"}" },
    { "a surrogate pair is one character", "{\"title\":\"1234\\ud83d\\ude00\"}",
      "{\"title\":\"1234😀\"}" },
    { "white space around JSON does not matter", " {\n\"title\" : \"a\" }\r\n",
      "{\"title\":\"a\"}" },
    { "members are written in the table's order", "{\"pages\":2,\"title\":\"a\"}",
      "{\"title\":\"a\",\"pages\":2}" },
    { "null is the same as absent", "{\"title\":\"a\",\"text\":null,\"sent_on\":null,\"cc\":null}",
      "{\"title\":\"a\"}" },
    { "an empty optional text is none", "{\"title\":\"a\",\"text\":\"\"}", "{\"title\":\"a\"}" },
    { "line ends of browsers become plain ones",
      "{\"title\":\"a\",\"text\":\"one\\r\\ntwo\\n\\tthree\"}",
      "{\"title\":\"a\",\"text\":\"one\\ntwo\\n\\tthree\"}" },
    { "neighbours of line ends", "{\"title\":\"\u2027\u202a\"}", "{\"title\":\"\u2027\u202a\"}" },
    { "a text that fits its C array is kept", "{\"title\":\"a\",\"reference\":\"1234567\"}",
      "{\"title\":\"a\",\"reference\":\"1234567\"}" },
    { "words, codes and days",
      "{\"title\":\"a\",\"category\":\"a_1\",\"kind\":\"enquiry\","
      "\"sent_on\":\"2024-02-29\"}",
      "{\"title\":\"a\",\"category\":\"a_1\",\"kind\":\"enquiry\",\"sent_on\":\"2024-02-"
      "29\"}" },
    { "a time is written in UTC", "{\"title\":\"a\",\"read_at\":\"2025-04-17T09:30:00+01:00\"}",
      "{\"title\":\"a\",\"read_at\":\"2025-04-17T08:30:00Z\"}" },
    { "numbers", "{\"title\":\"a\",\"pages\":9,\"copies\":-9223372036854775808,\"weight\":0.1}",
      "{\"title\":\"a\",\"pages\":9,\"copies\":-9223372036854775808,\"weight\":0.1}" },
    { "a whole number is a number too", "{\"title\":\"a\",\"weight\":2}",
      "{\"title\":\"a\",\"weight\":2.0}" },
    { "true is kept, false is none",
      "{\"title\":\"a\",\"urgent\":true,\"sender\":"
      "{\"email\":\"a@b\",\"preferred\":false}}",
      "{\"title\":\"a\",\"urgent\":true,\"sender\":{\"email\":\"a@b\"}}" },
    { "an identifier", "{\"title\":\"a\",\"id\":\"0198c5a2-0000-7000-8000-00000000abcd\"}",
      "{\"title\":\"a\",\"id\":\"0198c5a2-0000-7000-8000-00000000abcd\"}" },
    { "lists of objects, codes, words and days",
      "{\"title\":\"a\",\"cc\":[{\"email\":\"x\"},{\"email\":\"y\",\"preferred\":true}],"
      "\"topics\":[\"one\",\"two\"],\"about\":[\"request\"],\"on/days\":[\"2025-01-01\"]}",
      "{\"title\":\"a\",\"cc\":[{\"email\":\"x\"},{\"email\":\"y\",\"preferred\":true}],"
      "\"topics\":[\"one\",\"two\"],\"about\":[\"request\"],\"on/days\":[\"2025-01-01\"]}" },
    { "free JSON is kept, its members sorted",
      "{\"title\":\"a\",\"extra\":{\"b\": [1, null], \"a\":\"\"}}",
      "{\"title\":\"a\",\"extra\":{\"a\":\"\",\"b\":[1,null]}}" },
    { "free JSON may be a single value", "{\"title\":\"a\",\"extra\":\"x\"}",
      "{\"title\":\"a\",\"extra\":\"x\"}" },
    { "sixteen levels are taken", "{\"title\":\"a\",\"extra\":[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]}",
      "{\"title\":\"a\",\"extra\":[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]}" },
    { "brackets within a text are no levels",
      "{\"title\":\"a\",\"text\":\"[[[[[[[[[[[[[[[[[[[[\\\"{{{{\\\\\"}",
      "{\"title\":\"a\",\"text\":\"[[[[[[[[[[[[[[[[[[[[\\\"{{{{\\\\\"}" },
};

static void what_is_written_is_what_was_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(kept); i++) {
        SCOPED_OP op = op_begin();
        struct letter letter = { .title = NULL };
        const enum fault fault = read_letter(&op, kept[i].body, strlen(kept[i].body), &letter);
        const char *written = shape_write(op.memory, &letter_shape, &letter);
        if (fault || strcmp(written, kept[i].written) != 0)
            fail_msg("%s: %s (%s)", kept[i].why, written, mistakes_text(&op));
    }
}

static const struct {
    const char *why, *body, *mistakes;
} mistaken[] = {
    { "all mistakes at once", "{\"text\":7,\"sent_on\":\"2025-02-30\",\"pages\":0}",
      "/title required; /text wrong_type; /sent_on not_a_date; /pages out_of_range" },
    { "required means not null", "{\"title\":null}", "/title required" },
    { "required means not blank", "{\"title\":\" \\t\"}", "/title empty" },
    { "one character too many", "{\"title\":\"123456\"}", "/title too_long" },
    { "one character too few", "{\"title\":\"a\",\"text\":\"b\"}", "/text too_short" },
    { "a single line has no line end", "{\"title\":\"a\\nb\"}", "/title control_character" },
    { "a single line has no CR LF", "{\"title\":\"a\\r\\nb\"}", "/title control_character" },
    { "a CR alone is no line end", "{\"title\":\"a\",\"text\":\"a\\rb\"}",
      "/text control_character" },
    { "no bell, no delete", "{\"title\":\"\\u0007\",\"text\":\"ab\\u007f\"}",
      "/title control_character; /text control_character" },
    { "a text longer than its C array", "{\"title\":\"a\",\"reference\":\"12345678\"}",
      "/reference too_long" },
    { "codes are small letters", "{\"title\":\"a\",\"category\":\"Service\"}",
      "/category not_a_code" },
    { "codes begin with a letter", "{\"title\":\"a\",\"category\":\"1a\"}",
      "/category not_a_code" },
    { "codes are not empty", "{\"title\":\"a\",\"category\":\"\"}", "/category not_a_code" },
    { "codes end after 40 characters",
      "{\"title\":\"a\",\"category\":\"a2345678901234567890123456789012345678901\"}",
      "/category not_a_code" },
    { "a word that the list does not hold", "{\"title\":\"a\",\"kind\":\"rant\"}",
      "/kind unknown_word" },
    { "the none word cannot be chosen", "{\"title\":\"a\",\"kind\":\"\"}", "/kind unknown_word" },
    { "a time needs its offset", "{\"title\":\"a\",\"read_at\":\"2025-04-17T09:30:00\"}",
      "/read_at not_a_time" },
    { "a number with a fraction is not whole", "{\"title\":\"a\",\"pages\":1.0}",
      "/pages wrong_type" },
    { "a number in quotes is text", "{\"title\":\"a\",\"pages\":\"1\"}", "/pages wrong_type" },
    { "limits of a number", "{\"title\":\"a\",\"weight\":2.001}", "/weight out_of_range" },
    { "1 is not true", "{\"title\":\"a\",\"urgent\":1}", "/urgent wrong_type" },
    { "not an identifier", "{\"title\":\"a\",\"id\":\"0198c5a2\"}", "/id not_a_uuid" },
    { "a list where an object belongs", "{\"title\":\"a\",\"sender\":[]}", "/sender wrong_type" },
    { "mistakes within an object", "{\"title\":\"a\",\"sender\":{\"name\":\"x\"}}",
      "/sender/email required; /sender/name unknown_member" },
    { "mistakes within a list", "{\"title\":\"a\",\"cc\":[{\"email\":\"x\"},{\"email\":\"\"}]}",
      "/cc/1/email empty" },
    { "an item may not be null", "{\"title\":\"a\",\"topics\":[\"one\",null]}",
      "/topics/1 wrong_type" },
    { "an item may not be of another type", "{\"title\":\"a\",\"cc\":[\"x\"]}",
      "/cc/0 wrong_type" },
    { "more items than allowed", "{\"title\":\"a\",\"cc\":[{},{},{}]}", "/cc too_many" },
    { "an object where a list belongs", "{\"title\":\"a\",\"topics\":{}}", "/topics wrong_type" },
    { "members that nobody knows", "{\"title\":\"a\",\"role\":1,\"organisation_id\":2}",
      "/role unknown_member; /organisation_id unknown_member" },
    { "a pointer escapes ~ and /", "{\"title\":\"a\",\"~/\":1,\"on/days\":[\"x\"]}",
      "/on~1days/0 not_a_date; /~0~1 unknown_member" },
    { "the empty name is a name", "{\"title\":\"a\",\"\":1}", "/ unknown_member" },
};

static void every_mistake_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(mistaken); i++) {
        SCOPED_OP op = op_begin();
        struct letter letter;
        const enum fault fault =
            read_letter(&op, mistaken[i].body, strlen(mistaken[i].body), &letter);
        if (fault != FAULT_FIELDS_INVALID || strcmp(mistakes_text(&op), mistaken[i].mistakes) != 0)
            fail_msg("%s: fault %d, %s", mistaken[i].why, fault, mistakes_text(&op));
    }
}

#define BODY(text) text, sizeof text - 1
static const struct {
    const char *why, *body;
    size_t length;
    const char *mistakes;
} refused[] = {
    { "no body", BODY(""), " not_json" },
    { "not JSON", BODY("title=a"), " not_json" },
    { "JSON that ends too early", BODY("{\"title\":\"a\""), " not_json" },
    { "more after the object", BODY("{\"title\":\"a\"} {}"), " not_json" },
    { "a NUL after the object", BODY("{\"title\":\"a\"}\0"), " not_json" },
    { "a list", BODY("[]"), " not_an_object" },
    { "a text", BODY("\"title\""), " not_json" },
    { "one member twice", BODY("{\"title\":\"a\",\"title\":\"b\"}"), " duplicate_member" },
    { "one member twice, deep inside", BODY("{\"extra\":[{\"a\":1,\"\\u0061\":2}]}"),
      " duplicate_member" },
    { "an escaped NUL", BODY("{\"title\":\"a\\u0000b\"}"), " null_character" },
    { "an escaped NUL in a name", BODY("{\"title\\u0000\":\"a\"}"), " null_character" },
    { "a lone surrogate", BODY("{\"title\":\"\\ud800\"}"), " not_json" },
    { "the wrong half of a surrogate pair", BODY("{\"title\":\"\\udc00\"}"), " not_json" },
    { "bytes that are not UTF-8", BODY("{\"title\":\"\xff\"}"), " not_utf8" },
    { "an overlong encoding", BODY("{\"title\":\"\xc0\xaf\"}"), " not_utf8" },
    { "a surrogate in UTF-8", BODY("{\"title\":\"\xed\xa0\x80\"}"), " not_utf8" },
    { "a number too large to hold", BODY("{\"pages\":9223372036854775808}"), " not_json" },
    { "seventeen levels", BODY("{\"extra\":[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}"), " too_deep" },
    { "levels that never end", BODY("[[[[[[[[[[[[[[[[[[[[[["), " too_deep" },
};

static void what_is_not_an_object_of_json_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(refused); i++) {
        SCOPED_OP op = op_begin();
        struct letter letter;
        const enum fault fault = read_letter(&op, refused[i].body, refused[i].length, &letter);
        if (fault != FAULT_MALFORMED || strcmp(mistakes_text(&op), refused[i].mistakes) != 0)
            fail_msg("%s: fault %d, %s", refused[i].why, fault, mistakes_text(&op));
    }
}

/* A body of 'head', then 'part' many times, then 'tail'. */
static char *repeated(struct op *op, const char *head, const char *part, size_t times,
                      const char *tail)
{
    char *parts = memory_alloc(op->memory, times * strlen(part) + 1);
    for (size_t i = 0; i < times * strlen(part); i++)
        parts[i] = part[i % strlen(part)];
    char *body = memory_printf(op->memory, "%s%s%s", head, parts, tail);
    return body;
}

static void what_is_too_much_is_refused_in_bounded_memory(void **state)
{
    (void)state;
    SCOPED_OP op = op_begin();
    struct letter letter;
    const char *values = repeated(&op, "{\"extra\":[", "{},", 80000, "{}]}");
    assert_int_equal(read_letter(&op, values, strlen(values), &letter), FAULT_MALFORMED);
    assert_string_equal(mistakes_text(&op), " too_many_values");

    SCOPED_OP other = op_begin();
    const char *text =
        repeated(&other, "{\"title\":\"a\",\"text\":\"", "€", SHAPE_TEXT_CHARS, "\"}");
    assert_int_equal(read_letter(&other, text, strlen(text), &letter), OK);
    text = repeated(&other, "{\"title\":\"a\",\"text\":\"", "€", SHAPE_TEXT_CHARS + 1, "\"}");
    assert_int_equal(read_letter(&other, text, strlen(text), &letter), FAULT_FIELDS_INVALID);
    assert_string_equal(mistakes_text(&other), "/text too_long");
}

static void many_mistakes_end_in_a_short_list(void **state)
{
    (void)state;
    SCOPED_OP op = op_begin();
    const char *body = "{\"title\":\"a\"";
    for (int i = 0; i < SHAPE_MEMBERS - 1; i++)
        body = memory_printf(op.memory, "%s,\"m%d\":1", body, i);
    struct letter letter;
    const char *at_limit = memory_printf(op.memory, "%s}", body);
    assert_int_equal(read_letter(&op, at_limit, strlen(at_limit), &letter), FAULT_FIELDS_INVALID);
    assert_int_equal(op.mistakes->count, MISTAKES_MAX);

    SCOPED_OP other = op_begin();
    const char *beyond = memory_printf(op.memory, "%s,\"more\":1}", body);
    assert_int_equal(read_letter(&other, beyond, strlen(beyond), &letter), FAULT_FIELDS_INVALID);
    assert_string_equal(mistakes_text(&other), " too_many");
}

static void an_unknown_word_is_answered_with_the_known_ones(void **state)
{
    static const char body[] = "{\"title\":\"a\",\"kind\":\"rant\"}";
    (void)state;
    SCOPED_OP op = op_begin();
    struct letter letter;
    assert_int_equal(read_letter(&op, body, sizeof body - 1, &letter), FAULT_FIELDS_INVALID);
    assert_string_equal(op.mistakes->list[0].detail, "must be one of: complaint, suggestion, "
                                                     "enquiry, compliment, request");
}

static void an_open_shape_passes_over_what_it_does_not_know(void **state)
{
    static const char body[] = "{\"title\":\"a\",\"bunting\":true}";
    (void)state;
    SCOPED_OP op = op_begin();
    struct letter letter;
    assert_int_equal(shape_read(&op, &open_letter_shape, body, sizeof body - 1, &letter), OK);
    assert_string_equal(letter.title, "a");
}

static void what_is_absent_or_wrong_reads_as_none(void **state)
{
    static const char body[] = "{\"sent_on\":\"x\",\"pages\":77,\"topics\":1}";
    (void)state;
    SCOPED_OP op = op_begin();
    struct letter letter;
    memset(&letter, 0xAA, sizeof letter);
    assert_int_equal(read_letter(&op, body, sizeof body - 1, &letter), FAULT_FIELDS_INVALID);
    assert_null(letter.title);
    assert_string_equal(letter.reference, "");
    assert_int_equal(letter.kind, KIND_NONE);
    assert_int_equal(letter.sent_on, NO_DAY);
    assert_true(letter.read_at == NO_INSTANT);
    assert_int_equal(letter.pages, 0);
    assert_false(letter.urgent);
    assert_true(uuid_is_nil(&letter.id));
    assert_null(letter.sender);
    assert_null(letter.topics);
    assert_int_equal(letter.topic_count, 0);
}

static void none_values_are_null_unless_left_out(void **state)
{
    static const struct field fields[] = {
        FIELD(struct letter, title, TEXT),
        FIELD(struct letter, kind, WORD, .words = &kinds),
        FIELD(struct letter, sent_on, DAY),
        FIELD(struct letter, read_at, INSTANT),
        FIELD(struct letter, pages, INTEGER),
        FIELD(struct letter, urgent, BOOLEAN),
        FIELD(struct letter, id, UUID),
        FIELD(struct letter, sender, OBJECT, .shape = &contact_shape),
        LIST(struct letter, topics, topic_count, CODE),
        FIELD(struct letter, extra, RAW),
        FIELD(struct letter, text, TEXT),
    };
    static const struct shape shape = SHAPE(struct letter, fields);
    const struct letter letter = {
        .sent_on = NO_DAY, .read_at = NO_INSTANT, .extra = "not JSON", .text = "\xff"
    };
    (void)state;
    SCOPED_OP op = op_begin();
    assert_string_equal(shape_write(op.memory, &shape, &letter),
                        "{\"title\":null,\"kind\":null,\"sent_on\":null,\"read_at\":null,"
                        "\"pages\":0,\"urgent\":false,\"id\":null,\"sender\":null,\"topics\":[],"
                        "\"extra\":null,\"text\":null}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_what_was_read),
        cmocka_unit_test(every_mistake_is_told),
        cmocka_unit_test(what_is_not_an_object_of_json_is_refused),
        cmocka_unit_test(what_is_too_much_is_refused_in_bounded_memory),
        cmocka_unit_test(many_mistakes_end_in_a_short_list),
        cmocka_unit_test(an_unknown_word_is_answered_with_the_known_ones),
        cmocka_unit_test(an_open_shape_passes_over_what_it_does_not_know),
        cmocka_unit_test(what_is_absent_or_wrong_reads_as_none),
        cmocka_unit_test(none_values_are_null_unless_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
