/* How customers reach staff at work, as it is written after a command. Rule: A15. */
#ifndef ADMIN_STAFF_CONTACT_H
#define ADMIN_STAFF_CONTACT_H

#include "common/json/staff_shapes.h"
#include "worker/admin/arguments.h"

/* Telephone number and e-mail address, NULL where none was given.
 * Errors: PARAMETER_INVALID, told: every mistake at once. */
enum fault contact_read(struct op *op, const struct arguments *arguments,
                        struct staff_details *details) CHECKED;

#endif
