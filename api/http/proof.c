#include "api/http/proof.h"

#include "api/http/charge.h"
#include "api/http/exchange_state.h"

enum fault prove_caller(struct op *op, struct exchange *exchange)
{
    const struct server_settings *settings = exchange->settings;
    const enum fault fault =
        settings->authenticate
            ? settings->authenticate(op, request_header(exchange, "Authorization"))
            : FAULT_NOT_SIGNED_IN;
    if (fault == FAULT_NOT_SIGNED_IN)
        return charge_failure(op, exchange);
    TRY(fault);
    return charge_caller(op, exchange);
}

enum fault prove_complainant(struct op *op, struct exchange *exchange, const char *reference,
                             const char *code)
{
    TRY(charge_try(op, exchange, reference));
    const enum fault fault = exchange->settings->authenticate_complainant(op, reference, code);
    if (fault == FAULT_NOT_FOUND)
        return fault;
    charge_try_back(op, exchange);
    TRY(fault);
    return charge_caller(op, exchange);
}
