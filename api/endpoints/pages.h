/* What is read and told of lists, which are answered page by page. */
#ifndef API_ENDPOINTS_PAGES_H
#define API_ENDPOINTS_PAGES_H

#include "api/http/exchange.h"
#include "common/json/page.h"

/* The parameters 'starting_after' and 'limit'; what is wrong with them query_end tells. */
struct page_request page_read(struct op *op, struct exchange *exchange);

/* Tells where the list goes on, if it does: a Link to the next page, with the same filters, written
 * "&name=value" each. */
void reply_next(struct op *op, struct exchange *exchange, const struct page_request *asked,
                const struct page_end *end, const char *filters);

#endif
