#include "common/json/staff_shapes.h"

static const struct field staff_details_fields[] = {
    FIELD(struct staff_details, name, TEXT, .required = true, .single_line = true,
          .max_chars = STAFF_NAME_CHARS),
};
const struct shape staff_details_shape = SHAPE(struct staff_details, staff_details_fields);
