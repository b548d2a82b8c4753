#include "api/operations/lodging.h"

#include "common/base/config.h"
#include "common/casework/reference_data.h"
#include "common/seal/signed_text.h"

#include <string.h>

static const char type[] = "lodging+jwt";

enum fault lodging_proof(struct op *op, const struct case_file *file, const char **proof)
{
    struct organisation organisation;
    TRY(organisation_of(op, &file->organisation_id, &organisation));
    const struct lodging lodging = { .iss = config_text(HEED_PUBLIC_URL),
                                     .sub = file->reference,
                                     .organisation = organisation.slug,
                                     .iat = file->recorded_at / SECOND,
                                     .received_at = file->received_at };
    *proof = signed_text_write(op->memory, type, shape_write(op->memory, &lodging_shape, &lodging));
    return OK;
}

void check_proof(struct op *op, const char *proof, struct proof_view *view)
{
    struct lodging lodging;
    const char *payload = signed_text_read(op->memory, type, proof);
    *view = (struct proof_view){ .received_at = NO_INSTANT, .recorded_at = NO_INSTANT };
    if (payload && !shape_read(op, &lodging_shape, payload, strlen(payload), &lodging))
        *view = (struct proof_view){ .is_genuine = true,
                                     .reference = lodging.sub,
                                     .organisation = lodging.organisation,
                                     .received_at = lodging.received_at,
                                     .recorded_at = lodging.iat * SECOND };
}

void read_signing_keys(struct op *op, struct signing_keys_view *view)
{
    struct signing_key *key = NEW(op->memory, struct signing_key);
    struct jwk *keys = NEW(op->memory, struct jwk);
    signing_key_read(key);
    *keys = (struct jwk){
        .kty = "OKP", .crv = "Ed25519", .alg = "EdDSA", .use = "sig", .kid = key->kid, .x = key->x
    };
    *view = (struct signing_keys_view){ keys, 1 };
}
