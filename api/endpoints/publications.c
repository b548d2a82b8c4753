/* What an organisation publishes, for anybody: its procedure, and what a form asks. */
#include "api/routes.h"

#include "api/http/exchange.h"
#include "api/operations/read_form.h"
#include "api/operations/read_procedure.h"

/* Whether the caller has what would be answered. */
static bool is_known(struct exchange *exchange, const char *etag)
{
    reply_header(exchange, "Cache-Control", "public, max-age=300");
    if (not_modified(exchange, etag))
        return true;
    reply_header(exchange, "ETag", etag);
    return false;
}

/* Another version of the service may word it differently. 'look' of an answer: "json", "html",
 * "svg". */
static const char *etag_of(struct op *op, const struct procedure_view *view, const char *look)
{
    return memory_printf(op->memory, "\"%d-%.16s-%s-%s\"", view->version, view->sha256,
                         HEED_VERSION, look);
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
    if (is_known(exchange, etag_of(op, &view, is_page ? "html" : "json")))
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
    if (is_known(exchange, etag_of(op, &view, "svg")))
        return OK;
    TRY(print_procedure(op, &view, &print));
    forbid_loading(exchange);
    return reply_text(exchange, 200, "image/svg+xml", print.flow_chart);
}

/* A complaint unless another kind is asked for. */
enum fault get_form(struct op *op, struct exchange *exchange)
{
    struct form_view form;
    const int asked = query_word(op, exchange, "kind", &kinds);
    const enum kind kind = asked ? (enum kind)asked : KIND_COMPLAINT;
    TRY(query_end(op, exchange));
    TRY(read_form(op, path_text(exchange, "slug"), kind, &form));
    if (is_known(exchange, memory_printf(op->memory, "\"%d-%s-%s\"", form.procedure_version,
                                         HEED_VERSION, vocabulary_text(&kinds, (int)kind))))
        return OK;
    return reply(op, exchange, 200, &form_view_shape, &form);
}
