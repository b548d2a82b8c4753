/* JSON of a form: what is told, then what is asked. Rule: C9, C14. */
#ifndef JSON_FORM_SHAPES_H
#define JSON_FORM_SHAPES_H

#include "common/domain/procedure.h"
#include "common/json/shape.h"

/* What is asked, and where the answer goes in the body of POST /v1/cases. */
struct form_field {
    const char *code;
    const char *pointer; /* JSON pointer, as in the mistakes of a problem: "/customer/name" */
    const char *title;
    const char *description; /* NULL: the title says it all */
    enum datatype datatype;
    bool required;
    int order;
    int max_length;              /* of a STRING or TEXT, in Unicode characters */
    const struct choice *values; /* of a CHOICE */
    size_t value_count;
};

struct form_view {
    const char *organisation; /* its slug */
    const char *organisation_name;
    int procedure_version;
    const struct notice *notices; /* to be shown before anything is asked */
    size_t notice_count;
    const char *notices_pointer;   /* where the body says which of them were shown */
    const struct policy *policies; /* those that choices name */
    size_t policy_count;
    enum kind kind;
    const struct choice *kinds; /* that have a form */
    size_t kind_count;
    const struct form_field *fields;
    size_t field_count;
};
extern const struct shape form_view_shape;

#endif
