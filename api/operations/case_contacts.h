/* Whom whoever complained was told to turn to. Rule: A15, D17. */
#ifndef API_OPERATIONS_CASE_CONTACTS_H
#define API_OPERATIONS_CASE_CONTACTS_H

#include "common/json/case_shapes.h"
#include "common/store/case_store.h"

/*
 * Fills the view's handler and point of contact, who has a deputy with them
 * where one is named and not part of the case. NULL until an initial response
 * has told who they are; of a case that was sealed off, as it stood before that.
 * 'events' is the case's history, 'procedure' the one that it follows.
 * Errors: BUG, SEAL_BROKEN, BUSY, DATABASE.
 */
enum fault case_contacts(struct op *op, const struct procedure *procedure,
                         const struct case_file *file, const struct case_event *events,
                         size_t count, struct receipt_view *view) CHECKED;

#endif
