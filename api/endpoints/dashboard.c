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

enum fault get_safeguarding_figures(struct op *op, struct exchange *exchange)
{
    struct safeguarding_figures figures;
    TRY(query_end(op, exchange));
    TRY(read_safeguarding_figures(op, &figures));
    return reply(op, exchange, 200, &safeguarding_figures_shape, &figures);
}
