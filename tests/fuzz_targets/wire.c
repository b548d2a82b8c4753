/* Requests as bytes on the wire, before the real server: whatever it serves, a reader that forgives
 * nothing finds at the same place, so that no proxy in front sees other requests than Heed. */
#include "api/http/exchange_state.h"
#include "api/routes.h"
#include "common/base/log.h"
#include "common/seal/receipt.h"
#include "tests/fuzz_targets/fuzz.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { REPLY_BYTES = 16 << 20, BODY_MOST = 4096 };

/* What was sent and has not been served yet; the server's thread reads on in it. In 'heads' a NUL
 * before an LF is a CR: the library leaves the two alike (head.h). */
static struct sent {
    const char *at, *end, *heads, *bodies;
} sent;

static const char *body(void)
{
    return sent.bodies + (sent.at - sent.heads);
}

static bool take(const char *text, size_t length)
{
    if ((size_t)(sent.end - sent.at) < length || memcmp(sent.at, text, length) != 0)
        return false;
    sent.at += length;
    return true;
}

/* What stands before 'end', which is passed over; it holds none of 'unwanted'. */
static bool take_until(char end, const char *unwanted, const char **text, size_t *length)
{
    const char *found = memchr(sent.at, end, (size_t)(sent.end - sent.at));
    if (!found)
        return false;
    *text = sent.at;
    *length = (size_t)(found - sent.at);
    sent.at = found + 1;
    for (const char *at = *text; at < found; at++)
        if (*at == '\0' || *at == '\n' || strchr(unwanted, *at))
            return false;
    return *length > 0;
}

struct head {
    const char *method, *target;
    size_t method_length, target_length, body_length;
    bool is_chunked;
};

static bool is_named(const char *name, size_t length, const char *wanted)
{
    return strlen(wanted) == length && strncasecmp(name, wanted, length) == 0;
}

static bool take_header(struct head *head)
{
    const char *name, *end = memmem(sent.at, (size_t)(sent.end - sent.at), "\r\n", 2);
    size_t length;
    if (!end || !take_until(':', " \t\r", &name, &length) || sent.at > end ||
        memchr(sent.at, '\n', (size_t)(end - sent.at)) ||
        memchr(sent.at, '\0', (size_t)(end - sent.at)))
        return false;
    if (is_named(name, length, "Content-Length"))
        head->body_length = strtoul(sent.at, NULL, 10);
    if (is_named(name, length, "Transfer-Encoding"))
        head->is_chunked = true;
    sent.at = end;
    return take("\r\n", 2);
}

/* The library takes for empty whatever begins with NUL (head.h). */
static void pass_over_empty_lines(void)
{
    while (sent.at < sent.end && strchr("\r\n", *sent.at)) {
        const char *end = memchr(sent.at, '\n', (size_t)(sent.end - sent.at));
        sent.at = end ? end + 1 : sent.end;
    }
}

static bool take_head(struct head *head)
{
    const char *version;
    size_t length;
    *head = (struct head){ 0 };
    pass_over_empty_lines();
    if (!take_until(' ', "\r\t", &head->method, &head->method_length) ||
        !take_until(' ', "\r\t", &head->target, &head->target_length) ||
        !take_until('\r', " \t", &version, &length) || !take("\n", 1) || length != 8 ||
        strncmp(version, "HTTP/1.", 7) != 0)
        return false;
    while (!take("\r\n", 2))
        if (!take_header(head))
            return false;
    return true;
}

static bool is_same(const char *bytes, size_t length, const void *served, size_t served_length)
{
    return served_length == length && (!length || memcmp(bytes, served, length) == 0);
}

static bool is_served(const struct head *head, const struct _u_request *request)
{
    const bool has_body =
        head->is_chunked ||
        is_same(body(), head->body_length, request->binary_body, request->binary_body_length);
    return has_body &&
           is_same(head->method, head->method_length, request->http_verb,
                   strlen(request->http_verb)) &&
           is_same(head->target, head->target_length, request->http_url, strlen(request->http_url));
}

/* Others that were refused may stand before it. */
static void find_served(const struct _u_request *request)
{
    struct head head;
    bool is_found;
    do {
        const bool is_whole = take_head(&head);
        assert(is_whole && (size_t)(sent.end - sent.at) >= head.body_length);
        is_found = is_served(&head, request);
        sent.at += head.body_length;
    } while (!is_found);
}

static enum fault serve(struct op *op, struct exchange *exchange)
{
    const char *key;
    int version;
    find_served(exchange->request);
    assert(strlen(op->request_id) < REQUEST_ID_TEXT && strlen(op->traceparent) < TRACEPARENT_TEXT);
    (void)query_limit(op, exchange);
    TRY(query_end(op, exchange));
    TRY(idempotency_key(op, exchange, &key));
    if (strcmp(exchange->request->http_verb, "POST") == 0 && !op->actor.is_visitor)
        TRY(if_match(op, exchange, &version));
    return not_modified(exchange, "\"7\"")
               ? OK
               : reply_text(exchange, 200, "application/json", "{\"is_served\":true}");
}

static const struct route few_routes[] = {
    { "create_case", "POST", "/v1/cases", serve, REQUEST_create_case, EVENT_NONE, NULL },
    { "preflight_case", "OPTIONS", "/v1/cases", reply_preflight, REQUEST_preflight_case, EVENT_NONE,
      NULL },
    { "read_case", "GET", "/v1/cases/:reference", serve, REQUEST_read_case, EVENT_NONE, NULL },
    { "message", "POST", "/v1/cases/:reference/messages", serve, REQUEST_NONE, EVENT_MESSAGE,
      NULL },
    { "read_health", "GET", "/healthz", serve, REQUEST_read_health, EVENT_NONE, NULL },
    { 0 },
};

