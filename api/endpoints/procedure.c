/* The published procedure, for anybody. */
#include "api/routes.h"

#include "api/http/exchange.h"
#include "api/operations/read_procedure.h"

/* Whether the caller has what would be answered: another version of the service may word it
 * differently. 'form' of an answer: "json", "html", "svg". */
static bool is_known(struct op *op, struct exchange *exchange, const struct procedure_view *view,
                     const char *form)
{
    const char *etag = memory_printf(op->memory, "\"%d-%.16s-%s-%s\"", view->version, view->sha256,
                                     HEED_VERSION, form);
    reply_header(exchange, "Cache-Control", "public, max-age=300");
    if (not_modified(exchange, etag))
        return true;
    reply_header(exchange, "ETag", etag);
    return false;
}

/* Nothing in it is run or loaded. */
static void forbid_loading(struct exchange *exchange)
{
    reply_header(exchange, "Content-Security-Policy",
                 "default-src 'none'; style-src 'unsafe-inline'; img-src data:");
}

enum fault get_procedure(struct op *op, struct exchange *exchange)
{
    struct procedure_view view;
    struct procedure_print print;
    const bool is_page = wants_html(exchange);
    TRY(query_end(op, exchange));
    TRY(read_procedure(op, path_text(exchange, "slug"), &view));
    reply_header(exchange, "Vary", "Accept");
    if (is_known(op, exchange, &view, is_page ? "html" : "json"))
        return OK;
    if (!is_page)
        return reply(op, exchange, 200, &procedure_view_shape, &view);
    TRY(print_procedure(op, &view, &print));
    forbid_loading(exchange);
    return reply_text(exchange, 200, "text/html; charset=utf-8", print.page);
}

enum fault get_flow_chart(struct op *op, struct exchange *exchange)
{
    struct procedure_view view;
    struct procedure_print print;
    TRY(query_end(op, exchange));
    TRY(read_procedure(op, path_text(exchange, "slug"), &view));
    if (is_known(op, exchange, &view, "svg"))
        return OK;
    TRY(print_procedure(op, &view, &print));
    forbid_loading(exchange);
    return reply_text(exchange, 200, "image/svg+xml", print.flow_chart);
}
