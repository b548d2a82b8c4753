/* What keys of websites and tokens of staff have in common as commands. */
#ifndef ADMIN_KEYS_H
#define ADMIN_KEYS_H

#include "common/casework/keys.h"
#include "worker/admin/arguments.h"

/* The day of an instant, "-" for none. */
const char *day_or_none(struct op *op, instant at);

/* When what is made now for --days ends; NO_INSTANT for 0 days. */
instant end_after_days(const struct op *op, int days);

/* How long what a new one takes the place of stays good, by --overlap.
 * Errors: PARAMETER_INVALID, told. */
enum fault overlap_chosen(struct op *op, const struct arguments *arguments,
                          int64_t *overlap) CHECKED;

/* The key or token that the operand names, of the kinds that the command is for. 'organisation_id'
 * nil: over all. Errors: PARAMETER_INVALID, NOT_FOUND, told. */
enum fault key_chosen(struct op *op, const struct arguments *arguments,
                      const struct uuid *organisation_id, bool is_token, struct key *key) CHECKED;

/* Does it and tells; what is not possible is told too. */
enum fault key_rotate_chosen(struct op *op, const struct arguments *arguments,
                             const struct key *key, key_rotator *rotate) CHECKED;
enum fault key_revoke_chosen(struct op *op, const struct key *key) CHECKED;

#endif
