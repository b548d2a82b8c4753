/*
 * Identifiers: UUIDs (version 7, so that indexes stay local) for rows, and the
 * public reference of a case, which a person can read over the telephone.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "common/base/day.h"

#include <stdbool.h>
#include <stddef.h>

enum { UUID_TEXT = 37, REFERENCE_TEXT = 32, REFERENCE_PREFIX_MAX = 8 };

struct uuid {
    unsigned char bytes[16];
};

/* Version 7 (RFC 9562): the instant's milliseconds, then random bits. */
struct uuid uuid_new(instant at);

bool uuid_read(const char *text, struct uuid *id); /* false when it is not a UUID */
void uuid_text(const struct uuid *id, char text[UUID_TEXT]);
bool uuid_is_nil(const struct uuid *id);
bool uuid_equal(const struct uuid *one, const struct uuid *other);

/*
 * Crockford base 32 with a check character: "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
 * no I, L, O, U; reading forgives lower case, hyphens, and I or L for 1, O for 0.
 * The check character is the value modulo 37 (Crockford's alphabet of 37).
 */
/* Writes digit_count digits of the bytes' highest bits, then the check character and NUL. */
void base32_text(const unsigned char *bytes, size_t digit_count, char *text);
/* Reads what base32_text wrote into bytes ((digit_count * 5 + 7) / 8 of them, low bits zero);
 * false when a character or the check character is wrong. */
bool base32_read(const char *text, size_t digit_count, unsigned char *bytes);

/*
 * A new reference: the organisation's prefix, a hyphen, 50 random bits as ten
 * digits in two groups of five, and the check character: "DEMO-7K3QX-9M2PDR".
 */
void reference_new(const char *prefix, char reference[REFERENCE_TEXT]);

/* Writes the reference as it was issued, whatever case or hyphens it was typed with;
 * false when it is not a reference. */
bool reference_read(const char *typed, char reference[REFERENCE_TEXT]);

#endif
