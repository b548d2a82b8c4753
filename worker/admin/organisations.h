/* Which organisation a command is about, and who of it. */
#ifndef ADMIN_ORGANISATIONS_H
#define ADMIN_ORGANISATIONS_H

#include "common/store/organisation_store.h"
#include "worker/admin/arguments.h"

/*
 * The organisation that --organisation names; op->scope becomes it alone. Not
 * within a transaction: the scope counts from the next one.
 * Errors: NOT_FOUND, told.
 */
enum fault organisation_chosen(struct op *op, const struct arguments *arguments,
                               struct organisation *organisation) CHECKED;

/* The site that --site names by its id or its name. Errors: NOT_FOUND, told. */
enum fault site_chosen(struct op *op, const struct arguments *arguments,
                       const struct organisation *organisation, struct site *site) CHECKED;

/* The organisation that was named; nil, for all of them, when none was. */
enum fault place_chosen(struct op *op, const struct arguments *arguments,
                        struct uuid *organisation_id) CHECKED;

/* Who the option names, of that organisation; nil when it was not given. Errors: NOT_FOUND, told.
 */
enum fault colleague_chosen(struct op *op, const struct arguments *arguments,
                            enum option_name option, const struct organisation *organisation,
                            struct uuid *staff_id) CHECKED;
/* The same for --staff. */
enum fault staff_chosen(struct op *op, const struct arguments *arguments,
                        const struct organisation *organisation, struct uuid *staff_id) CHECKED;

#endif
