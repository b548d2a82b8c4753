#include "api/http/percent.h"

#include "common/base/memory.h"

static int hexadecimal(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

/* Well-formed UTF-8 beyond ASCII (RFC 3629): bounds of the first byte and of the second. */
static const struct form {
    unsigned char first, last, least, most;
    size_t bytes;
} forms[] = {
    { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 }, { 0xE1, 0xEC, 0x80, 0xBF, 3 },
    { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 }, { 0xF0, 0xF0, 0x90, 0xBF, 4 },
    { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
};

/* Bytes of the character at 'text', 0 when it is not one. A NUL ends every text. */
static size_t character_bytes(const unsigned char *text)
{
    if (text[0] < 0x80)
        return 1;
    const struct form *form = forms;
    while (form < forms + COUNT(forms) && !(text[0] >= form->first && text[0] <= form->last))
        form++;
    if (form == forms + COUNT(forms) || text[1] < form->least || text[1] > form->most)
        return 0;
    for (size_t i = 2; i < form->bytes; i++)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    return form->bytes;
}

static bool is_plain(const char *text, size_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    const unsigned char *end = at + length;
    while (at < end) {
        const size_t bytes = character_bytes(at);
        if (!bytes || *at < ' ' || *at == 0x7F)
            return false;
        at += bytes;
    }
    return true;
}

/* The byte that "%41" stands for, -1 when it is not an escape. */
static int escaped_byte(const char *text, const char *end)
{
    const int high = end - text > 2 ? hexadecimal(text[1]) : -1;
    const int low = end - text > 2 ? hexadecimal(text[2]) : -1;
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

const char *percent_decode(void *memory, const char *text, size_t length, bool plus_is_space)
{
    const char *const end = text + length;
    char *copy = memory_alloc(memory, length + 1);
    size_t count = 0;
    for (; text < end; text++) {
        if (*text != '%') {
            copy[count++] = *text;
            if (plus_is_space && *text == '+')
                copy[count - 1] = ' ';
            continue;
        }
        const int byte = escaped_byte(text, end);
        if (byte < 0)
            return NULL;
        copy[count++] = (char)(unsigned char)byte;
        text += 2;
    }
    return is_plain(copy, count) ? copy : NULL;
}
