/*
 * What a form asks a visitor who raises a case, and what it tells them first:
 * made of the shape of what is posted and of the organisation's procedure, so
 * that a form never asks what would be refused.
 *
 * Rule: A1, A6, A13, A14, C9, C11, C14.
 */
#ifndef PUBLICATION_CASE_FORM_H
#define PUBLICATION_CASE_FORM_H

#include "common/json/form_shapes.h"

/* Everything but the organisation. 'kind' is one that the procedure takes in from visitors, as
 * case_form_has says. What it points to belongs to memory and the procedure. */
struct form_view case_form(void *memory, const struct procedure *procedure, enum kind kind);

bool case_form_has(const struct procedure *procedure, enum kind kind);

#endif