/* Anybody whose credential says who they are. */
static enum fault authenticate(struct op *op, const char *authorization, const char *origin)
{
    if (!authorization || strncmp(authorization, "Bearer ", 7) != 0)
        return FAULT_NOT_SIGNED_IN;
    const char *who = authorization + 7;
    op->actor = (struct actor){ .kind = ACTOR_SITE, .scopes = ~0u };
    if (strcmp(who, "staff") == 0)
        op->actor = (struct actor){ .kind = ACTOR_STAFF, .roles = ~0u };
    if (strcmp(who, "visitor") == 0)
        op->actor.is_visitor = true;
    return op->actor.is_visitor && !(origin && origin_is_valid(origin)) ? FAULT_ORIGIN_NOT_ALLOWED
                                                                        : OK;
}

/* Never NOT_FOUND: such answers take their time. */
static enum fault authenticate_complainant(struct op *op, const char *reference, const char *code)
{
    char read[REFERENCE_TEXT];
    unsigned char hash[HASH_BYTES];
    if (!reference_read(reference, read) || !receipt_hash(code, hash))
        return FAULT_NOT_SIGNED_IN;
    op->actor = (struct actor){ .kind = ACTOR_COMPLAINANT };
    return OK;
}

static enum fault origin_is_known(struct op *op, const char *origin, bool *is_known)
{
    (void)op;
    *is_known = origin_is_valid(origin);
    return OK;
}

static struct sockaddr_in address = { .sin_family = AF_INET };

/* A port that nobody listens on. */
static unsigned free_port(void)
{
    socklen_t size = sizeof address;
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    if (bind(listener, (struct sockaddr *)&address, size) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) != 0)
        abort();
    close(listener);
    return ntohs(address.sin_port);
}

static void start(void)
{
    static struct network trusted = { .bits = 0 };
    const struct server_settings settings = { .address = "127.0.0.1",
                                              .port = free_port(),
                                              .max_body_bytes = BODY_MOST,
                                              .max_connections = 900,
                                              .max_connections_per_address = 900,
                                              .request_seconds = 10,
                                              .public_url = "https://heed",
                                              .trusted_proxies = { &trusted, 1 },
                                              .page_policy = "default-src 'none'",
                                              .routes = few_routes,
                                              .authenticate = authenticate,
                                              .authenticate_complainant = authenticate_complainant,
                                              .origin_is_known = origin_is_known };
    log_setup("wire", LOG_ERROR);
    load_ring();
    if (server_start(&settings) != OK)
        abort();
    atexit(server_stop);
}

/* From another address of this machine each time: the ports of one would be used up. */
static int connect_to_server(void)
{
    static uint32_t number;
    const struct sockaddr_in from = { .sin_family = AF_INET,
                                      .sin_addr.s_addr = htonl(0x7F010001u + number++ % 0xFFFEu) };
    const int connection = socket(AF_INET, SOCK_STREAM, 0);
    if (connection < 0 || bind(connection, (const struct sockaddr *)&from, sizeof from) != 0 ||
        (connect(connection, (struct sockaddr *)&address, sizeof address) != 0 && errno != EINTR))
        abort();
    return connection;
}

/* Sends what is taken; answers where the rest begins. */
static const char *send_on(int connection, const char *at, const char *end)
{
    const ssize_t count = send(connection, at, (size_t)(end - at), MSG_NOSIGNAL | MSG_DONTWAIT);
    at = count < 0 ? end : at + count;
    if (at == end)
        shutdown(connection, SHUT_WR);
    return at;
}

/* Sends and receives at once, so that neither side waits for the other; answers how much came. */
static size_t converse(int connection, const char *at, const char *end, char *replies)
{
    size_t count = 0;
    struct pollfd ready = { connection, POLLIN | POLLOUT, 0 };
    for (;;) {
        if (poll(&ready, 1, -1) <= 0)
            continue; /* libFuzzer's alarm; it ends what hangs */
        if (ready.revents & POLLOUT)
            at = send_on(connection, at, end);
        ready.events = at == end ? POLLIN : POLLIN | POLLOUT;
        if (!(ready.revents & (POLLIN | POLLHUP | POLLERR)))
            continue;
        const ssize_t now = recv(connection, replies + count, REPLY_BYTES - count, MSG_DONTWAIT);
        if (now <= 0)
            return count;
        count += (size_t)now;
    }
}

/* Owner: the caller (free). */
static char *heads_of(const uint8_t *data, size_t size)
{
    char *heads = malloc(size + 1);
    memcpy(heads, data, size);
    for (size_t i = 0; i + 1 < size; i++)
        if (heads[i] == '\0' && heads[i + 1] == '\n')
            heads[i] = '\r';
    return heads;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char *replies;
    static const char broken[] = "HTTP/1.1 500";
    if (!replies) {
        replies = malloc(REPLY_BYTES);
        start();
    }
    char *heads = heads_of(data, size);
    sent = (struct sent){ heads, heads + size, heads, (const char *)data };
    const int connection = connect_to_server();
    const size_t count =
        converse(connection, (const char *)data, (const char *)data + size, replies);
    close(connection);
    free(heads);
    assert(!memmem(replies, count, broken, sizeof broken - 1));
    return 0;
}
