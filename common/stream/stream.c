#include "common/stream/stream.h"

#include "common/base/clock.h"
#include "common/base/failpoint.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/stream/link.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char key[] = "heed:events", group[] = "workers";
/* One name for all workers: whose an entry is tells the lease in PostgreSQL, and names of workers
 * that are gone would pile up. */
static const char consumer[] = "worker";

struct stream {
    struct link link;
    char cursor[ENTRY_ID_TEXT]; /* where taking over goes on */
    bool was_lost;
};

struct stream *stream_open(const char *url, bool (*is_stopping)(void))
{
    struct stream *stream = NEW(NULL, struct stream);
    stream->link.is_stopping = is_stopping;
    stream->link.most_ms = 1000;
    snprintf(stream->cursor, sizeof stream->cursor, "0-0");
    if (queue_address_read(stream, url, &stream->link.address))
        return stream;
    talloc_free(stream);
    return NULL;
}

void stream_close(struct stream *stream)
{
    if (!stream)
        return;
    link_close(&stream->link);
    talloc_free(stream);
}

enum fault stream_ready(struct stream *stream)
{
    return link_ready(&stream->link);
}

bool stream_was_lost(struct stream *stream)
{
    const bool was_lost = stream->was_lost;
    stream->was_lost = false;
    return was_lost;
}

/* The stream or the group is missing: makes both, from the beginning. */
static enum fault make_group(struct stream *stream)
{
    SCOPED_REPLY *reply = NULL;
    LINK_ADD(&stream->link, "XGROUP", "CREATE", key, group, "0", "MKSTREAM");
    TRY(link_receive(&stream->link, &reply));
    if (reply->type == REDIS_REPLY_ERROR && !reply_is_error(reply, "BUSYGROUP"))
        return reply_refused(reply);
    LOG(NULL, LOG_WARN, "queue_made_anew");
    stream->was_lost = true;
    return OK;
}

static void add_message(struct link *link, const struct message *message)
{
    char id[UUID_TEXT], organisation[UUID_TEXT], subject[UUID_TEXT];
    uuid_text(&message->id, id);
    uuid_text(&message->organisation_id, organisation);
    uuid_text(&message->subject_id, subject);
    LINK_ADD(link, "XADD", key, "NOMKSTREAM", "*", "id", id, "type", message->type, "organisation",
             organisation, "subject", subject, "traceparent",
             message->traceparent ? message->traceparent : "");
}

/* Reads one answer to XADD; nil means that the stream is gone. */
static enum fault entry_published(struct stream *stream, struct message *message, bool *is_gone)
{
    SCOPED_REPLY *reply = NULL;
    TRY(link_receive(&stream->link, &reply));
    *is_gone = *is_gone || reply->type == REDIS_REPLY_NIL;
    if (reply->type == REDIS_REPLY_NIL)
        return FAULT_QUEUE;
    if (reply->type != REDIS_REPLY_STRING)
        return reply_refused(reply);
    snprintf(message->entry, sizeof message->entry, "%s", reply->str);
    return OK;
}

enum fault stream_publish(struct stream *stream, struct message *messages, size_t count)
{
    bool is_gone = false;
    enum fault first = OK;
    assert(count <= STREAM_BATCH_MAX);
    TRY(link_ready(&stream->link));
    for (size_t i = 0; i < count; i++)
        add_message(&stream->link, &messages[i]);
    for (size_t i = 0; i < count; i++) {
        const enum fault fault = entry_published(stream, &messages[i], &is_gone);
        first = first ? first : fault;
    }
    if (is_gone && stream->link.context)
        TRY(make_group(stream));
    return first;
}

/* Reads [[id, [field, value, …]], …]; what XDEL or XTRIM took has no fields. */
static size_t entries_read(const redisReply *list, struct entry *entries, size_t limit)
{
    size_t count = 0;
    for (size_t i = 0; list->type == REDIS_REPLY_ARRAY && i < list->elements && count < limit;
         i++) {
        const redisReply *pair = list->element[i];
        if (pair->type != REDIS_REPLY_ARRAY || pair->elements != 2)
            continue;
        struct entry *entry = &entries[count++];
        const redisReply *fields = pair->element[1];
        *entry = (struct entry){ .read_ms = clock_monotonic_ms() };
        snprintf(entry->id, sizeof entry->id, "%s", pair->element[0]->str);
        for (size_t j = 0; j + 1 < fields->elements; j += 2)
            if (strcmp(fields->element[j]->str, "id") == 0 &&
                !uuid_read(fields->element[j + 1]->str, &entry->event_id))
                entry->event_id = (struct uuid){ 0 };
    }
    return count;
}

