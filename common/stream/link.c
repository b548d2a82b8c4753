#include "common/stream/link.h"

#include "common/base/clock.h"
#include "common/base/log.h"

#include <ctype.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

enum { PARTS_MAX = 1024, SLACK_MS = 2500, SLICE_MS = 200 };

void reply_release(redisReply **reply)
{
    if (*reply)
        freeReplyObject(*reply);
    *reply = NULL;
}

bool reply_is_error(const redisReply *reply, const char *code)
{
    return reply->type == REDIS_REPLY_ERROR && strncmp(reply->str, code, strlen(code)) == 0;
}

enum fault reply_refused(const redisReply *reply)
{
    char code[32] = "unexpected";
    if (reply->type == REDIS_REPLY_ERROR) {
        size_t i = 0;
        for (; i < sizeof code - 1 && isupper((unsigned char)reply->str[i]); i++)
            code[i] = reply->str[i];
        code[i] = '\0';
    }
    LOG(NULL, LOG_WARN, "queue_refused", log_code("code", code));
    return FAULT_QUEUE;
}

void link_close(struct link *link)
{
    if (link->context)
        redisFree(link->context);
    link->context = NULL;
}

enum fault link_failed(struct link *link)
{
    link_close(link);
    if (!link->backoff.delay_ms)
        LOG(NULL, LOG_WARN, "queue_unreachable");
    backoff_failed(&link->backoff);
    return FAULT_QUEUE;
}

/* Sends one command and sees that Redis takes it. */
static enum fault ask(struct link *link, const char *const *parts, int count)
{
    SCOPED_REPLY *reply = NULL;
    link_add(link, parts, count);
    TRY(link_receive(link, &reply));
    if (reply->type != REDIS_REPLY_ERROR)
        return OK;
    reply_refused(reply);
    return link_failed(link);
}

static enum fault authenticate(struct link *link)
{
    const struct queue_address *address = &link->address;
    if (!address->password)
        return OK;
    if (!address->user)
        return ask(link, (const char *const[]){ "AUTH", address->password }, 2);
    return ask(link, (const char *const[]){ "AUTH", address->user, address->password }, 3);
}

/* A stopped server accepts connections: only an answer shows that it is there. */
static enum fault greet(struct link *link)
{
    char database[16];
    TRY(authenticate(link));
    snprintf(database, sizeof database, "%d", link->address.database);
    if (link->address.database)
        TRY(ask(link, (const char *const[]){ "SELECT", database }, 2));
    return ask(link, (const char *const[]){ "PING" }, 1);
}

static void connect_to(struct link *link)
{
    const struct queue_address *address = &link->address;
    const struct timeval most = { .tv_sec = link->most_ms / 1000,
                                  .tv_usec = link->most_ms % 1000 * 1000L };
    link->context = address->path ? redisConnectUnixWithTimeout(address->path, most)
                                  : redisConnectWithTimeout(address->host, address->port, most);
    if (link->context && !link->context->err)
        redisSetTimeout(link->context, most); /* notes what goes wrong in the context */
}

enum fault link_ready(struct link *link)
{
    if (link->context)
        return OK;
    if (!backoff_is_over(&link->backoff))
        return FAULT_QUEUE;
    connect_to(link);
    if (!link->context || link->context->err)
        return link_failed(link);
    TRY(greet(link));
    if (link->backoff.delay_ms)
        LOG(NULL, LOG_INFO, "queue_reached");
    backoff_succeeded(&link->backoff);
    return OK;
}

void link_add(struct link *link, const char *const *parts, int count)
{
    size_t lengths[PARTS_MAX];
    const char *copies[PARTS_MAX];
    for (int i = 0; i < count; i++) {
        copies[i] = parts[i];
        lengths[i] = strlen(parts[i]);
    }
    if (link->context)
        redisAppendCommandArgv(link->context, count, copies, lengths);
}

enum fault link_send(struct link *link)
{
    int done = 0;
    while (link->context && !done)
        if (redisBufferWrite(link->context, &done) != REDIS_OK)
            return link_failed(link);
    return link->context ? OK : FAULT_QUEUE;
}

enum fault link_receive(struct link *link, redisReply **reply)
{
    void *answer = NULL;
    if (!link->context)
        return FAULT_QUEUE;
    if (redisGetReply(link->context, &answer) == REDIS_OK && answer) {
        *reply = answer;
        return OK;
    }
    link_failed(link);
    return FAULT_QUEUE;
}

enum fault link_wait(struct link *link, int block_ms)
{
    const int64_t deadline_ms = clock_monotonic_ms() + block_ms + SLACK_MS;
    TRY(link_send(link));
    struct pollfd socket = { .fd = link->context->fd, .events = POLLIN };
    while (clock_monotonic_ms() < deadline_ms) {
        if (poll(&socket, 1, SLICE_MS) > 0)
            return OK;
        if (link->is_stopping && link->is_stopping()) {
            link_close(link);
            return FAULT_QUEUE;
        }
    }
    return link_failed(link);
}
