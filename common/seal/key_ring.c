#include "common/seal/key_ring.h"

#include "common/base/memory.h"
#include "common/seal/wipe.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_EPOCHS = 128, LINE_BYTES = 128, HEXADECIMAL_BYTES = KEY_BYTES * 2 + 1 };

#define FIRST_LINE "heed-key-ring 1"

static const char *const names[RING_KEY_COUNT] = {
    [RING_HISTORY] = "history",
    [RING_RECEIPT] = "receipt",
    [RING_FINGERPRINT] = "fingerprint",
    [RING_DIRECTORY] = "directory",
};

struct ring {
    unsigned char keys[RING_KEY_COUNT][KEY_BYTES];
    bool has_key[RING_KEY_COUNT];
    unsigned char keks[MAX_EPOCHS][KEY_BYTES];
    int32_t epochs[MAX_EPOCHS];
    size_t epoch_count;
    int32_t current; /* 0 when there is no epoch */
    unsigned char signing_key[crypto_sign_SECRETKEYBYTES];
};

/* A ring while it is read. */
struct reading {
    struct ring *ring;
    FILE *mistakes;
    int line;
    bool is_good;
};

static const struct ring *loaded;

static void sodium_ready(void)
{
    if (sodium_init() < 0)
        abort(); /* nothing can be sealed safely */
}

static const char *random_key(char text[HEXADECIMAL_BYTES])
{
    unsigned char key[KEY_BYTES];
    randombytes_buf(key, sizeof key);
    sodium_bin2hex(text, HEXADECIMAL_BYTES, key, sizeof key);
    sodium_memzero(key, sizeof key);
    return text;
}

static_assert(RING_KEY_COUNT == 4, "key_ring_generate names four");

char *key_ring_generate(void *memory)
{
    char keys[1 + RING_KEY_COUNT][HEXADECIMAL_BYTES];

    sodium_ready();
    for (size_t i = 0; i < COUNT(keys); i++)
        random_key(keys[i]);
    char *text = memory_printf(memory, "%s\nkek 1 %s\n%s %s\n%s %s\n%s %s\n%s %s\n", FIRST_LINE,
                               keys[RING_KEY_COUNT], names[0], keys[0], names[1], keys[1], names[2],
                               keys[2], names[3], keys[3]);
    sodium_memzero(keys, sizeof keys);
    wipe_with(text);
    return text;
}

/* Never prints what was read: it may be a key in the wrong place. */
static void mistake(struct reading *reading, const char *what, const char *of)
{
    fprintf(reading->mistakes, "HEED_KEY_RING: line %d: %s%s\n", reading->line, what, of);
    reading->is_good = false;
}

static bool key_read(const char *text, unsigned char key[KEY_BYTES])
{
    size_t length = 0;
    return text && strlen(text) == HEXADECIMAL_BYTES - 1 &&
           sodium_hex2bin(key, KEY_BYTES, text, strlen(text), NULL, &length, NULL) == 0 &&
           length == KEY_BYTES;
}

static void kek_read(struct reading *reading, const char *epoch_text, const char *key_text)
{
    struct ring *ring = reading->ring;
    char *end = NULL;
    const long epoch = epoch_text ? strtol(epoch_text, &end, 10) : 0;

    if (epoch < 1 || epoch > INT32_MAX || *end || epoch_text[0] == '+')
        return mistake(reading, "after kek comes its epoch, a whole number from 1", "");
    for (size_t i = 0; i < ring->epoch_count; i++)
        if (ring->epochs[i] == epoch)
            return mistake(reading, "this epoch has a key already: kek ", epoch_text);
    if (ring->epoch_count == MAX_EPOCHS)
        return mistake(reading, "too many epochs", "");
    if (!key_read(key_text, ring->keks[ring->epoch_count]))
        return mistake(reading, "needs 64 hexadecimal digits: kek ", epoch_text);
    ring->epochs[ring->epoch_count++] = (int32_t)epoch;
    if (epoch > ring->current)
        ring->current = (int32_t)epoch;
}

static void named_key_read(struct reading *reading, const char *name, const char *key_text)
{
    for (size_t i = 0; i < RING_KEY_COUNT; i++) {
        if (strcmp(name, names[i]) != 0)
            continue;
        if (reading->ring->has_key[i])
            mistake(reading, "is given twice: ", names[i]);
        else if (!key_read(key_text, reading->ring->keys[i]))
            mistake(reading, "needs 64 hexadecimal digits: ", names[i]);
        reading->ring->has_key[i] = true;
        return;
    }
    mistake(reading, "must begin with kek, history, receipt, fingerprint or directory", "");
}