/* Reads the answer to a read or a take-over. Errors: QUEUE; the group is made when it is missed. */
static enum fault receive(struct stream *stream, redisReply **reply)
{
    TRY(link_receive(&stream->link, reply));
    if (reply_is_error(*reply, "NOGROUP"))
        TRY(make_group(stream));
    else if ((*reply)->type == REDIS_REPLY_ERROR)
        return reply_refused(*reply);
    return OK;
}

enum fault stream_read(struct stream *stream, size_t limit, int block_ms, struct entry *entries,
                       size_t *count)
{
    SCOPED_REPLY *reply = NULL;
    char limit_text[16], block_text[16];
    *count = 0;
    snprintf(limit_text, sizeof limit_text, "%zu", limit);
    snprintf(block_text, sizeof block_text, "%d", block_ms);
    TRY(link_ready(&stream->link));
    LINK_ADD(&stream->link, "XREADGROUP", "GROUP", group, consumer, "COUNT", limit_text, "BLOCK",
             block_text, "STREAMS", key, ">");
    TRY(link_wait(&stream->link, block_ms));
    TRY(receive(stream, &reply));
    if (reply->type == REDIS_REPLY_ARRAY && reply->elements == 1 &&
        reply->element[0]->elements == 2)
        *count = entries_read(reply->element[0]->element[1], entries, limit);
    return OK;
}

enum fault stream_take_over(struct stream *stream, int64_t idle_ms, size_t limit,
                            struct entry *entries, size_t *count)
{
    SCOPED_REPLY *reply = NULL;
    char limit_text[16], idle_text[24];
    *count = 0;
    snprintf(limit_text, sizeof limit_text, "%zu", limit);
    snprintf(idle_text, sizeof idle_text, "%lld", (long long)idle_ms);
    TRY(link_ready(&stream->link));
    LINK_ADD(&stream->link, "XAUTOCLAIM", key, group, consumer, idle_text, stream->cursor, "COUNT",
             limit_text);
    TRY(receive(stream, &reply));
    if (reply->type != REDIS_REPLY_ARRAY || reply->elements < 2)
        return OK;
    snprintf(stream->cursor, sizeof stream->cursor, "%s", reply->element[0]->str);
    *count = entries_read(reply->element[1], entries, limit);
    return OK;
}

/* "XACK key group id…" and "XDEL key id…" between MULTI and EXEC. */
static void add_acknowledgement(struct link *link, const struct entry *entries, size_t count)
{
    const char *acknowledge[STREAM_BATCH_MAX + 3] = { "XACK", key, group };
    const char *drop[STREAM_BATCH_MAX + 2] = { "XDEL", key };
    for (size_t i = 0; i < count; i++)
        acknowledge[i + 3] = drop[i + 2] = entries[i].id;
    LINK_ADD(link, "MULTI");
    link_add(link, acknowledge, (int)count + 3);
    link_add(link, drop, (int)count + 2);
}

enum fault stream_acknowledge(struct stream *stream, const struct entry *entries, size_t count)
{
    enum { ANSWERS = 4 };
    bool is_refused = false;
    assert(count <= STREAM_BATCH_MAX);
    TRY(link_ready(&stream->link));
    add_acknowledgement(&stream->link, entries, count);
    TRY(link_send(&stream->link));
    if (failpoint("worker_inside_multi"))
        return link_failed(&stream->link);
    LINK_ADD(&stream->link, "EXEC");
    for (int i = 0; i < ANSWERS; i++) {
        SCOPED_REPLY *reply = NULL;
        TRY(link_receive(&stream->link, &reply));
        if (reply->type == REDIS_REPLY_ERROR ||
            (i == ANSWERS - 1 && reply->type == REDIS_REPLY_NIL))
            is_refused = reply_refused(reply) != OK;
    }
    return is_refused ? FAULT_QUEUE : OK;
}

enum fault stream_holds(struct stream *stream, const char *const *ids, size_t count, bool *held)
{
    TRY(link_ready(&stream->link));
    for (size_t i = 0; i < count; i++)
        if (ids[i])
            LINK_ADD(&stream->link, "XRANGE", key, ids[i], ids[i]);
    bool is_refused = false;
    for (size_t i = 0; i < count; i++) {
        SCOPED_REPLY *reply = NULL;
        held[i] = false;
        if (!ids[i])
            continue;
        TRY(link_receive(&stream->link, &reply));
        if (reply->type != REDIS_REPLY_ARRAY)
            is_refused = reply_refused(reply) != OK;
        else
            held[i] = reply->elements > 0;
    }
    return is_refused ? FAULT_QUEUE : OK;
}
