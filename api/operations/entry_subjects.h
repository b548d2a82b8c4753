/*
 * A case whose subjects are known when it is entered: they are kept from it
 * before it is there.
 */
#ifndef API_OPERATIONS_ENTRY_SUBJECTS_H
#define API_OPERATIONS_ENTRY_SUBJECTS_H

#include "common/json/case_shapes.h"
#include "common/store/intake_store.h"

/*
 * Takes the case in and names its subjects, provisionally, in one transaction;
 * 'is_new' is false, and nothing is done, when the request had been done before.
 * Whoever has to look at it is told; when nobody is left it goes outside.
 *
 * Errors: FIELDS_INVALID (a matter of safeguarding that nobody would be left to
 * deal with), IN_FLIGHT, SEAL_BROKEN, BUSY, DATABASE. Rule: A13, C11, D9, D10.
 */
enum fault take_in_with_subjects(struct op *op, const struct case_request *request,
                                 const struct intake *intake, bool *is_new) CHECKED;

#endif
