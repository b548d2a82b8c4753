#include "api/routes.h"

#include "api/http/exchange.h"
#include "api/operations/read_erasure.h"
#include "common/json/erasure_shapes.h"

enum fault get_erasure(struct op *op, struct exchange *exchange)
{
    char reference[REFERENCE_TEXT];
    struct erasure erasure;
    TRY(query_end(op, exchange));
    if (!reference_read(path_text(exchange, "reference"), reference))
        return FAULT_NOT_FOUND;
    TRY(read_erasure(op, reference, &erasure));
    return reply(op, exchange, 200, &erasure_shape, &erasure);
}
