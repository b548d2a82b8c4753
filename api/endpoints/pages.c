#include "api/endpoints/pages.h"

#include "api/routes.h"

struct page_request page_read(struct op *op, struct exchange *exchange)
{
    return (struct page_request){ .starting_after = query_text(op, exchange, "starting_after"),
                                  .limit = query_limit(op, exchange) };
}

void reply_next(struct op *op, struct exchange *exchange, const struct page_request *asked,
                const struct page_end *end, const char *filters)
{
    if (!end->next)
        return;
    reply_header(exchange, "Link",
                 memory_printf(op->memory, "<%s?starting_after=%s&limit=%d%s>; rel=\"next\"",
                               exchange_route(exchange)->path, end->next, asked->limit, filters));
}
