#include "common/json/staff_shapes.h"

static const struct field staff_details_fields[] = {
    FIELD(struct staff_details, name, TEXT, .required = true, .single_line = true,
          .max_chars = STAFF_NAME_CHARS),
    FIELD(struct staff_details, telephone, TEXT, .single_line = true, .omit_empty = true,
          .max_chars = STAFF_TELEPHONE_CHARS),
    FIELD(struct staff_details, email, TEXT, .single_line = true, .omit_empty = true,
          .max_chars = STAFF_EMAIL_CHARS),
};
const struct shape staff_details_shape = SHAPE(struct staff_details, staff_details_fields);

#define NAMED_STAFF_FIELDS                                                                         \
    FIELD(struct named_staff, name, TEXT), FIELD(struct named_staff, telephone, TEXT),             \
        FIELD(struct named_staff, email, TEXT)
static const struct field named_staff_fields[] = { NAMED_STAFF_FIELDS };
const struct shape named_staff_shape = SHAPE(struct named_staff, named_staff_fields);

static const struct field deputised_staff_fields[] = {
    NAMED_STAFF_FIELDS,
    FIELD(struct named_staff, deputy, OBJECT, .shape = &named_staff_shape),
};
const struct shape deputised_staff_shape = SHAPE(struct named_staff, deputised_staff_fields);
