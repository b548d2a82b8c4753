#include "api/http/exchange.h"

#include "api/http/exchange_state.h"
#include "api/http/media.h"

#include <assert.h>
#include <string.h>

uint64_t route_groups(const struct route *route)
{
    return route->event ? event_groups(route->event) : request_groups(route->request);
}

bool route_is_for_visitors(const struct route *route)
{
    return access_is_open(WHO_VISITOR, route_groups(route));
}

const char *request_header(const struct exchange *exchange, const char *name)
{
    return u_map_get_case(exchange->request->map_header, name);
}

bool exchange_is_safe(const struct exchange *exchange)
{
    return strcmp(exchange->request->http_verb, "GET") == 0 ||
           strcmp(exchange->request->http_verb, "HEAD") == 0;
}

const char *methods_with(struct op *op, const char *methods, const struct route *route)
{
    const char *method = strcmp(route->method, "GET") == 0 ? "GET, HEAD" : route->method;
    return memory_printf(op->memory, "%s%s%s", methods, *methods ? ", " : "", method);
}

const char *path_text(struct exchange *exchange, const char *name)
{
    const char *part = address_part(&exchange->address, exchange->route->path, name);
    assert(part);
    return part;
}

enum fault path_id(struct exchange *exchange, const char *name, struct uuid *id)
{
    return uuid_read_of_one(path_text(exchange, name), id) ? OK : FAULT_NOT_FOUND;
}

bool wants_html(const struct exchange *exchange)
{
    const char *accept = request_header(exchange, "Accept");
    return media_quality(accept, "text/html") > media_quality(accept, "application/json");
}

enum fault reply_acceptable(struct exchange *exchange, const char *content_type)
{
    return media_accepts(request_header(exchange, "Accept"), content_type)
               ? OK
               : refuse(exchange, REFUSAL_NOT_ACCEPTABLE, NULL);
}

const struct route *exchange_route(const struct exchange *exchange)
{
    return exchange->route;
}

const char *exchange_operation(const struct exchange *exchange)
{
    return exchange->operation;
}

const char *body_bytes(const struct exchange *exchange, size_t *length)
{
    *length = exchange->request->binary_body_length;
    return *length ? exchange->request->binary_body : "";
}

enum fault body_read(struct op *op, struct exchange *exchange, const struct shape *shape,
                     void *into)
{
    size_t length;
    const char *bytes = body_bytes(exchange, &length);
    return shape_read(op, shape, bytes, length, into);
}

void reply_header(struct exchange *exchange, const char *name, const char *value)
{
    u_map_remove_from_key_case(exchange->response->map_header, name);
    u_map_put(exchange->response->map_header, name, value);
}

bool reply_has_header(const struct exchange *exchange, const char *name)
{
    return u_map_has_key_case(exchange->response->map_header, name);
}

void reply_body(struct exchange *exchange, unsigned status, const char *content_type,
                const char *text)
{
    ulfius_set_empty_body_response(exchange->response, status);
    if (*text) {
        ulfius_set_binary_body_response(exchange->response, status, text, strlen(text));
        reply_header(exchange, "Content-Type", content_type);
    }
    exchange->is_replied = true;
}

enum fault reply(struct op *op, struct exchange *exchange, unsigned status,
                 const struct shape *shape, const void *from)
{
    reply_body(exchange, status, "application/json",
               shape ? shape_write(op->memory, shape, from) : "");
    return OK;
}

enum fault reply_text(struct exchange *exchange, unsigned status, const char *content_type,
                      const char *text)
{
    reply_body(exchange, status, content_type, text);
    return OK;
}
