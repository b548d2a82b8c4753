#include "common/json/procedure_shapes.h"

static const struct field procedure_view_fields[] = {
    FIELD(struct procedure_view, organisation, TEXT),
    FIELD(struct procedure_view, organisation_name, TEXT),
    FIELD(struct procedure_view, version, INTEGER),
    FIELD(struct procedure_view, sha256, TEXT),
    FIELD(struct procedure_view, activated_at, INSTANT),
    FIELD(struct procedure_view, procedure, RAW),
};
const struct shape procedure_view_shape = SHAPE(struct procedure_view, procedure_view_fields);
