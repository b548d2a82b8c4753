/*
 * Identifiers: UUIDs (version 7, so that indexes stay local) for rows, and the
 * public reference of a case, which a person can read over the telephone.
 * Thread rule: any thread may call any of them.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "common/base/base.h"
#include "common/base/day.h"

#include <stdbool.h>
#include <stddef.h>

enum { UUID_TEXT = 37, REFERENCE_TEXT = 32, REFERENCE_PREFIX_MIN = 2, REFERENCE_PREFIX_MAX = 8 };

struct uuid {
    unsigned char bytes[16];
};

/*
 * Version 7 (RFC 9562): the instant's milliseconds (48 bits), the part of the
 * millisecond (12 bits), then 62 random bits. Those that one thread makes for
 * one instant come in ascending order, so rows of one operation sort as made.
 */
struct uuid uuid_new(instant at);

/* Reads "0190163d-8694-739b-aea5-966c26f8ad91", either case, any version; false when it is not
 * one. */
bool uuid_read(const char *text, struct uuid *id) CHECKED;
/* As uuid_read, but false for the nil one too: it is nobody's. */
bool uuid_read_of_one(const char *text, struct uuid *id) CHECKED;
void uuid_text(const struct uuid *id, char text[UUID_TEXT]); /* lower case */
bool uuid_is_nil(const struct uuid *id);
bool uuid_equal(const struct uuid *one, const struct uuid *other);
bool uuid_is_among(const struct uuid *id, const struct uuid *ids, size_t count);

/*
 * Crockford base 32 with a check character, "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
 * no I, L, O, U. Reading forgives lower case, hyphens, spaces, I or L for 1 and O for 0.
 *
 * The check character is of the same 32 (Crockford's own needs 37, among them
 * "*~$=", which neither an address nor the telephone carries well). Digits are
 * elements of the field GF(32) = GF(2)[x] / (x^5 + x^2 + 1), and the check makes
 * the sum of digit * x^(places from the right) zero. So every single wrong
 * character and every exchange of two characters less than 31 places apart is
 * found; any other mistake passes once in 32.
 */

/* Writes digit_count digits of the bytes' highest bits, then the check character and NUL:
 * digit_count + 2 bytes of text. Reads (digit_count * 5 + 7) / 8 bytes. */
void base32_text(const unsigned char *bytes, size_t digit_count, char *text);

/* Reads what base32_text wrote into bytes ((digit_count * 5 + 7) / 8 of them, low bits zero);
 * false, with bytes undefined, when a character, the number of them or the check is wrong. */
bool base32_read(const char *text, size_t digit_count, unsigned char *bytes) CHECKED;

/* Two to eight of A-Z and 0-9, a letter first: what an organisation's prefix must be. */
bool reference_prefix_is_valid(const char *prefix);

/*
 * A new reference: the organisation's prefix, a hyphen, 50 random bits as ten
 * digits in two groups of five, and the check character: "DEMO-7K3QX-9M2PDR".
 * The prefix must be valid. The check covers the digits, not the prefix.
 */
void reference_new(const char *prefix, char reference[REFERENCE_TEXT]);

/*
 * Writes the reference as it was issued, whatever case, hyphens or spaces it was
 * typed with. The last eleven characters are the digits, read as base32_read
 * does; what is before them is the prefix, literally, in upper case.
 * False, with 'reference' empty, when it is not a reference; NULL is not one.
 */
bool reference_read(const char *typed, char reference[REFERENCE_TEXT]) CHECKED;

#endif
