/* Target and headers of a request. The first line is the target, each other one "Name: value". */
#include "api/http/client.h"
#include "api/http/exchange_state.h"
#include "api/http/media.h"
#include "tests/fuzz_targets/fuzz.h"

#include <arpa/inet.h>
#include <assert.h>
#include <orcania.h>
#include <stdlib.h>
#include <string.h>

enum { HEADERS_MAX = 64 };

static const char *names[HEADERS_MAX], *values[HEADERS_MAX];
static size_t header_count;

/* In the library's stead. */
int MHD_get_connection_values(struct MHD_Connection *connection, enum MHD_ValueKind kind,
                              MHD_KeyValueIterator iterator, void *to)
{
    (void)connection;
    for (size_t i = 0; i < header_count; i++)
        if (iterator(to, kind, names[i], values[i]) == MHD_NO)
            break;
    return (int)header_count;
}

const union MHD_ConnectionInfo *MHD_get_connection_info(struct MHD_Connection *connection,
                                                        enum MHD_ConnectionInfoType type, ...)
{
    static struct sockaddr_in address = { .sin_family = AF_INET };
    static union MHD_ConnectionInfo info;
    (void)connection, (void)type;
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    info.client_addr = (struct sockaddr *)&address;
    return &info;
}

static void take_headers(char *rest, struct _u_map *map)
{
    header_count = 0;
    for (char *line; header_count < HEADERS_MAX && (line = next_line(&rest));) {
        char *colon = strchr(line, ':');
        if (!colon)
            continue;
        *colon = '\0';
        names[header_count] = line;
        values[header_count] = colon + 1 + (colon[1] == ' ');
        u_map_put(map, names[header_count], values[header_count]);
        header_count++;
    }
}

static void read_address(struct op *op, struct exchange *exchange)
{
    static const char *const patterns[] = {
#define ROUTE(operation, method, path, handle) path,
#include "api/routes.def"
#undef ROUTE
        "/v1/cases/:reference/notes",
    };
    if (address_read(op, exchange->request->http_url, &exchange->address))
        return;
    for (size_t i = 0; i < COUNT(patterns); i++)
        if (address_matches(&exchange->address, patterns[i]))
            (void)address_part(&exchange->address, patterns[i], "reference");
}

static void read_query(struct op *op, struct exchange *exchange)
{
    const int limit = query_limit(op, exchange);
    assert(limit >= 1 && limit <= 200);
    (void)query_text(op, exchange, "starting_after");
    (void)query_day(op, exchange, "received_from");
    (void)query_instant(op, exchange, "start");
    const long amount = query_number(op, exchange, "amount", 1, -3660, 3660);
    assert(amount >= -3660 && amount <= 3660);
    (void)query_word(op, exchange, "kind", &kinds);
    assert(!query_end(op, exchange) == !op->mistakes);
}

static void read_headers(struct op *op, struct exchange *exchange)
{
    const char *type = request_header(exchange, "Content-Type"), *key;
    int version;
    if (type)
        (void)media_is_json(type);
    const double quality = media_quality(request_header(exchange, "Accept"), "text/html");
    assert(!(quality < 0));
    (void)wants_html(exchange);
    if (!idempotency_key(op, exchange, &key) && key)
        assert(*key && strlen(key) <= 255);
    if (!if_match(op, exchange, &version))
        assert(version >= 0);
    (void)not_modified(exchange, "\"7\"");
    (void)client_host(exchange);
}

static void read_request(struct exchange *exchange)
{
    SCOPED_OP op = op_begin();
    read_address(&op, exchange);
    read_query(&op, exchange);
    read_headers(&op, exchange);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = text_of(data, size), *rest = text, *target = next_line(&rest);
    struct network trusted = { .bits = 0 };
    const struct server_settings settings = { .trusted_proxies = { &trusted, 1 } };
    struct _u_request request;
    struct _u_response response;

    ulfius_init_request(&request);
    ulfius_init_response(&response);
    request.http_url = o_strdup(target);
    request.http_verb = o_strdup("GET");
    take_headers(rest, request.map_header);
    read_request(
        &(struct exchange){ .settings = &settings, .request = &request, .response = &response });
    ulfius_clean_response(&response);
    ulfius_clean_request(&request);
    free(text);
    return 0;
}
