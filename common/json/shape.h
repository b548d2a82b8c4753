/*
 * JSON shapes as data: one row a field. The same table reads a request, checks
 * it and writes a reply, so the three cannot disagree. The only user of Jansson.
 *
 *     static const struct field update_fields[] = {
 *         FIELD(struct update, note, TEXT, .required = true, .max_chars = 4000),
 *         FIELD(struct update, expected_on, DAY),
 *         LIST(struct update, needs, need_count, CODE, .max_items = 10),
 *     };
 *     const struct shape update_shape = SHAPE(struct update, update_fields);
 *
 * A member has the same name in C and in JSON; FIELD_AS and LIST_AS give it
 * another. The compiler refuses a row whose C member has the wrong type.
 *
 * kind         C member            none (absent, null)   in JSON
 * TEXT         const char *        NULL                  text; see .max_chars and .single_line
 * INLINE_TEXT  char[n]             ""                    text of at most n - 1 bytes
 * CODE         const char *        NULL                  "^[a-z][a-z0-9_]{0,39}$"
 * WORD         an enum or int      0                     a word of .words
 * DAY          day                 NO_DAY                "2025-04-17"
 * INSTANT      instant             NO_INSTANT            RFC 3339; written in UTC
 * INTEGER      int or long         0                     whole number; see .least and .most
 * NUMBER       double              0                     number; see .least and .most
 * BOOLEAN      bool                false                 true, false
 * UUID         struct uuid         nil                   "0198c5a2-..."
 * OBJECT       const struct x *    NULL                  an object of .shape
 * RAW          const char *        NULL                  any value, as compact JSON text with
 *                                                        sorted keys
 */
#ifndef JSON_SHAPE_H
#define JSON_SHAPE_H

#include "common/base/op.h"
#include "common/domain/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

enum field_kind {
    FIELD_TEXT,
    FIELD_INLINE_TEXT,
    FIELD_CODE,
    FIELD_WORD,
    FIELD_DAY,
    FIELD_INSTANT,
    FIELD_INTEGER,
    FIELD_NUMBER,
    FIELD_BOOLEAN,
    FIELD_UUID,
    FIELD_OBJECT,
    FIELD_RAW
};

enum {
    SHAPE_TEXT_CHARS = 10000, /* .max_chars where a row gives none */
    SHAPE_LIST_ITEMS = 100,   /* .max_items where a row gives none */
    SHAPE_CODE_CHARS = 40,
    SHAPE_MEMBERS = 100, /* members of one object that is not open */
    SHAPE_DEPTH = 16,    /* objects and lists within each other */
    SHAPE_VALUES = 20000 /* values in one text, so that memory is bounded */
};

struct field {
    const char *name; /* JSON member */
    enum field_kind kind;
    size_t offset;       /* of the C member */
    size_t size;         /* bytes of the value; of one item in a list; of the struct in an OBJECT */
    bool list;           /* the member points to an array of such values */
    size_t count_offset; /* of the size_t that counts a list's items */

    /* What a row may say of itself, all optional. */
    bool required;    /* present and, if a text or a list, not empty */
    bool omit_empty;  /* writing: a none value is left out, not written as null, 0 or false */
    bool single_line; /* TEXT: nothing that ends a line, and no control character */
    size_t min_chars; /* TEXT: Unicode characters, when there is a text at all */
    size_t max_chars;
    size_t max_items;
    long least, most;               /* INTEGER, NUMBER: both zero for no limits */
    const struct vocabulary *words; /* WORD: always */
    const struct shape *shape;      /* OBJECT: always */
};

struct shape {
    const struct field *fields;
    size_t count;
    size_t size; /* of the struct */
    bool open;   /* unknown members are passed over: for documents that others write */
};

/*
 * Reads the text of one JSON object into a struct, noting every mistake in
 * op->mistakes with its JSON pointer. Every field of the shape is set, to its
 * none value when it is absent, null or wrong; an empty optional TEXT reads as
 * NULL and CR LF as LF. Other members of the struct are left alone. The texts,
 * lists and objects belong to op->memory.
 *
 * Errors: MALFORMED when it is not JSON, not UTF-8, not an object, holds NUL or
 * a lone surrogate, one member twice, or is too deep or too large;
 * FIELDS_INVALID.
 * Mistakes: required, empty, unknown_member, wrong_type, too_short, too_long,
 * control_character, not_a_code, unknown_word, not_a_date, not_a_time,
 * out_of_range, not_a_uuid, too_many (items, members); with MALFORMED: not_json, not_utf8,
 * null_character, duplicate_member, not_an_object, too_deep, too_many_values.
 */
enum fault shape_read(struct op *op, const struct shape *shape, const char *text, size_t length,
                      void *into) CHECKED;

/* The struct as compact JSON, members in the order of the table, owned by 'memory'.
 * Text that is not UTF-8 and RAW text that is not JSON are written as null. */
const char *shape_write(void *memory, const struct shape *shape, const void *from);

