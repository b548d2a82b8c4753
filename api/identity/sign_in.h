/*
 * Staff who sign in with their organisation's provider: the access token of a
 * request, proved, and what it lets them do. Rule: A12.
 *
 * Who it is, is decided by issuer and subject; where and as what, by the
 * configuration of the providers that the token's audience names. The person's
 * roles in the records are kept in step with the newest token, so that row-level
 * security knows them too.
 */
#ifndef API_IDENTITY_SIGN_IN_H
#define API_IDENTITY_SIGN_IN_H

#include "common/base/op.h"

/*
 * Fills op->actor; 'ends_at' becomes the moment from which the token counts no more.
 * Errors: NOT_SIGNED_IN (whatever is wrong with the token), NOT_ALLOWED (it is
 * good and lets do nothing here), ORGANISATION_AMBIGUOUS, PROVIDER, BUSY, DATABASE.
 */
enum fault sign_in(struct op *op, const char *token, instant *ends_at) CHECKED;

#endif
