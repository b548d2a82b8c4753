#include "common/json/shape_value.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

typedef struct wrong reader(struct op *op, const struct field *field, const json_t *value,
                            void *member);

static const struct wrong nothing_wrong;

static struct wrong wrong(const char *code, const char *detail)
{
    return (struct wrong){ code, detail };
}

static size_t characters(const char *utf8)
{
    size_t count = 0;
    for (; *utf8; utf8++)
        count += ((unsigned char)*utf8 & 0xC0) != 0x80;
    return count;
}

static bool is_blank(const char *text)
{
    return !text[strspn(text, " \t\r\n")];
}

/* Of lines: tab and the ends of lines are let through. */
static bool has_control_character(const char *text)
{
    for (; *text; text++)
        if (((unsigned char)*text < ' ' && !strchr("\t\n", *text) &&
             !(*text == '\r' && text[1] == '\n')) ||
            *text == '\x7f')
            return true;
    return false;
}

/* Whatever might end a line for somebody who reads it: ASCII's control characters, U+0080 to
 * U+009F, U+2028 and U+2029. A line may come to stand in the head of a letter by mail. */
static bool is_broken_line(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if (*at < ' ' || *at == 0x7f || (*at == 0xc2 && at[1] < 0xa0) ||
            (*at == 0xe2 && at[1] == 0x80 && (at[2] == 0xa8 || at[2] == 0xa9)))
            return true;
    return false;
}

/* A copy with CR LF, which browsers send from text areas, as LF. */
static const char *copy_of(struct op *op, const char *text)
{
    char *copy = memory_text(op->memory, text), *end = copy;
    for (; *text; text++)
        if (*text != '\r')
            *end++ = *text;
    *end = '\0';
    return copy;
}

static struct wrong check_text(struct op *op, const struct field *field, const char *text)
{
    const size_t count = characters(text);
    const size_t most = field->max_chars ? field->max_chars : SHAPE_TEXT_CHARS;

    if (field->single_line && is_broken_line(text))
        return wrong("control_character", "must be one line without control characters");
    if (!field->single_line && has_control_character(text))
        return wrong("control_character", "must not hold control characters");
    if (count > most)
        return wrong("too_long",
                     memory_printf(op->memory, "must be at most %zu characters long", most));
    if (count < field->min_chars)
        return wrong("too_short", memory_printf(op->memory, "must be at least %zu characters long",
                                                field->min_chars));
    return nothing_wrong;
}

/* The checked text in 'text', NULL when it is blank. */
static struct wrong read_checked(struct op *op, const struct field *field, const json_t *value,
                                 const char **text)
{
    const char *given = json_string_value(value);
    if (!given)
        return wrong("wrong_type", "must be text");
    if (is_blank(given)) {
        *text = NULL;
        return field->required ? wrong("empty", "must not be empty") : nothing_wrong;
    }
    const struct wrong found = check_text(op, field, given);
    if (!found.code)
        *text = copy_of(op, given);
    return found;
}

static struct wrong read_text(struct op *op, const struct field *field, const json_t *value,
                              void *member)
{
    return read_checked(op, field, value, member);
}

static struct wrong read_inline_text(struct op *op, const struct field *field, const json_t *value,
                                     void *member)
{
    const char *text = NULL;
    const struct wrong found = read_checked(op, field, value, &text);
    if (found.code || !text)
        return found;
    if (strlen(text) >= field->size)
        return wrong("too_long",
                     memory_printf(op->memory, "must be at most %zu bytes long", field->size - 1));
    memcpy(member, text, strlen(text) + 1);
    return nothing_wrong;
}

static struct wrong read_code(struct op *op, const struct field *field, const json_t *value,
                              void *member)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    const char *text = json_string_value(value);
    (void)field;
    if (!text)
        return wrong("wrong_type", "must be text");
    const size_t length = strlen(text);
    if (*text < 'a' || *text > 'z' || length > SHAPE_CODE_CHARS || strspn(text, allowed) != length)
        return wrong("not_a_code", "must be a code: a small letter, then small letters, digits "
                                   "and _, at most 40 characters");
    *(const char **)member = memory_text(op->memory, text);
    return nothing_wrong;
}

