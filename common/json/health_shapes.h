/* JSON of health and readiness. */
#ifndef JSON_HEALTH_SHAPES_H
#define JSON_HEALTH_SHAPES_H

#include "common/json/shape.h"

struct health {
    const char *status; /* "ok" */
    instant time;       /* the service's time: the database's */
    const char *version;
};
extern const struct shape health_shape;

struct readiness {
    bool ready;
    const char *database; /* "ok" or "unreachable" */
    const char *calendar; /* "ok", or "empty" before any import */
    const char *key_ring; /* "ok", "wrong", or "unknown" while the database is away */
};
extern const struct shape readiness_shape;

#endif
