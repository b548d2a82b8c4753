#include "api/routes.h"

#include "api/http/exchange.h"
#include "api/operations/lodging.h"

enum fault post_proof(struct op *op, struct exchange *exchange)
{
    struct proof_request request;
    struct proof_view view;
    TRY(body_read(op, exchange, &proof_request_shape, &request));
    check_proof(op, request.proof_of_lodging, &view);
    return reply(op, exchange, 200, &proof_view_shape, &view);
}

enum fault get_signing_keys(struct op *op, struct exchange *exchange)
{
    struct signing_keys_view view;
    TRY(query_end(op, exchange));
    read_signing_keys(op, &view);
    reply_header(exchange, "Cache-Control", "public, max-age=300");
    return reply(op, exchange, 200, &signing_keys_view_shape, &view);
}
