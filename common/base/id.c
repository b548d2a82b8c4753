#include "common/base/id.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { REFERENCE_DIGITS = 10, REFERENCE_GROUP = 5 };

static const char digit_characters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
static const char hexadecimal[] = "0123456789abcdef";

static void random_bytes(void *bytes, size_t count)
{
    if (getentropy(bytes, count))
        abort(); /* no safe identifier can be made */
}

/* Microseconds as 48 bits of milliseconds and 12 bits of their part. */
static uint64_t stamp_of(instant at)
{
    const uint64_t microseconds = at > 0 ? (uint64_t)at : 0;
    return microseconds / 1000 << 12 | microseconds % 1000 * 4096 / 1000;
}

/* The last 62 bits: random, but ascending while the thread's stamp stays. */
static uint64_t tail_for(uint64_t stamp)
{
    static _Thread_local uint64_t last_stamp, last_tail;
    uint64_t random;

    random_bytes(&random, sizeof random);
    if (stamp == last_stamp && last_tail)
        last_tail += 1 + (random & UINT32_MAX);
    else
        last_tail = random >> 3; /* one bit less than 62, so that it has room to ascend */
    last_stamp = stamp;
    return last_tail & (UINT64_MAX >> 2);
}

static void put_big_endian(uint64_t value, unsigned char bytes[8])
{
    for (int i = 7; i >= 0; i--, value >>= 8)
        bytes[i] = (unsigned char)(value & 0xff);
}

struct uuid uuid_new(instant at)
{
    const uint64_t stamp = stamp_of(at);
    struct uuid id;

    put_big_endian(stamp >> 12 << 16 | 0x7000 | (stamp & 0xfff), id.bytes);
    put_big_endian(UINT64_C(1) << 63 | tail_for(stamp), id.bytes + 8);
    return id;
}

static bool has_hyphen_before(size_t byte)
{
    return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

static int hexadecimal_value(char character)
{
    const char lower = (char)(character >= 'A' && character <= 'F' ? character + 32 : character);
    const char *found = lower ? strchr(hexadecimal, lower) : NULL;
    return found ? (int)(found - hexadecimal) : -1;
}

bool uuid_read(const char *text, struct uuid *id)
{
    if (strnlen(text, UUID_TEXT) != UUID_TEXT - 1)
        return false;
    for (size_t i = 0; i < sizeof id->bytes; i++) {
        if (has_hyphen_before(i) && *text++ != '-')
            return false;
        const int high = hexadecimal_value(*text++), low = hexadecimal_value(*text++);
        if (high < 0 || low < 0)
            return false;
        id->bytes[i] = (unsigned char)(high << 4 | low);
    }
    return true;
}

void uuid_text(const struct uuid *id, char text[UUID_TEXT])
{
    for (size_t i = 0; i < sizeof id->bytes; i++) {
        if (has_hyphen_before(i))
            *text++ = '-';
        *text++ = hexadecimal[id->bytes[i] >> 4];
        *text++ = hexadecimal[id->bytes[i] & 15];
    }
    *text = '\0';
}

bool uuid_is_nil(const struct uuid *id)
{
    static const struct uuid nil;
    return uuid_equal(id, &nil);
}

bool uuid_equal(const struct uuid *one, const struct uuid *other)
{
    return memcmp(one->bytes, other->bytes, sizeof one->bytes) == 0;
}

bool uuid_read_of_one(const char *text, struct uuid *id)
{
    return uuid_read(text, id) && !uuid_is_nil(id);
}

bool uuid_is_among(const struct uuid *id, const struct uuid *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (uuid_equal(&ids[i], id))
            return true;
    return false;
}

/* The element times x in GF(32). */
static unsigned times_x(unsigned element)
{
    return (element << 1 ^ (element & 16 ? 0x25u : 0)) & 31;
}

/* The five bits that begin at this bit of the bytes. */
static unsigned five_bits(const unsigned char *bytes, size_t bit)
{
    unsigned value = 0;
    for (size_t i = bit; i < bit + 5; i++)
        value = value << 1 | ((unsigned)bytes[i / 8] >> (7 - i % 8) & 1u);
    return value;
}

void base32_text(const unsigned char *bytes, size_t digit_count, char *text)
{
    unsigned check = 0;
    for (size_t i = 0; i < digit_count; i++) {
        const unsigned digit = five_bits(bytes, i * 5);
        check = times_x(check ^ digit);
        text[i] = digit_characters[digit];
    }
    text[digit_count] = digit_characters[check];
    text[digit_count + 1] = '\0';
}

static char upper(char character)
{
    return (char)(character >= 'a' && character <= 'z' ? character - 32 : character);
}

/* -1 when the character is none of the digits, however it was typed. */
static int digit_value(char typed)
{
    char character = upper(typed);
    if (character == 'O')
        character = '0';
    if (character == 'I' || character == 'L')
        character = '1';
    const char *found = character ? strchr(digit_characters, character) : NULL;
    return found ? (int)(found - digit_characters) : -1;
}

static bool is_separator(char character)
{
    return character == '-' || character == ' ';
}

bool base32_read(const char *text, size_t digit_count, unsigned char *bytes)
{
    unsigned check = 0;
    size_t count = 0;
    memset(bytes, 0, (digit_count * 5 + 7) / 8);
    for (; *text; text++) {
        if (is_separator(*text))
            continue;
        const int value = digit_value(*text);
        if (value < 0 || count > digit_count)
            return false;
        check = times_x(check) ^ (unsigned)value;
        for (size_t i = 0; i < 5 && count < digit_count; i++)
            if ((unsigned)value >> (4 - i) & 1)
                bytes[(count * 5 + i) / 8] |= (unsigned char)(0x80 >> (count * 5 + i) % 8);
        count++;
    }
    return count == digit_count + 1 && check == 0;
}

static bool is_prefix(const char *text, size_t length)
{
    if (length < REFERENCE_PREFIX_MIN || length > REFERENCE_PREFIX_MAX || text[0] < 'A')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!(text[i] >= 'A' && text[i] <= 'Z') && !(text[i] >= '0' && text[i] <= '9'))
            return false;
    return true;
}