/* FIELD(struct update, note, TEXT, .required = true) */
#define FIELD(type, member, kind, ...) FIELD_AS(#member, type, member, kind, __VA_ARGS__)
#define FIELD_AS(json_name, type, member, field_kind, ...)                                         \
    {                                                                                              \
        .name = json_name, .kind = FIELD_##field_kind,                                             \
        .offset =                                                                                  \
            offsetof(type, member) + FIELD_MUST(FIELD_FITS_##field_kind(FIELD_OF(type, member))),  \
        .size = FIELD_SIZE_##field_kind(FIELD_OF(type, member)), ##__VA_ARGS__                     \
    }

/* LIST(struct update, needs, need_count, CODE): 'needs' points to need_count values. */
#define LIST(type, member, count_member, kind, ...)                                                \
    LIST_AS(#member, type, member, count_member, kind, __VA_ARGS__)
#define LIST_AS(json_name, type, member, count_member, field_kind, ...)                            \
    {                                                                                              \
        .name = json_name, .kind = FIELD_##field_kind, .list = true,                               \
        .offset =                                                                                  \
            offsetof(type, member) + FIELD_MUST(LIST_FITS_##field_kind(*FIELD_OF(type, member))),  \
        .size = sizeof(__typeof__(*FIELD_OF(type, member))),                                       \
        .count_offset = offsetof(type, count_member) +                                             \
                        FIELD_MUST(FIELD_IS(FIELD_OF(type, count_member), size_t)),                \
        ##__VA_ARGS__                                                                              \
    }

#define SHAPE(type, table)                                                                         \
    {                                                                                              \
        .fields = (table), .count = sizeof(table) / sizeof *(table), .size = sizeof(type)          \
    }
/* For documents that others write: unknown members are passed over. */
#define OPEN_SHAPE(type, table)                                                                    \
    {                                                                                              \
        .fields = (table), .count = sizeof(table) / sizeof *(table), .size = sizeof(type),         \
        .open = true                                                                               \
    }

/* What the compiler checks of a row. */
#define FIELD_OF(type, member) (((type *)0)->member)
#define FIELD_IS(value, type) __builtin_types_compatible_p(__typeof__(value), type)
#define FIELD_MUST(fits)                                                                           \
    (0 * sizeof(struct {                                                                           \
         _Static_assert(fits, "the C member's type does not fit the kind of the field");           \
         int unused;                                                                               \
     }))
#define FIELD_IS_TEXT(value) (FIELD_IS(value, const char *) || FIELD_IS(value, char *))
#define FIELD_FITS_TEXT FIELD_IS_TEXT
#define FIELD_FITS_INLINE_TEXT(value) FIELD_IS(value, char[])
#define FIELD_FITS_CODE FIELD_IS_TEXT
#define FIELD_FITS_WORD(value) (sizeof(value) == sizeof(int))
#define FIELD_FITS_DAY(value) FIELD_IS(value, day)
#define FIELD_FITS_INSTANT(value) FIELD_IS(value, instant)
#define FIELD_FITS_INTEGER(value) (FIELD_IS(value, int) || FIELD_IS(value, long))
#define FIELD_FITS_NUMBER(value) FIELD_IS(value, double)
#define FIELD_FITS_BOOLEAN(value) FIELD_IS(value, bool)
#define FIELD_FITS_UUID(value) FIELD_IS(value, struct uuid)
#define FIELD_FITS_OBJECT(value) FIELD_IS(&*(value), __typeof__(value)) /* a pointer */
#define FIELD_FITS_RAW FIELD_IS_TEXT
#define LIST_FITS_TEXT FIELD_IS_TEXT
#define LIST_FITS_INLINE_TEXT(value) FIELD_IS(value, char[])
#define LIST_FITS_CODE FIELD_IS_TEXT
#define LIST_FITS_WORD FIELD_FITS_WORD
#define LIST_FITS_DAY FIELD_FITS_DAY
#define LIST_FITS_INSTANT FIELD_FITS_INSTANT
#define LIST_FITS_INTEGER FIELD_FITS_INTEGER
#define LIST_FITS_NUMBER FIELD_FITS_NUMBER
#define LIST_FITS_BOOLEAN FIELD_FITS_BOOLEAN
#define LIST_FITS_UUID FIELD_FITS_UUID
#define LIST_FITS_OBJECT(value) true /* items are whole structs, one after the other */
#define LIST_FITS_RAW FIELD_IS_TEXT
#define FIELD_SIZE_TEXT(value) sizeof(value)
#define FIELD_SIZE_INLINE_TEXT(value) sizeof(value)
#define FIELD_SIZE_CODE(value) sizeof(value)
#define FIELD_SIZE_WORD(value) sizeof(value)
#define FIELD_SIZE_DAY(value) sizeof(value)
#define FIELD_SIZE_INSTANT(value) sizeof(value)
#define FIELD_SIZE_INTEGER(value) sizeof(value)
#define FIELD_SIZE_NUMBER(value) sizeof(value)
#define FIELD_SIZE_BOOLEAN(value) sizeof(value)
#define FIELD_SIZE_UUID(value) sizeof(value)
#define FIELD_SIZE_OBJECT(value) sizeof(*(value))
#define FIELD_SIZE_RAW(value) sizeof(value)

#endif
