/*
 * Staff and their roles: typed calls for sql/queries/staff.sql.
 *
 * What is personal about them, their name and how they are reached, is a document
 * sealed with the directory key; its text is JSON of common/json/staff_shapes.h.
 * A nil organisation_id stands for a role over all organisations.
 */
#ifndef STORE_STAFF_STORE_H
#define STORE_STAFF_STORE_H

#include "common/base/op.h"
#include "common/domain/vocabulary.h"

#include <stdbool.h>

struct identity_provider;

struct staff {
    struct uuid id;
    const char *details; /* the opened document */
    struct uuid organisation_id;
    const char *roles;          /* there; separated by commas */
    bool is_disabled;           /* may not sign in any more */
    struct uuid deputy_id;      /* nil: none */
    day absent_from, absent_to; /* the days on which they are away now, or next; NO_DAY: none */
};

/* Seals 'details' and keeps them. */
enum fault staff_create(struct op *op, const struct uuid *id, const char *details) CHECKED;

/* The same for a newcomer whom a provider names (common/seal/identity_hash.h); 'staff_id' becomes
 * who it is, nil when the provider admits nobody. */
enum fault staff_admit(struct op *op, const struct identity_provider *provider,
                       const unsigned char *hash, const char *details,
                       struct uuid *staff_id) CHECKED;

/* What is known of somebody. Errors: NOT_FOUND, SEAL_BROKEN. */
enum fault staff_details_read(struct op *op, const struct uuid *id, const char **details) CHECKED;
/* Seals 'details' and keeps them in place of those before. Errors: NOT_FOUND. */
enum fault staff_details_change(struct op *op, const struct uuid *id, const char *details) CHECKED;

/* From now on the person may not sign in, or may again. Errors: NOT_FOUND (nobody, or it is so). */
enum fault staff_disable(struct op *op, const struct uuid *staff_id, bool disabled) CHECKED;

/* Errors: ALREADY_EXISTS (has that role there). */
enum fault staff_role_add(struct op *op, const struct uuid *staff_id,
                          const struct uuid *organisation_id, enum role role) CHECKED;
/* Whether the person has any role there. */
enum fault staff_has_role(struct op *op, const struct uuid *staff_id,
                          const struct uuid *organisation_id, bool *has_role) CHECKED;

/* All roles of the person there, as bits; none when there is no such person. */
enum fault staff_roles(struct op *op, const struct uuid *staff_id,
                       const struct uuid *organisation_id, unsigned *held) CHECKED;

/* Whether the person holds one of these roles there. */
enum fault staff_holds(struct op *op, const struct uuid *staff_id,
                       const struct uuid *organisation_id, const enum role *wanted, size_t count,
                       bool *holds) CHECKED;

/* Who has a role there, by age; a nil organisation_id lists who has one over all.
 * Errors: SEAL_BROKEN. */
enum fault staff_list(struct op *op, const struct uuid *organisation_id, struct staff **staff,
                      size_t *count) CHECKED;

#endif
