#include "api/routes.h"

#include "api/endpoints/pages.h"
#include "api/endpoints/repeats.h"
#include "api/http/exchange.h"
#include "api/operations/board_pack.h"
#include "api/operations/board_pack_page.h"
#include "api/operations/meetings.h"

static enum fault reply_meeting(struct op *op, struct exchange *exchange, unsigned status,
                                const struct repeat *repeat, const struct meeting_view *view)
{
    reply_repeated(exchange, repeat);
    return reply(op, exchange, status, &meeting_view_shape, view);
}

static const char *filters(struct op *op, const struct meetings_request *request)
{
    return memory_printf(
        op->memory, "%s%s%s", word_parameter(op, "body", &bodies, (int)request->body),
        day_parameter(op, "from", request->from), day_parameter(op, "to", request->to));
}

enum fault get_meetings(struct op *op, struct exchange *exchange)
{
    struct meeting_page page;
    const struct meetings_request request = {
        .body = (enum body)query_word(op, exchange, "body", &bodies),
        .from = query_day(op, exchange, "from"),
        .to = query_day(op, exchange, "to"),
        .page = page_read(op, exchange),
    };
    TRY(query_end(op, exchange));
    TRY(list_meetings(op, &request, &page));
    reply_next(op, exchange, &request.page, &page.end, filters(op, &request));
    return reply(op, exchange, 200, &meeting_page_shape, &page);
}

enum fault get_meeting(struct op *op, struct exchange *exchange)
{
    struct uuid id;
    struct meeting_view view;
    TRY(query_end(op, exchange));
    TRY(path_id(exchange, "id", &id));
    TRY(read_meeting(op, &id, &view));
    return reply(op, exchange, 200, &meeting_view_shape, &view);
}

enum fault post_meeting(struct op *op, struct exchange *exchange)
{
    struct repeat repeat;
    struct meeting_request request;
    struct meeting_view view;
    char id[UUID_TEXT];

    TRY(repeat_read(op, exchange, "", &repeat));
    TRY(body_read(op, exchange, &meeting_request_shape, &request));
    TRY(create_meeting(op, &request, &repeat, &view));
    uuid_text(&view.id, id);
    reply_header(exchange, "Location", memory_printf(op->memory, "/v1/meetings/%s", id));
    return reply_meeting(op, exchange, 201, &repeat, &view);
}

enum fault post_meeting_move(struct op *op, struct exchange *exchange)
{
    struct uuid id;
    struct repeat repeat;
    struct meeting_move request;
    struct meeting_view view;

    TRY(path_id(exchange, "id", &id));
    TRY(repeat_read(op, exchange, path_text(exchange, "id"), &repeat));
    TRY(body_read(op, exchange, &meeting_move_shape, &request));
    TRY(move_meeting(op, &id, &request, &repeat, &view));
    return reply_meeting(op, exchange, 200, &repeat, &view);
}

enum fault post_meeting_cancellation(struct op *op, struct exchange *exchange)
{
    struct uuid id;
    struct repeat repeat;
    struct meeting_cancellation request;
    struct meeting_view view;

    TRY(path_id(exchange, "id", &id));
    TRY(repeat_read(op, exchange, path_text(exchange, "id"), &repeat));
    TRY(body_read(op, exchange, &meeting_cancellation_shape, &request));
    TRY(cancel_meeting(op, &id, &request, &repeat, &view));
    return reply_meeting(op, exchange, 200, &repeat, &view);
}

enum fault post_minutes(struct op *op, struct exchange *exchange)
{
    struct uuid id;
    struct repeat repeat;
    struct meeting_minutes request;
    struct meeting_view view;

    TRY(path_id(exchange, "id", &id));
    TRY(repeat_read(op, exchange, path_text(exchange, "id"), &repeat));
    TRY(body_read(op, exchange, &meeting_minutes_shape, &request));
    TRY(record_minutes(op, &id, &request, &repeat, &view));
    return reply_meeting(op, exchange, 200, &repeat, &view);
}

enum fault get_board_pack(struct op *op, struct exchange *exchange)
{
    static const char page_type[] = "text/html; charset=utf-8";
    const bool is_page = wants_html(exchange);
    struct uuid id;
    struct board_pack pack;
    TRY(query_end(op, exchange));
    TRY(path_id(exchange, "id", &id));
    reply_header(exchange, "Vary", "Accept");
    TRY(reply_acceptable(exchange, is_page ? page_type : "application/json"));
    TRY(read_board_pack(op, &id, &pack));
    return is_page ? reply_text(exchange, 200, page_type, board_pack_page(op->memory, &pack))
                   : reply(op, exchange, 200, &board_pack_shape, &pack);
}
