#include "tests/fuzz_targets/fuzz.h"

#include <stdlib.h>
#include <string.h>

char *text_of(const uint8_t *data, size_t size)
{
    const size_t length = strnlen((const char *)data, size);
    char *text = malloc(length + 1);
    if (!text)
        abort();
    memcpy(text, data, length);
    text[length] = '\0';
    return text;
}

char *next_line(char **rest)
{
    char *line = *rest;
    if (!line)
        return NULL;
    char *end = strchr(line, '\n');
    *rest = end ? end + 1 : NULL;
    if (end)
        *end = '\0';
    return line;
}
