/* JSON of a published procedure. Rule: C1, C9. */
#ifndef JSON_PROCEDURE_SHAPES_H
#define JSON_PROCEDURE_SHAPES_H

#include "common/domain/procedure.h"
#include "common/json/shape.h"

extern const struct shape policy_shape;

struct procedure_view {
    const char *organisation; /* its slug */
    const char *organisation_name;
    struct uuid organisation_id; /* not told */
    int version;
    const char *sha256; /* of the document as it was activated, hexadecimal */
    instant activated_at;
    const char *procedure; /* the document, JSON */
};
extern const struct shape procedure_view_shape;

#endif
