#include "common/casework/sealing.h"

#include <string.h>

enum fault case_key_open(const struct case_record *record, struct case_key *key)
{
    const struct wrapped_key row = { .organisation_id = record->file.organisation_id,
                                     .case_id = record->file.id,
                                     .kek_epoch = record->kek_epoch,
                                     .wrapped = record->wrapped.data,
                                     .wrapped_length = record->wrapped.length };
    return record->wrapped.data ? case_key_unwrap(&row, key) : FAULT_SEAL_BROKEN;
}

struct seal_place place_of_content(const struct uuid *case_id)
{
    return (struct seal_place){ "case_file", "sealed_content", *case_id, "" };
}

struct seal_place place_of_customer(const struct uuid *case_id)
{
    return (struct seal_place){ "case_file", "sealed_customer", *case_id, "" };
}

struct seal_place place_of_event(struct op *op, const struct uuid *case_id, int seq)
{
    return (struct seal_place){ "case_event", "sealed", *case_id,
                                memory_printf(op->memory, "%d", seq) };
}

struct sealed seal_struct(struct op *op, const struct case_key *key, struct seal_place place,
                          const struct shape *shape, const void *from)
{
    const char *text = shape_write(op->memory, shape, from);
    return document_seal(op->memory, key, &place, text, strlen(text));
}

enum fault open_struct(struct op *op, const struct case_key *key, struct seal_place place,
                       const struct bytes *sealed, const struct shape *shape, void *into)
{
    struct opened opened;
    if (!sealed->data)
        return OK;
    const struct sealed closed = { sealed->data, sealed->length };
    TRY(document_open(op->memory, key, &place, &closed, &opened));
    return shape_read(op, shape, opened.text, opened.length, into) ? FAULT_SEAL_BROKEN : OK;
}
