/* Key epochs: the typed call for sql/queries/key_epoch.sql. */
#ifndef STORE_KEY_EPOCH_STORE_H
#define STORE_KEY_EPOCH_STORE_H

#include "common/seal/key_ring.h"
#include "common/store/query.h"

/* Whether the records know this epoch with this check value; the first one is noted.
 * Errors: NOT_FOUND (the records have no such epoch), BUSY, DATABASE. */
enum fault key_epoch_confirm(struct op *op, int32_t epoch,
                             const unsigned char check_value[HASH_BYTES], bool *is_same) CHECKED;

#endif
