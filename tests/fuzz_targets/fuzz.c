#include "tests/fuzz_targets/fuzz.h"

#include "common/seal/key_ring.h"

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

void load_ring(void)
{
#define FOUR(pair) pair pair pair pair
#define KEY(pair)                                                                                  \
    FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) FOUR(pair) "\n"
    static const char ring[] = "heed-key-ring 1\nkek 1 " KEY("11") "history " KEY(
        "22") "receipt " KEY("33") "fingerprint " KEY("44") "directory " KEY("55");
    static bool is_loaded;
    if (!is_loaded && !key_ring_load(ring, stderr))
        abort();
    is_loaded = true;
}
