#include "common/json/procedure_shapes.h"

static const struct field policy_fields[] = {
    FIELD(struct policy, code, CODE, .required = true),
    FIELD(struct policy, title, TEXT, .required = true, .max_chars = 200),
    FIELD(struct policy, version, TEXT, .required = true, .max_chars = 40),
    FIELD(struct policy, owner, TEXT, .required = true, .max_chars = 200),
    FIELD(struct policy, url, TEXT, .max_chars = 500, .single_line = true, .omit_empty = true),
};
const struct shape policy_shape = SHAPE(struct policy, policy_fields);

static const struct field procedure_view_fields[] = {
    FIELD(struct procedure_view, organisation, TEXT),
    FIELD(struct procedure_view, organisation_name, TEXT),
    FIELD(struct procedure_view, version, INTEGER),
    FIELD(struct procedure_view, sha256, TEXT),
    FIELD(struct procedure_view, activated_at, INSTANT),
    FIELD(struct procedure_view, procedure, RAW),
};
const struct shape procedure_view_shape = SHAPE(struct procedure_view, procedure_view_fields);
