/*
 * Staff, their roles and tokens: typed calls for sql/queries/staff.sql.
 *
 * What is personal about them, their name, is a document sealed with the
 * directory key; its text is JSON of common/json/staff_shapes.h.
 * A nil organisation_id stands for a role over all organisations.
 */
#ifndef STORE_STAFF_STORE_H
#define STORE_STAFF_STORE_H

#include "common/base/op.h"
#include "common/domain/vocabulary.h"

#include <stdbool.h>

struct staff {
    struct uuid id;
    const char *details; /* the opened document */
    struct uuid organisation_id;
    const char *roles; /* there; separated by commas */
};

/* Seals 'details' and keeps them. */
enum fault staff_create(struct op *op, const struct uuid *id, const char *details) CHECKED;

/* Errors: ALREADY_EXISTS (has that role there). */
enum fault staff_role_add(struct op *op, const struct uuid *staff_id,
                          const struct uuid *organisation_id, enum role role) CHECKED;
/* Whether the person has any role there. */
enum fault staff_has_role(struct op *op, const struct uuid *staff_id,
                          const struct uuid *organisation_id, bool *has_role) CHECKED;

/* Whether the person holds one of these roles there. */
enum fault staff_holds(struct op *op, const struct uuid *staff_id,
                       const struct uuid *organisation_id, const enum role *wanted, size_t count,
                       bool *holds) CHECKED;

/* A token that ends after so many days. 'hash' is HASH_BYTES long. */
enum fault staff_token_add(struct op *op, const unsigned char *hash, const struct uuid *staff_id,
                           const struct uuid *organisation_id, int days) CHECKED;

/* Who has a role there, by age; a nil organisation_id lists who has one over all.
 * Errors: SEAL_BROKEN. */
enum fault staff_list(struct op *op, const struct uuid *organisation_id, struct staff **staff,
                      size_t *count) CHECKED;

#endif