bool reference_prefix_is_valid(const char *prefix)
{
    return is_prefix(prefix, strnlen(prefix, REFERENCE_PREFIX_MAX + 1));
}

/* Prefix and digits with the hyphens between. */
static void reference_write(const char *prefix, size_t prefix_length, const unsigned char *bits,
                            char reference[REFERENCE_TEXT])
{
    char digits[REFERENCE_DIGITS + 2];
    char *end = reference + prefix_length;

    base32_text(bits, REFERENCE_DIGITS, digits);
    memmove(reference, prefix, prefix_length);
    *end++ = '-';
    memcpy(end, digits, REFERENCE_GROUP);
    end += REFERENCE_GROUP;
    *end++ = '-';
    memcpy(end, digits + REFERENCE_GROUP, sizeof digits - REFERENCE_GROUP);
}

void reference_new(const char *prefix, char reference[REFERENCE_TEXT])
{
    unsigned char bits[(REFERENCE_DIGITS * 5 + 7) / 8];

    assert(reference_prefix_is_valid(prefix));
    random_bytes(bits, sizeof bits);
    reference_write(prefix, strlen(prefix), bits, reference);
}

/* The characters without hyphens and spaces, in upper case; 0 when there are too many. */
static size_t compact(const char *typed, char text[REFERENCE_TEXT])
{
    size_t length = 0;
    for (; *typed; typed++) {
        if (is_separator(*typed))
            continue;
        if (length == REFERENCE_PREFIX_MAX + REFERENCE_DIGITS + 1)
            return 0;
        text[length++] = upper(*typed);
    }
    text[length] = '\0';
    return length;
}

bool reference_read(const char *typed, char reference[REFERENCE_TEXT])
{
    enum { TAIL = REFERENCE_DIGITS + 1 };
    unsigned char bits[(REFERENCE_DIGITS * 5 + 7) / 8];
    char text[REFERENCE_TEXT];

    reference[0] = '\0';
    const size_t length = typed ? compact(typed, text) : 0;
    if (length <= TAIL || !is_prefix(text, length - TAIL) ||
        !base32_read(text + length - TAIL, REFERENCE_DIGITS, bits))
        return false;
    reference_write(text, length - TAIL, bits, reference);
    return true;
}
