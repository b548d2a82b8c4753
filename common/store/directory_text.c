#include "common/store/directory_text.h"

#include <string.h>

const char *directory_text_seal(struct op *op, struct seal_place place, const char *text)
{
    SCOPED_CASE_KEY key;
    directory_key(&key);
    const struct sealed sealed = document_seal(op->memory, &key, &place, text, strlen(text));
    return param_bytes(op, sealed.bytes, sealed.length);
}

enum fault directory_text_open(struct op *op, struct seal_place place, const struct bytes *sealed,
                               const char **text)
{
    SCOPED_CASE_KEY key;
    directory_key(&key);
    const struct sealed document = { sealed->data, sealed->length };
    struct opened opened;
    TRY(document_open(op->memory, &key, &place, &document, &opened));
    *text = opened.text;
    return OK;
}
