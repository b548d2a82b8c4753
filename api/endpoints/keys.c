#include "api/routes.h"

#include "api/endpoints/pages.h"
#include "api/endpoints/repeats.h"
#include "api/http/exchange.h"
#include "api/operations/keys.h"

enum fault get_keys(struct op *op, struct exchange *exchange)
{
    const struct keys_request request = {
        .kind = (enum key_kind)query_word(op, exchange, "kind", &key_kinds),
        .page = page_read(op, exchange),
    };
    struct key_page page;
    TRY(query_end(op, exchange));
    TRY(list_keys(op, &request, &page));
    reply_next(op, exchange, &request.page, &page.end,
               word_parameter(op, "kind", &key_kinds, (int)request.kind));
    return reply(op, exchange, 200, &key_page_shape, &page);
}

enum fault get_key(struct op *op, struct exchange *exchange)
{
    struct uuid id;
    struct key_view view;
    TRY(query_end(op, exchange));
    TRY(path_id(exchange, "id", &id));
    TRY(read_key(op, &id, &view));
    return reply(op, exchange, 200, &key_view_shape, &view);
}

static enum fault reply_made(struct op *op, struct exchange *exchange, const struct repeat *repeat,
                             const struct key_view *view)
{
    char id[UUID_TEXT];
    uuid_text(&view->id, id);
    reply_header(exchange, "Location", memory_printf(op->memory, "/v1/keys/%s", id));
    reply_repeated(exchange, repeat);
    return reply(op, exchange, 201, &key_made_shape, view);
}

enum fault post_key(struct op *op, struct exchange *exchange)
{
    struct repeat repeat;
    struct key_request request;
    struct key_view view;
    TRY(repeat_read(op, exchange, "", &repeat));
    TRY(body_read(op, exchange, &key_request_shape, &request));
    TRY(create_key(op, &request, &repeat, &view));
    return reply_made(op, exchange, &repeat, &view);
}

enum fault post_key_rotation(struct op *op, struct exchange *exchange)
{
    struct uuid id;
    struct repeat repeat;
    struct key_rotation request;
    struct key_view view;
    TRY(path_id(exchange, "id", &id));
    TRY(repeat_read(op, exchange, path_text(exchange, "id"), &repeat));
    TRY(body_read(op, exchange, &key_rotation_shape, &request));
    TRY(rotate_key(op, &id, &request, &repeat, &view));
    return reply_made(op, exchange, &repeat, &view);
}

enum fault post_key_revocation(struct op *op, struct exchange *exchange)
{
    struct uuid id;
    struct key_view view;
    TRY(path_id(exchange, "id", &id));
    TRY(revoke_key(op, &id, &view));
    return reply(op, exchange, 200, &key_view_shape, &view);
}

enum fault post_key_origins(struct op *op, struct exchange *exchange)
{
    struct uuid id;
    struct key_origins request;
    struct key_view view;
    TRY(path_id(exchange, "id", &id));
    TRY(body_read(op, exchange, &key_origins_shape, &request));
    TRY(change_key_origins(op, &id, &request, &view));
    return reply(op, exchange, 200, &key_view_shape, &view);
}
