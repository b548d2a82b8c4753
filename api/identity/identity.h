/*
 * Who is calling: the credential of a request, proved. A key of a site, a token
 * of ours for a member of staff, or an access token of their organisation's
 * provider (sign_in.h).
 *
 * What it names is remembered for three seconds (remembered.h), a visitor's is
 * looked up each time; when the records cannot be reached, what is not remembered
 * is not let in.
 */
#ifndef API_IDENTITY_IDENTITY_H
#define API_IDENTITY_IDENTITY_H

#include "common/base/op.h"

/*
 * Fills op->actor and op->scope from an Authorization and an Origin header (NULL when there was
 * none).
 * Errors: NOT_SIGNED_IN (absent, malformed, unknown, revoked: all alike), CREDENTIAL_EXPIRED (of
 * ours), ORIGIN_NOT_ALLOWED (of a publishable key), NOT_ALLOWED (a provider's token that lets do
 * nothing), ORGANISATION_AMBIGUOUS, PROVIDER, BUSY, DATABASE.
 */
enum fault authenticate(struct op *op, const char *authorization, const char *origin) CHECKED;

#endif
