/* JSON of the certificate of an erasure. Rule: B7. */
#ifndef JSON_ERASURE_SHAPES_H
#define JSON_ERASURE_SHAPES_H

#include "common/domain/erasure.h"
#include "common/json/shape.h"

extern const struct shape erasure_shape;

#endif
