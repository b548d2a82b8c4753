#include "worker/webhook_message.h"

#include "common/json/webhook_shapes.h"
#include "common/seal/webhook_secret.h"

static const char *body_of(struct op *op, const struct webhook_delivery *delivery)
{
    const struct webhook_data data = { delivery->reference, delivery->status };
    const struct webhook_body body = { delivery->type, delivery->changed_at, &data };
    return shape_write(op->memory, &webhook_body_shape, &body);
}

enum fault webhook_message(struct op *op, const struct webhook_due *due,
                           const struct webhook_secret *secrets, size_t secret_count,
                           struct posting *posting)
{
    enum { HEADERS = 5 };
    const char **headers = NEW_ARRAY(op->memory, const char *, HEADERS);
    const char *id = param_uuid(op, &due->delivery.id);
    const int64_t timestamp = due->delivery.last_attempt_at / SECOND;
    const char *signatures = NULL;
    if (!due->url)
        return FAULT_SEAL_BROKEN;
    *posting = (struct posting){ due->url, body_of(op, &due->delivery), headers,
                                 HEADERS - !due->traceparent };
    for (size_t i = 0; i < secret_count; i++) {
        const char *signature;
        if (!uuid_equal(&secrets[i].endpoint_id, &due->delivery.endpoint_id))
            continue;
        TRY(webhook_sign(op->memory, secrets[i].text, id, timestamp, posting->body, &signature));
        signatures =
            signatures ? memory_printf(op->memory, "%s %s", signatures, signature) : signature;
    }
    if (!signatures)
        return FAULT_SEAL_BROKEN;
    headers[0] = "Content-Type: application/json";
    headers[1] = memory_printf(op->memory, "webhook-id: %s", id);
    headers[2] = memory_printf(op->memory, "webhook-timestamp: %lld", (long long)timestamp);
    headers[3] = memory_printf(op->memory, "webhook-signature: %s", signatures);
    headers[4] = memory_printf(op->memory, "traceparent: %s", due->traceparent);
    return OK;
}
