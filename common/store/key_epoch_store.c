#include "common/store/key_epoch_store.h"

enum fault key_epoch_confirm(struct op *op, int32_t epoch,
                             const unsigned char check_value[HASH_BYTES], bool *is_same)
{
    static const struct column columns[] = { { "is_same", 0, read_bool } };
    static const struct row row = ROW(bool, columns);
    return query_one(op, Q_key_epoch_confirm,
                     PARAMS(param_int(op, epoch), param_bytes(op, check_value, HASH_BYTES)), &row,
                     is_same, FAULT_NOT_FOUND);
}
