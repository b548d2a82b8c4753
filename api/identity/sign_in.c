#include "api/identity/sign_in.h"

#include "api/identity/provider_keys.h"
#include "common/base/log.h"
#include "common/base/words.h"
#include "common/json/staff_shapes.h"
#include "common/seal/identity_hash.h"
#include "common/store/identity_provider_store.h"
#include "common/store/staff_store.h"
#include "common/store/tx.h"
#include "common/token/signature.h"
#include "common/token/token.h"

/* A token as one provider's organisation takes it. */
struct visit {
    const struct token *token;
    const struct identity_provider *provider;
    unsigned char hash[HASH_BYTES];
    struct json_texts values; /* of the roles claim */
    struct identity identity;
};

static enum fault refused(struct op *op, enum token_flaw flaw)
{
    LOG(op, LOG_INFO, "token_refused", log_code("reason", token_flaw_code(flaw)));
    return FAULT_NOT_SIGNED_IN;
}

/* The token is what its provider signed. */
static enum fault prove(struct op *op, const struct token *token)
{
    struct verification_key key;
    const enum key_answer answer =
        provider_key(op->memory, token->claims.iss, token->algorithm, token->header.kid, &key);
    if (answer == KEY_AWAY)
        return FAULT_PROVIDER;
    if (answer != KEY_FOUND)
        return refused(op, answer == KEY_UNKNOWN ? TOKEN_KEY : TOKEN_ISSUER);
    return signature_is_good(token->text, &key) ? OK : refused(op, TOKEN_SIGNATURE);
}

/* A list as it is; of one text also each of its words, as in "scope". */
static struct json_texts role_values(struct op *op, const struct visit *visit)
{
    struct json_texts texts = token_texts(op, visit->token, visit->provider->roles_claim);
    if (texts.count != 1)
        return texts;
    size_t count;
    const char **words = words_read(op->memory, texts.list[0], ' ', &count);
    for (size_t i = 0; i < count && texts.count < JSON_TEXTS_MAX; i++)
        if (*words[i])
            texts.list[texts.count++] = words[i];
    return texts;
}

static enum fault find(struct op *op, struct visit *visit)
{
    return identity_find(op, visit->provider, visit->hash, visit->values.list, visit->values.count,
                         &visit->identity);
}

/* Somebody whom nobody knows yet becomes staff, when the provider may bring newcomers, the token
 * says what they are called (customers are told), and they would have something to do. */
static enum fault admit(struct op *op, struct visit *visit)
{
    const struct staff_details details = { .name = visit->token->claims.name };
    if (!visit->provider->admits_newcomers || !details.name || !visit->identity.told)
        return OK;
    struct uuid staff_id;
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(staff_admit(op, visit->provider, visit->hash,
                    shape_write(op->memory, &staff_details_shape, &details), &staff_id));
    TRY(tx_commit(&tx));
    LOG(op, LOG_INFO, "newcomer_admitted", log_id("staff", staff_id));
    return find(op, visit);
}

/* Roles follow the newest token. */
static enum fault follow(struct op *op, struct visit *visit)
{
    const instant issued_at = token_issued_at(visit->token);
    const struct identity *known = &visit->identity;
    const bool is_newest = known->newest_at == NO_INSTANT || issued_at > known->newest_at;
    const bool is_news = issued_at == known->newest_at && known->told != known->held;
    if (!is_newest && !is_news)
        return OK;
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(identity_follow(op, visit->provider, visit->hash, issued_at, known->told));
    TRY(tx_commit(&tx));
    return find(op, visit);
}

/* Who it is in the provider's organisation, and what they may do there. */
static enum fault pay(struct op *op, struct visit *visit)
{
    const struct token *token = visit->token;
    const char *claim = visit->provider->subject_claim;
    const char *subject = token_subject(op, token, claim);
    if (!subject)
        return refused(op, TOKEN_SUBJECT);
    if (visit->provider->needs_access_type && !token_says_access(token))
        return refused(op, TOKEN_TYPE);
    identity_hash(token->claims.iss, claim, subject, visit->hash);
    visit->values = role_values(op, visit);
    TRY(find(op, visit));
    if (uuid_is_nil(&visit->identity.staff_id))
        TRY(admit(op, visit));
    if (visit->identity.is_disabled)
        return refused(op, TOKEN_DISABLED);
    return uuid_is_nil(&visit->identity.staff_id) ? OK : follow(op, visit);
}

/* Takes the visit as the caller when it lets do anything; at most one may. */
static enum fault take(struct op *op, const struct visit *visit)
{
    const unsigned granted = visit->identity.told & visit->identity.held;
    if (uuid_is_nil(&visit->identity.staff_id) || !granted)
        return OK;
    if (op->actor.kind == ACTOR_STAFF)
        return FAULT_ORGANISATION_AMBIGUOUS;
    op->actor = (struct actor){ .kind = ACTOR_STAFF,
                                .id = visit->identity.staff_id,
                                .organisation_id = visit->provider->organisation_id,
                                .roles = granted };
    return OK;
}

/* Every provider that the token is for is paid a visit, so that roles that were taken are taken
 * everywhere. */
static enum fault go_round(struct op *op, const struct token *token,
                           const struct identity_provider *providers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct visit visit = { .token = token, .provider = &providers[i] };
        TRY(pay(op, &visit));
        TRY(take(op, &visit));
    }
    return op->actor.kind == ACTOR_STAFF ? OK : FAULT_NOT_ALLOWED;
}

enum fault sign_in(struct op *op, const char *text, instant *ends_at)
{
    struct token token;
    struct identity_provider *providers;
    size_t count;

    enum token_flaw flaw = token_read(op, text, &token);
    flaw = flaw ? flaw : token_check(&token, op->now);
    if (flaw)
        return refused(op, flaw);
    TRY(prove(op, &token));
    const struct json_texts audiences = token_texts(op, &token, "aud");
    TRY(identity_provider_for(op, token.claims.iss, audiences.list, audiences.count, &providers,
                              &count));
    if (!count)
        return refused(op, TOKEN_AUDIENCE);
    *ends_at = token_ends_at(&token);
    const enum fault fault = go_round(op, &token, providers, count);
    if (fault)
        op->actor = (struct actor){ 0 };
    return fault;
}
