/*
 * The life of keys and tokens: typed calls for sql/queries/key.sql. The schema
 * records every change by itself, with the member of staff who asks. Whom a key
 * names is credential_store.h's to say.
 */
#ifndef STORE_KEY_STORE_H
#define STORE_KEY_STORE_H

#include "common/domain/key.h"
#include "common/store/query.h"

struct key_filter {
    struct uuid organisation_id; /* nil: tokens over all organisations */
    const enum key_kind *kinds;  /* none: all */
    size_t kind_count;
    struct uuid after; /* the last of the page before; nil for the first page */
    int limit;
};

/* By age. */
enum fault key_list(struct op *op, const struct key_filter *filter, struct key **keys,
                    size_t *count) CHECKED;
/* Of any kind. Errors: NOT_FOUND. */
enum fault key_by_id(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                     struct key *key) CHECKED;

/* Keeps a new key of a site, or a token, with its hash (HASH_BYTES). */
enum fault key_add(struct op *op, const struct key *key, const unsigned char *hash) CHECKED;
enum fault token_add(struct op *op, const struct key *token, const unsigned char *hash) CHECKED;

/* Another one takes its place; the old one ends then, if not sooner. */
struct succession {
    struct uuid old, successor;
    instant ends_at;
};
/* Errors: KEY_OVER (revoked, or rotated already). */
enum fault key_succeed(struct op *op, const struct succession *succession) CHECKED;
enum fault token_succeed(struct op *op, const struct succession *succession) CHECKED;

/* Of any kind; whatever was revoked stays so. */
enum fault key_revoke(struct op *op, const struct key *key) CHECKED;
/* Of a publishable key; 'origins' are separated by spaces. Errors: KEY_OVER (it is revoked). */
enum fault key_set_origins(struct op *op, const struct key *key, const char *origins) CHECKED;

struct key_change_row {
    struct uuid key_id;
    enum key_change change;
    instant changed_at;
    struct uuid staff_id; /* nil: the heed program */
    const char *origins;  /* those that it was changed to; NULL for another change */
};

/* What was done to one, or to all of the organisation when 'key_id' is nil; oldest first. */
enum fault key_changes_of(struct op *op, const struct uuid *organisation_id,
                          const struct uuid *key_id, struct key_change_row **changes,
                          size_t *count) CHECKED;

#endif