static struct wrong read_word(struct op *op, const struct field *field, const json_t *value,
                              void *member)
{
    const char *text = json_string_value(value);
    if (!text)
        return wrong("wrong_type", "must be text");
    const int word = vocabulary_read(field->words, text);
    if (!word)
        return wrong("unknown_word", memory_printf(op->memory, "must be one of: %s",
                                                   vocabulary_list(op->memory, field->words)));
    *(int *)member = word;
    return nothing_wrong;
}

static struct wrong read_day(struct op *op, const struct field *field, const json_t *value,
                             void *member)
{
    const char *text = json_string_value(value);
    (void)op, (void)field;
    if (!text)
        return wrong("wrong_type", "must be text");
    const day on = day_read(text);
    if (on == NO_DAY)
        return wrong("not_a_date", "must be a date such as 2025-04-17");
    *(day *)member = on;
    return nothing_wrong;
}

static struct wrong read_instant(struct op *op, const struct field *field, const json_t *value,
                                 void *member)
{
    const char *text = json_string_value(value);
    (void)op, (void)field;
    if (!text)
        return wrong("wrong_type", "must be text");
    const instant at = instant_read(text);
    if (at == NO_INSTANT)
        return wrong("not_a_time", "must be a time with its offset, such as 2025-04-17T09:30:00Z");
    *(instant *)member = at;
    return nothing_wrong;
}

static bool is_limited(const struct field *field)
{
    return field->least || field->most;
}

static struct wrong out_of_range(struct op *op, long least, long most)
{
    return wrong("out_of_range", memory_printf(op->memory, "must be from %ld to %ld", least, most));
}

static struct wrong read_integer(struct op *op, const struct field *field, const json_t *value,
                                 void *member)
{
    const bool is_int = field->size == sizeof(int);
    const long least = is_limited(field) ? field->least : is_int ? INT_MIN : LONG_MIN;
    const long most = is_limited(field) ? field->most : is_int ? INT_MAX : LONG_MAX;
    const long number = (long)json_integer_value(value);

    if (!json_is_integer(value))
        return wrong("wrong_type", "must be a whole number");
    if (number < least || number > most)
        return out_of_range(op, least, most);
    if (is_int)
        *(int *)member = (int)number;
    else
        *(long *)member = number;
    return nothing_wrong;
}

static struct wrong read_number(struct op *op, const struct field *field, const json_t *value,
                                void *member)
{
    const double number = json_number_value(value);
    if (!json_is_number(value))
        return wrong("wrong_type", "must be a number");
    if (is_limited(field) && (number < (double)field->least || number > (double)field->most))
        return out_of_range(op, field->least, field->most);
    *(double *)member = number;
    return nothing_wrong;
}

static struct wrong read_boolean(struct op *op, const struct field *field, const json_t *value,
                                 void *member)
{
    (void)op, (void)field;
    if (!json_is_boolean(value))
        return wrong("wrong_type", "must be true or false");
    *(bool *)member = json_is_true(value);
    return nothing_wrong;
}

static struct wrong read_uuid(struct op *op, const struct field *field, const json_t *value,
                              void *member)
{
    const char *text = json_string_value(value);
    struct uuid id;
    (void)op, (void)field;
    if (!text)
        return wrong("wrong_type", "must be text");
    if (!uuid_read_of_one(text, &id))
        return wrong("not_a_uuid", "must be a UUID");
    *(struct uuid *)member = id;
    return nothing_wrong;
}

static struct wrong read_raw(struct op *op, const struct field *field, const json_t *value,
                             void *member)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
    (void)field;
    *(const char **)member = memory_text(op->memory, text);
    free(text);
    return nothing_wrong;
}

struct wrong shape_value_read(struct op *op, const struct field *field, const json_t *value,
                              void *member)
{
    static reader *const readers[] = {
        [FIELD_TEXT] = read_text,       [FIELD_INLINE_TEXT] = read_inline_text,
        [FIELD_CODE] = read_code,       [FIELD_WORD] = read_word,
        [FIELD_DAY] = read_day,         [FIELD_INSTANT] = read_instant,
        [FIELD_INTEGER] = read_integer, [FIELD_NUMBER] = read_number,
        [FIELD_BOOLEAN] = read_boolean, [FIELD_UUID] = read_uuid,
        [FIELD_RAW] = read_raw,
    };
    return readers[field->kind](op, field, value, member);
}
