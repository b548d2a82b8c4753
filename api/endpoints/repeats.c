#include "api/endpoints/repeats.h"

enum fault repeat_read(struct op *op, struct exchange *exchange, const char *about,
                       struct repeat *repeat)
{
    const char *operation = exchange_operation(exchange);
    *repeat = (struct repeat){
        .operation = *about ? memory_printf(op->memory, "%s %s", operation, about) : operation,
    };
    repeat->body = body_bytes(exchange, &repeat->body_length);
    return idempotency_key(op, exchange, &repeat->key);
}

void reply_repeated(struct exchange *exchange, const struct repeat *repeat)
{
    if (repeat->replayed)
        reply_header(exchange, "Idempotency-Replayed", "true");
}
