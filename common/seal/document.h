/*
 * Sealed documents: the personal part of a row, as JSON text, one a row and audience.
 *
 * Form 1: 0x01, nonce (24 bytes), then ciphertext and tag of XChaCha20-Poly1305
 * (IETF). The text is padded to a multiple of 64 bytes first, so that lengths
 * tell little. Bound to its place: in another table, column, case or row it
 * does not open.
 */
#ifndef SEAL_DOCUMENT_H
#define SEAL_DOCUMENT_H

#include "common/base/fault.h"
#include "common/base/id.h"
#include "common/seal/case_key.h"

/* Where a document lies. None of the texts may hold '|', none may be longer than 64 bytes. */
struct seal_place {
    const char *table;
    const char *column;
    struct uuid case_id; /* nil with directory_key */
    const char *row;     /* the rest of the row's key as text: seq, or an id; "" for case_file */
};

/* What is stored. */
struct sealed {
    const unsigned char *bytes;
    size_t length;
};

/* What was written. When opened, text[length] is NUL. */
struct opened {
    const char *text;
    size_t length;
};

/* Bytes of what document_seal answers for a text of so many bytes. */
size_t document_sealed_bytes(size_t text_length);

/* Seals a text. The answer belongs to 'memory'; the same text seals differently every time. */
struct sealed document_seal(void *memory, const struct case_key *key,
                            const struct seal_place *place, const char *text, size_t length);

/*
 * Opens a document. The text belongs to 'memory' and is wiped when that goes.
 * Errors: SEAL_BROKEN when it is not what was sealed with this key at this place,
 * or empty; 'opened' is then empty.
 */
enum fault document_open(void *memory, const struct case_key *key, const struct seal_place *place,
                         const struct sealed *sealed, struct opened *opened) CHECKED;

#endif
