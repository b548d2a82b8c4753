/*
 * Who is calling: the credential of a request, proved. A key of a site, a token
 * of ours for a member of staff, or an access token of their organisation's
 * provider (sign_in.h).
 *
 * What it names is remembered for three seconds (remembered.h); when the records
 * cannot be reached, what is not remembered is not let in.
 */
#ifndef API_IDENTITY_IDENTITY_H
#define API_IDENTITY_IDENTITY_H

#include "common/base/op.h"

/* Fills op->actor and op->scope from an Authorization header (NULL when there was none).
 * Errors: NOT_SIGNED_IN (absent, malformed, unknown, revoked, expired: all alike), NOT_ALLOWED (a
 * publishable key, a token that lets do nothing), ORGANISATION_AMBIGUOUS, PROVIDER, BUSY, DATABASE.
 */
enum fault authenticate(struct op *op, const char *authorization) CHECKED;

#endif
