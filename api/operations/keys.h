/*
 * The keys of one's organisation over HTTP, for its administrators: websites'
 * keys and, to be listed and revoked only, tokens of staff. Who did what is
 * recorded by the schema. Rule: A12, D9.
 */
#ifndef API_OPERATIONS_KEYS_H
#define API_OPERATIONS_KEYS_H

#include "api/operations/repeat.h"
#include "common/json/key_shapes.h"

struct keys_request {
    enum key_kind kind; /* the none value does not filter */
    struct page_request page;
};

/* By age. Errors: PARAMETER_INVALID (a cursor that is none), BUSY, DATABASE. */
enum fault list_keys(struct op *op, const struct keys_request *request,
                     struct key_page *page) CHECKED;

/* With what was done to it, and by whom. Errors: NOT_FOUND, BUSY, DATABASE. */
enum fault read_key(struct op *op, const struct uuid *id, struct key_view *view) CHECKED;

/*
 * Makes a key for a site of the organisation. Its text is in the view this once: a repeated request
 * ('repeat.replayed') answers the key as it stands, without it.
 * Errors: FIELDS_INVALID, IDEMPOTENCY_KEY_REUSED, IN_FLIGHT, BUSY, DATABASE.
 */
enum fault create_key(struct op *op, const struct key_request *request, struct repeat *repeat,
                      struct key_view *view) CHECKED;

/* Makes one that takes a key's place, which ends after the overlap; the view is the new one's.
 * Errors: also NOT_FOUND, KEY_OVER, NOT_ALLOWED (a token: its owner could be somebody else). */
enum fault rotate_key(struct op *op, const struct uuid *id, const struct key_rotation *request,
                      struct repeat *repeat, struct key_view *view) CHECKED;

/* Ends a key or token for good, everywhere within five seconds; once more changes nothing.
 * Errors: NOT_FOUND, NOT_ALLOWED (not to be ended by the caller), BUSY, DATABASE. */
enum fault revoke_key(struct op *op, const struct uuid *id, struct key_view *view) CHECKED;

/* Says anew whose pages may use a publishable key.
 * Errors: NOT_FOUND, KEY_OVER (it is revoked), FIELDS_INVALID, BUSY, DATABASE. */
enum fault change_key_origins(struct op *op, const struct uuid *id,
                              const struct key_origins *request, struct key_view *view) CHECKED;

#endif