/* The next word of the line; NULL when there is none. */
static char *next_word(char **rest)
{
    char *word;
    while ((word = strsep(rest, " \t\r")) && !*word)
        ;
    return word;
}

static void line_read(struct reading *reading, char *line)
{
    char *name = next_word(&line);
    if (!name || name[0] == '#')
        return;
    char *first = next_word(&line), *second = next_word(&line);
    const bool is_kek = strcmp(name, "kek") == 0;
    if (next_word(&line) || (second && !is_kek))
        return mistake(reading, "has too many words", "");
    if (is_kek)
        kek_read(reading, first, second);
    else
        named_key_read(reading, name, first);
}

static void lines_read(struct reading *reading, const char *text)
{
    char line[LINE_BYTES];
    while (*text) {
        const size_t length = strcspn(text, "\n");
        reading->line++;
        if (length >= sizeof line) {
            mistake(reading, "is too long", "");
        } else {
            memcpy(line, text, length);
            line[length] = '\0';
            line_read(reading, line);
        }
        text += length + (text[length] == '\n');
    }
    sodium_memzero(line, sizeof line);
}

static void completeness(struct reading *reading)
{
    for (size_t i = 0; i < RING_KEY_COUNT; i++)
        if (!reading->ring->has_key[i])
            mistake(reading, "the end, but there is no ", names[i]);
    if (reading->is_good && !reading->ring->current)
        mistake(reading, "the end, but there is no kek", "");
}

/* What follows the first line; NULL when that is another. */
static const char *after_first_line(const char *text)
{
    const size_t length = strlen(FIRST_LINE);
    if (strncmp(text, FIRST_LINE, length) != 0)
        return NULL;
    text += length + strspn(text + length, " \t\r");
    return *text == '\n' ? text + 1 : *text ? NULL : text;
}

/* Derived, so that rings made before anything was signed have it too. */
static void derive_signing_key(struct ring *ring)
{
    unsigned char seed[crypto_sign_SEEDBYTES], public_key[crypto_sign_PUBLICKEYBYTES];
    crypto_kdf_derive_from_key(seed, sizeof seed, 1, "signing_", ring->keys[RING_HISTORY]);
    crypto_sign_seed_keypair(public_key, ring->signing_key, seed);
    sodium_memzero(seed, sizeof seed);
}

bool key_ring_load(const char *text, FILE *mistakes)
{
    sodium_ready();
    struct ring *ring = sodium_malloc(sizeof *ring);
    if (!ring)
        abort();
    memset(ring, 0, sizeof *ring);

    struct reading reading = { .ring = ring, .mistakes = mistakes, .line = 1, .is_good = true };
    const char *keys = after_first_line(text);
    if (keys) {
        lines_read(&reading, keys);
        completeness(&reading);
    } else {
        mistake(&reading, "must be ", FIRST_LINE);
    }
    if (!reading.is_good) {
        sodium_free(ring);
        return false;
    }
    derive_signing_key(ring);
    sodium_mprotect_readonly(ring);
    key_ring_unload();
    loaded = ring;
    return true;
}

void key_ring_unload(void)
{
    sodium_free((void *)(uintptr_t)loaded);
    loaded = NULL;
}

int32_t key_ring_epoch(void)
{
    assert(loaded);
    return loaded->current;
}

bool key_ring_has_epoch(int32_t epoch)
{
    return key_ring_kek(epoch) != NULL;
}

const unsigned char *key_ring_key(enum ring_key key)
{
    assert(loaded);
    return loaded->keys[key];
}

const unsigned char *key_ring_signing_key(void)
{
    assert(loaded);
    return loaded->signing_key;
}

const unsigned char *key_ring_kek(int32_t epoch)
{
    assert(loaded);
    for (size_t i = 0; i < loaded->epoch_count; i++)
        if (loaded->epochs[i] == epoch)
            return loaded->keks[i];
    return NULL;
}

void key_ring_check_value(unsigned char check_value[HASH_BYTES])
{
    static const enum ring_key kept[] = { RING_HISTORY, RING_RECEIPT, RING_DIRECTORY };
    crypto_generichash_state state;
    crypto_generichash_init(&state, key_ring_kek(key_ring_epoch()), KEY_BYTES, HASH_BYTES);
    for (size_t i = 0; i < COUNT(kept); i++)
        crypto_generichash_update(&state, key_ring_key(kept[i]), KEY_BYTES);
    crypto_generichash_final(&state, check_value, HASH_BYTES);
    sodium_memzero(&state, sizeof state);
}
