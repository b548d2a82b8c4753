#include "api/routes.h"

#include "api/http/exchange.h"

enum fault options_preflight(struct op *op, struct exchange *exchange)
{
    return reply_preflight(op, exchange);
}
