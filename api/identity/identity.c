#include "api/identity/identity.h"

#include "api/identity/remembered.h"
#include "api/identity/sign_in.h"
#include "common/base/clock.h"
#include "common/seal/fingerprint.h"
#include "common/store/credential_store.h"
#include "common/token/token.h"

#include <string.h>
#include <strings.h>

static enum fault prove_key(struct op *op, enum credential_kind kind,
                            const unsigned char hash[HASH_BYTES])
{
    if (remembered_recall(hash, &op->actor))
        return OK;
    const int64_t asked_ms = clock_monotonic_ms();
    const enum fault fault = kind == CREDENTIAL_STAFF ? staff_token_find(op, hash, &op->actor)
                                                      : api_key_find(op, hash, &op->actor);
    if (fault == FAULT_NOT_FOUND)
        return FAULT_NOT_SIGNED_IN;
    TRY(fault);
    remembered_add(hash, &op->actor, asked_ms, INT64_MAX);
    return OK;
}

static enum fault prove_token(struct op *op, const char *token)
{
    unsigned char hash[HASH_BYTES];
    instant ends_at;
    fingerprint_body(token, strlen(token), hash);
    if (remembered_recall(hash, &op->actor))
        return OK;
    const int64_t asked_ms = clock_monotonic_ms();
    TRY(sign_in(op, token, &ends_at));
    remembered_add(hash, &op->actor, asked_ms, (ends_at - op->now) / 1000);
    return OK;
}

/* What one credential names, whichever kind it is. */
static enum fault prove(struct op *op, const char *credential)
{
    enum credential_kind kind;
    unsigned char hash[HASH_BYTES];
    if (token_is_likely(credential))
        return prove_token(op, credential);
    if (!credential_read(credential, &kind, hash))
        return FAULT_NOT_SIGNED_IN;
    TRY(prove_key(op, kind, hash));
    /* Visitors' browsers are not served yet, and their key may do nothing else. */
    return kind == CREDENTIAL_PUBLISHABLE ? FAULT_NOT_ALLOWED : OK;
}

enum fault authenticate(struct op *op, const char *authorization)
{
    if (!authorization || strncasecmp(authorization, "Bearer ", 7) != 0)
        return FAULT_NOT_SIGNED_IN;
    TRY(prove(op, authorization + 7));

    struct uuid *organisation = NEW(op->memory, struct uuid);
    *organisation = op->actor.organisation_id;
    op->scope = (struct scope){ organisation, uuid_is_nil(organisation) ? 0 : 1 };
    return OK;
}
