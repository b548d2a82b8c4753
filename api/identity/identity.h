/*
 * Who is calling: the credential of a request, proved.
 *
 * What a credential names is remembered for three seconds, so a revoked one
 * ends everywhere within five. Unknown ones are never remembered; when the
 * records cannot be reached, what is not remembered is not let in.
 */
#ifndef API_IDENTITY_IDENTITY_H
#define API_IDENTITY_IDENTITY_H

#include "common/base/op.h"

/* Fills op->actor and op->scope from an Authorization header (NULL when there was none).
 * Errors: NOT_SIGNED_IN (absent, malformed, unknown, revoked, expired: all alike), NOT_ALLOWED (a
 * publishable key), BUSY, DATABASE. */
enum fault authenticate(struct op *op, const char *authorization) CHECKED;

#endif
