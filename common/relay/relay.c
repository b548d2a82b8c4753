#include "common/relay/relay.h"

#include "common/base/failpoint.h"
#include "common/store/outbox_store.h"
#include "common/store/tx.h"

static enum fault publish(struct op *op, struct stream *stream, const struct event *events,
                          size_t count)
{
    struct message *messages = NEW_ARRAY(op->memory, struct message, count);
    const char **entries = NEW_ARRAY(op->memory, const char *, count);
    for (size_t i = 0; i < count; i++) {
        messages[i] = (struct message){ .id = events[i].id,
                                        .type = vocabulary_text(&topics, (int)events[i].topic),
                                        .organisation_id = events[i].organisation_id,
                                        .subject_id = events[i].case_id,
                                        .traceparent = events[i].traceparent };
        entries[i] = messages[i].entry;
    }
    if (failpoint("relay_before_xadd"))
        return FAULT_QUEUE;
    TRY(stream_publish(stream, messages, count));
    if (failpoint("relay_after_xadd"))
        return FAULT_QUEUE;
    return outbox_published(op, events, entries, count);
}

enum fault relay_once(struct op *op, struct stream *stream, size_t *published)
{
    SCOPED_TX tx = { 0 };
    struct event *events;
    size_t count;

    *published = 0;
    TRY(stream_ready(stream));
    TRY(tx_begin_repeatable(op, &tx)); /* what was forgotten is published, and known, again */
    TRY(outbox_pending(op, RELAY_LIMIT, &events, &count));
    if (!count)
        return OK;
    TRY(publish(op, stream, events, count));
    if (failpoint("relay_before_commit"))
        return FAULT_DATABASE;
    TRY(tx_commit(&tx));
    *published = count;
    return OK;
}
