#include "api/http/proof.h"

#include "api/http/charge.h"
#include "api/http/exchange_state.h"

/* A credential that proves nobody who may do anything, here: the caller's fault, not the service's.
 */
static bool is_no_proof(enum fault fault)
{
    return fault && fault_kind(fault)->class < BROKEN;
}

/* What no page may do is not made good by another page. */
static enum fault told(struct op *op, const struct exchange *exchange, enum fault fault)
{
    if (fault != FAULT_ORIGIN_NOT_ALLOWED || route_is_for_visitors(exchange->route))
        return fault;
    op->mistakes = NULL;
    return FAULT_NOT_ALLOWED;
}

enum fault prove_caller(struct op *op, struct exchange *exchange)
{
    const struct server_settings *settings = exchange->settings;
    const enum fault fault =
        settings->authenticate
            ? settings->authenticate(op, request_header(exchange, "Authorization"),
                                     request_header(exchange, "Origin"))
            : FAULT_NOT_SIGNED_IN;
    if (is_no_proof(fault))
        TRY(charge_failure(op, exchange));
    TRY(told(op, exchange, fault));
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
