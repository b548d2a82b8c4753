#include "common/json/erasure_shapes.h"

static const struct field erasure_fields[] = {
    FIELD(struct erasure, id, UUID),           FIELD(struct erasure, reference, TEXT),
    FIELD(struct erasure, ground, CODE),       FIELD(struct erasure, asked_at, INSTANT),
    FIELD(struct erasure, erased_at, INSTANT), FIELD(struct erasure, destroyed, RAW),
};
const struct shape erasure_shape = SHAPE(struct erasure, erasure_fields);
