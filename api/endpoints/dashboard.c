#include "api/routes.h"

#include "api/http/exchange.h"
#include "api/operations/read_dashboard.h"
#include "common/json/dashboard_shapes.h"

enum fault get_dashboard(struct op *op, struct exchange *exchange)
{
    struct dashboard dashboard;
    TRY(query_end(op, exchange));
    TRY(read_dashboard(op, &dashboard));
    return reply(op, exchange, 200, &dashboard_shape, &dashboard);
}
