/* Sealing and opening what is personal of a case, each document bound to its place. Rule: B7. */
#ifndef CASEWORK_SEALING_H
#define CASEWORK_SEALING_H

#include "common/json/shape.h"
#include "common/seal/case_key.h"
#include "common/seal/document.h"
#include "common/store/case_store.h"

/* The key of a case in the records. Errors: SEAL_BROKEN, also when it was erased. */
enum fault case_key_open(const struct case_record *record, struct case_key *key) CHECKED;

/* Where the sealed parts of a case lie. */
struct seal_place place_of_content(const struct uuid *case_id);
struct seal_place place_of_customer(const struct uuid *case_id);
struct seal_place place_of_event(struct op *op, const struct uuid *case_id, int seq);

struct sealed seal_struct(struct op *op, const struct case_key *key, struct seal_place place,
                          const struct shape *shape, const void *from);
/* Nothing sealed leaves 'into' as it is. Errors: SEAL_BROKEN. */
enum fault open_struct(struct op *op, const struct case_key *key, struct seal_place place,
                       const struct bytes *sealed, const struct shape *shape, void *into) CHECKED;

#endif
