#include "common/json/health_shapes.h"

static const struct field health_fields[] = {
    FIELD(struct health, status, CODE),
    FIELD(struct health, time, INSTANT),
    FIELD(struct health, version, TEXT),
};
const struct shape health_shape = SHAPE(struct health, health_fields);

static const struct field readiness_fields[] = {
    FIELD(struct readiness, ready, BOOLEAN),
    FIELD(struct readiness, database, CODE),
    FIELD(struct readiness, calendar, CODE),
    FIELD(struct readiness, key_ring, CODE),
};
const struct shape readiness_shape = SHAPE(struct readiness, readiness_fields);
