#include "common/token/key_set.h"

#include "common/json/token_shapes.h"
#include "common/token/signature.h"

#include <string.h>

enum { BYTES_MAX = 1024 };

static const struct {
    const char *text, *type, *curve;
    size_t least_bytes, x_digits, y_digits;
} algorithms[] = {
    [ALGORITHM_NONE] = { "", "", NULL, 0, 0, 0 },
#define ALGORITHM(name, text, type, curve, least, x, y)                                            \
    [ALGORITHM_##name] = { text, type, curve, least, x, y },
#include "common/token/algorithm.def"
#undef ALGORITHM
};

enum algorithm algorithm_read(const char *text)
{
    for (size_t i = ALGORITHM_NONE + 1; i < COUNT(algorithms); i++)
        if (strcmp(algorithms[i].text, text) == 0)
            return (enum algorithm)i;
    return ALGORITHM_NONE;
}

const char *algorithm_text(enum algorithm algorithm)
{
    return algorithms[algorithm].text;
}

static bool is_same(const char *one, const char *other)
{
    return one && other ? strcmp(one, other) == 0 : one == other;
}

/* The algorithm of a key of this type. */
static enum algorithm algorithm_of(const struct jwk *jwk)
{
    for (size_t i = ALGORITHM_NONE + 1; i < COUNT(algorithms); i++)
        if (is_same(algorithms[i].type, jwk->kty) && is_same(algorithms[i].curve, jwk->crv))
            return (enum algorithm)i;
    return ALGORITHM_NONE;
}

static size_t digits(const char *number)
{
    return number ? strlen(number) : 0;
}

/* In base64url four digits are three bytes. */
static bool has_good_size(const struct jwk *jwk, enum algorithm algorithm)
{
    const size_t bytes = digits(jwk->n) * 3 / 4;
    return bytes >= algorithms[algorithm].least_bytes && bytes <= BYTES_MAX &&
           digits(jwk->x) == algorithms[algorithm].x_digits &&
           digits(jwk->y) == algorithms[algorithm].y_digits;
}

static bool is_usable(void *memory, const struct jwk *jwk, struct verification_key *key)
{
    const enum algorithm algorithm = algorithm_of(jwk);
    if (!algorithm || jwk->d || !has_good_size(jwk, algorithm) ||
        (jwk->use && strcmp(jwk->use, "sig") != 0) ||
        (jwk->alg && strcmp(jwk->alg, algorithms[algorithm].text) != 0))
        return false;
    *key = (struct verification_key){ .algorithm = algorithm,
                                      .id = jwk->kid,
                                      .jwk = shape_write(memory, &jwk_bare_shape, jwk) };
    return signature_takes_key(key);
}

enum fault key_set_read(struct op *op, const char *json, size_t length, struct key_set *set)
{
    struct jwks jwks;
    *set = (struct key_set){ 0 };
    if (shape_read(op, &jwks_shape, json, length, &jwks) || !jwks.key_count)
        return FAULT_MALFORMED;

    struct verification_key *keys = NEW_ARRAY(op->memory, struct verification_key, jwks.key_count);
    for (size_t i = 0; i < jwks.key_count; i++) {
        struct jwk jwk;
        if (shape_read(op, &jwk_shape, jwks.keys[i], strlen(jwks.keys[i]), &jwk) == OK &&
            is_usable(op->memory, &jwk, &keys[set->count]))
            set->count++;
    }
    set->keys = keys;
    set->unusable = jwks.key_count - set->count;
    return OK;
}

const struct verification_key *key_set_find(const struct key_set *set, enum algorithm algorithm,
                                            const char *id)
{
    const struct verification_key *found = NULL;
    for (size_t i = 0; i < set->count; i++) {
        const struct verification_key *key = &set->keys[i];
        if (key->algorithm != algorithm || (id && !is_same(key->id, id)))
            continue;
        if (found)
            return NULL;
        found = key;
    }
    return found;
}

struct key_set key_set_copy(void *memory, const struct key_set *set)
{
    struct verification_key *keys = NEW_ARRAY(memory, struct verification_key, set->count);
    for (size_t i = 0; i < set->count; i++)
        keys[i] = (struct verification_key){ .algorithm = set->keys[i].algorithm,
                                             .id = memory_text(memory, set->keys[i].id),
                                             .jwk = memory_text(memory, set->keys[i].jwk) };
    return (struct key_set){ keys, set->count, set->unusable };
}
