#include "common/casework/key_check.h"

#include "common/base/log.h"
#include "common/store/key_epoch_store.h"

#include <stdatomic.h>

static atomic_bool confirmed;

enum fault key_ring_confirm(struct op *op)
{
    unsigned char check_value[HASH_BYTES];
    bool is_same = false;
    if (atomic_load(&confirmed))
        return OK;
    key_ring_check_value(check_value);
    const enum fault fault = key_epoch_confirm(op, key_ring_epoch(), check_value, &is_same);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    if (!is_same) {
        LOG(op, LOG_ERROR, "key_ring_wrong", log_int("epoch", key_ring_epoch()));
        return FAULT_KEY_RING_WRONG;
    }
    atomic_store(&confirmed, true);
    return OK;
}
