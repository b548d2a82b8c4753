/* The wall taken away: a request's head is not looked at as it stood on the wire. */
#include "api/http/head.h"

enum fault __wrap_head_check(struct op *op, struct exchange *exchange) CHECKED;

enum fault __wrap_head_check(struct op *op, struct exchange *exchange)
{
    (void)op, (void)exchange;
    return OK;
}
