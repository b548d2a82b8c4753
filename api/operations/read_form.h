/*
 * What a form asks a visitor of an organisation, and what it tells them first,
 * for anybody.
 *
 * Rule: A14, C9, C14.
 */
#ifndef API_OPERATIONS_READ_FORM_H
#define API_OPERATIONS_READ_FORM_H

#include "common/json/form_shapes.h"

/* Errors: NOT_FOUND (no organisation has this slug), PARAMETER_INVALID (its procedure takes in no
 * cases of this kind), BUSY, DATABASE. */
enum fault read_form(struct op *op, const char *slug, enum kind kind,
                     struct form_view *form) CHECKED;

#endif
