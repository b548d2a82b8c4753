/*
 * One connection to Redis that comes back by itself. For common/stream and
 * common/quota.
 *
 * hiredis 0.14 must not be used after an error, so every error frees the
 * context; link_ready connects again once the back-off is over. Nothing waits
 * longer than most_ms, but for what is told to block.
 */
#ifndef STREAM_LINK_H
#define STREAM_LINK_H

#include "common/base/fault.h"
#include "common/stream/backoff.h"
#include "common/stream/queue_address.h"

#include <hiredis/hiredis.h>

struct link {
    struct queue_address address;
    int most_ms;           /* how long connecting, sending and each answer may take */
    redisContext *context; /* NULL while there is no connection */
    struct backoff backoff;
    bool (*is_stopping)(void); /* ends a blocking wait; may be NULL */
};

/* Connects when there is no connection. Errors: QUEUE (away, or left alone for a moment). */
enum fault link_ready(struct link *link) CHECKED;
void link_close(struct link *link);
/* Closes after an error, so that the next link_ready waits for the back-off. Answers QUEUE. */
enum fault link_failed(struct link *link);

/* Adds one command to what will be sent. Answers are read in the same order. */
void link_add(struct link *link, const char *const *parts, int count);
#define LINK_ADD(link, ...)                                                                        \
    link_add(link, (const char *const[]){ __VA_ARGS__ },                                           \
             COUNT(((const char *const[]){ __VA_ARGS__ })))

/* Sends what was added without waiting for answers. */
enum fault link_send(struct link *link) CHECKED;
/* The next answer, for a SCOPED_REPLY. An error that Redis answers is a
 * reply as well. Errors: QUEUE (connection lost, and closed). */
enum fault link_receive(struct link *link, redisReply **reply) CHECKED;
/* Waits for the first bytes of an answer, 'block_ms' and then some. Errors: QUEUE (lost, closed).
 */
enum fault link_wait(struct link *link, int block_ms) CHECKED;

/* Frees a reply at the end of its scope; NULL is none. */
void reply_release(redisReply **reply);
#define SCOPED_REPLY SCOPED(reply_release) redisReply

/* Whether Redis answered an error whose first word is 'code'. */
bool reply_is_error(const redisReply *reply, const char *code);
/* Logs the first word of an error that Redis answered. Answers QUEUE. */
enum fault reply_refused(const redisReply *reply);

#endif
