#include "api/identity/identity.h"

#include "api/identity/last_use.h"
#include "api/identity/remembered.h"
#include "api/identity/sign_in.h"
#include "common/base/clock.h"
#include "common/seal/fingerprint.h"
#include "common/store/credential_store.h"
#include "common/token/token.h"

#include <string.h>
#include <strings.h>

/* One that is proved and has ended may be told so; who does not know it learns nothing. */
static enum fault check_end(const struct op *op, const struct credential *credential)
{
    const bool has_ended =
        credential->expires_at != NO_INSTANT && credential->expires_at <= op->now;
    return has_ended ? FAULT_CREDENTIAL_EXPIRED : OK;
}

static int64_t good_for_ms(const struct op *op, const struct credential *credential)
{
    return credential->expires_at == NO_INSTANT ? INT64_MAX
                                                : (credential->expires_at - op->now) / 1000;
}

typedef enum fault finder(struct op *op, const unsigned char hash[HASH_BYTES],
                          struct credential *credential);

static enum fault find_or_recall(struct op *op, finder *find, const unsigned char hash[HASH_BYTES])
{
    struct credential credential;
    if (remembered_recall(hash, &op->actor))
        return OK;
    const int64_t asked_ms = clock_monotonic_ms();
    TRY(find(op, hash, &credential));
    TRY(check_end(op, &credential));
    remembered_add(hash, &credential.actor, asked_ms, good_for_ms(op, &credential));
    last_use_note(&credential.id, op->now);
    op->actor = credential.actor;
    return OK;
}

static enum fault prove_secret_key(struct op *op, const unsigned char hash[HASH_BYTES],
                                   const char *origin)
{
    (void)origin; /* a server may say what it likes */
    return find_or_recall(op, secret_key_find, hash);
}

static enum fault prove_staff_token(struct op *op, const unsigned char hash[HASH_BYTES],
                                    const char *origin)
{
    (void)origin;
    return find_or_recall(op, staff_token_find, hash);
}

/* Anybody can read a publishable key in a page; it is good in the pages that it lists only. */
static enum fault prove_publishable_key(struct op *op, const unsigned char hash[HASH_BYTES],
                                        const char *origin)
{
    struct credential credential;
    TRY(publishable_key_find(op, hash, origin, &credential));
    TRY(check_end(op, &credential));
    if (!credential.lists_origin) {
        mistake_add(op, "Origin", origin ? "unlisted_origin" : "required",
                    origin ? "is not an origin that the key lists: those are compared exactly"
                           : "is required: a publishable key is for the pages that it lists");
        return FAULT_ORIGIN_NOT_ALLOWED;
    }
    last_use_note(&credential.id, op->now);
    op->actor = credential.actor;
    return OK;
}

static enum fault prove_provider_token(struct op *op, const char *token)
{
    unsigned char hash[HASH_BYTES];
    instant ends_at;
    fingerprint_token(token, hash);
    if (remembered_recall(hash, &op->actor))
        return OK;
    const int64_t asked_ms = clock_monotonic_ms();
    TRY(sign_in(op, token, &ends_at));
    remembered_add(hash, &op->actor, asked_ms, (ends_at - op->now) / 1000);
    return OK;
}

/* What one credential names, whichever kind it is. */
static enum fault prove(struct op *op, const char *text, const char *origin)
{
    static enum fault (*const provers[])(struct op *, const unsigned char *, const char *) = {
        [CREDENTIAL_SECRET] = prove_secret_key,
        [CREDENTIAL_PUBLISHABLE] = prove_publishable_key,
        [CREDENTIAL_STAFF] = prove_staff_token,
    };
    enum credential_kind kind;
    unsigned char hash[HASH_BYTES];
    if (token_is_likely(text))
        return prove_provider_token(op, text);
    if (!credential_read(text, &kind, hash))
        return FAULT_NOT_SIGNED_IN;
    const enum fault fault = provers[kind](op, hash, origin);
    return fault == FAULT_NOT_FOUND ? FAULT_NOT_SIGNED_IN : fault;
}

enum fault authenticate(struct op *op, const char *authorization, const char *origin)
{
    if (!authorization || strncasecmp(authorization, "Bearer ", 7) != 0)
        return FAULT_NOT_SIGNED_IN;
    TRY(prove(op, authorization + 7, origin));
    struct uuid *organisation = NEW(op->memory, struct uuid);
    *organisation = op->actor.organisation_id;
    op->scope = (struct scope){ organisation, uuid_is_nil(organisation) ? 0 : 1 };
    return OK;
}
