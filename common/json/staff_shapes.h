/* What is personal about a member of staff: the document that staff.sealed holds. */
#ifndef JSON_STAFF_SHAPES_H
#define JSON_STAFF_SHAPES_H

#include "common/json/shape.h"

enum { STAFF_NAME_CHARS = 200 };

struct staff_details {
    const char *name; /* as the customer is told it */
};
extern const struct shape staff_details_shape;

#endif
