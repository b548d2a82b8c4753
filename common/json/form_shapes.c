#include "common/json/form_shapes.h"

#include "common/json/procedure_shapes.h"

static const struct field choice_fields[] = {
    FIELD(struct choice, code, CODE),
    FIELD(struct choice, title, TEXT),
    FIELD(struct choice, policy, CODE, .omit_empty = true),
};
static const struct shape choice_shape = SHAPE(struct choice, choice_fields);

static const struct field notice_fields[] = {
    FIELD(struct notice, code, CODE),
    FIELD(struct notice, version, INTEGER),
    FIELD(struct notice, text, TEXT),
};
static const struct shape notice_shape = SHAPE(struct notice, notice_fields);

static const struct field form_field_fields[] = {
    FIELD(struct form_field, code, CODE),
    FIELD(struct form_field, pointer, TEXT),
    FIELD(struct form_field, title, TEXT),
    FIELD(struct form_field, description, TEXT, .omit_empty = true),
    FIELD(struct form_field, datatype, WORD, .words = &datatypes),
    FIELD(struct form_field, required, BOOLEAN),
    FIELD(struct form_field, order, INTEGER),
    FIELD(struct form_field, max_length, INTEGER, .omit_empty = true),
    LIST(struct form_field, values, value_count, OBJECT, .shape = &choice_shape,
         .omit_empty = true),
};
static const struct shape form_field_shape = SHAPE(struct form_field, form_field_fields);

static const struct field form_view_fields[] = {
    FIELD(struct form_view, organisation, TEXT),
    FIELD(struct form_view, organisation_name, TEXT),
    FIELD(struct form_view, procedure_version, INTEGER),
    LIST(struct form_view, notices, notice_count, OBJECT, .shape = &notice_shape),
    FIELD(struct form_view, notices_pointer, TEXT),
    FIELD(struct form_view, kind, WORD, .words = &kinds),
    LIST(struct form_view, policies, policy_count, OBJECT, .shape = &policy_shape),
    LIST(struct form_view, kinds, kind_count, OBJECT, .shape = &choice_shape),
    LIST(struct form_view, fields, field_count, OBJECT, .shape = &form_field_shape),
};
const struct shape form_view_shape = SHAPE(struct form_view, form_view_fields);
