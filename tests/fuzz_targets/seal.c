/* What was signed or sealed here and comes back: proofs of lodging, sealed documents, wrapped keys.
 * The first line is a proof, all bytes are a document and a key. */
#include "common/json/lodging_shapes.h"
#include "common/seal/document.h"
#include "common/seal/signed_text.h"
#include "tests/fuzz_targets/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char type[] = "lodging+jwt";

/* Nobody can change a proof into another that counts, nor write the same one otherwise. */
static void read_proof(struct op *op, const char *text)
{
    struct lodging lodging;
    const char *payload = signed_text_read(op->memory, type, text);
    if (!payload)
        return;
    assert(strcmp(signed_text_write(op->memory, type, payload), text) == 0);
    assert(shape_read(op, &lodging_shape, payload, strlen(payload), &lodging) == OK);
}

static void read_document(void *memory, const uint8_t *data, size_t size)
{
    static const struct seal_place place = { "case_file", "sealed_content", { { 0xa2 } }, "" };
    static const struct case_key key = { { 1 } };
    const struct sealed sealed = { data, size };
    struct opened opened;
    if (document_open(memory, &key, &place, &sealed, &opened) == OK)
        assert(document_sealed_bytes(opened.length) == size && !opened.text[opened.length]);
    else
        assert(!opened.length);
}

static void read_key(const uint8_t *data, size_t size)
{
    static const struct case_key none;
    struct wrapped_key row = { .kek_epoch = 1, .wrapped = data, .wrapped_length = size };
    SCOPED_CASE_KEY key;
    if (case_key_unwrap(&row, &key))
        assert(memcmp(&key, &none, sizeof key) == 0);
    else
        assert(size == WRAPPED_BYTES);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    load_ring();
    SCOPED_OP op = op_begin();
    char *text = text_of(data, size), *rest = text;
    read_proof(&op, next_line(&rest));
    read_document(op.memory, data, size);
    read_key(data, size);
    free(text);
    return 0;
}
