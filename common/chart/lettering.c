#include "common/chart/lettering.h"

#include "common/base/memory.h"

#include <stdbool.h>
#include <string.h>

/* Of the size of the letters: an average letter of a wide, bold face. */
#define LETTER_WIDTH 0.62

static const char white[] = " \t\n";

/* Characters, not bytes, of UTF-8. */
static size_t characters(const char *text, size_t bytes)
{
    size_t count = 0;
    for (size_t i = 0; i < bytes; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static size_t word_length(const char *text)
{
    return strcspn(text, white);
}

/* Bytes of the text that fit on a line: words as long as there is room, and at least one. */
static size_t line_length(const char *text, size_t columns)
{
    size_t length = word_length(text);
    for (;;) {
        const size_t gap = strspn(text + length, white);
        const size_t longer = length + gap + word_length(text + length + gap);
        const bool is_end = !text[length + gap] || memchr(text + length, '\n', gap);
        if (is_end || characters(text, longer) > columns)
            return length;
        length = longer;
    }
}

static void set(void *memory, struct lettering *lettering, const char *text, size_t columns)
{
    if (!text)
        return;
    for (text += strspn(text, white); *text; text += strspn(text, white)) {
        const size_t length = line_length(text, columns);
        const size_t wide = characters(text, length);
        if (wide > lettering->columns)
            lettering->columns = wide;
        lettering->lines[lettering->line_count++] =
            memory_printf(memory, "%.*s", (int)length, text);
        text += length;
    }
}

/* No text has more lines than this. */
static size_t most_lines(const char *text)
{
    return text ? strlen(text) / 2 + 1 : 0;
}

struct lettering lettering_set(void *memory, const char *title, const char *text, size_t columns)
{
    struct lettering lettering = { 0 };
    lettering.lines = NEW_ARRAY(memory, const char *, most_lines(title) + most_lines(text));
    set(memory, &lettering, title, columns);
    lettering.title_count = lettering.line_count;
    set(memory, &lettering, text, columns);
    return lettering;
}

double lettering_width(const struct lettering *lettering, int letters)
{
    return (double)lettering->columns * letters * LETTER_WIDTH;
}

double lettering_height(const struct lettering *lettering, int letters)
{
    return (double)lettering->line_count * letters * LINE_HEIGHT;
}
