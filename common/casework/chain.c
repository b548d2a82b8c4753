#include "common/casework/chain.h"

#include "common/seal/history.h"

#include <string.h>

static struct history_link link_of(const struct case_file *file, const unsigned char *previous,
                                   const struct case_event *event)
{
    return (struct history_link){ .previous = previous,
                                  .organisation_id = file->organisation_id,
                                  .case_id = file->id,
                                  .seq = event->seq,
                                  .recorded_at = event->recorded_at,
                                  .occurred_at = event->occurred_at,
                                  .actor_kind = event->actor_kind,
                                  .actor = event->actor,
                                  .type = vocabulary_text(&event_types, (int)event->type),
                                  .facts = event->facts,
                                  .content_hash = event->content_hash.data };
}

void chain_event(struct op *op, const struct case_file *file, const unsigned char *previous,
                 struct case_event *event)
{
    unsigned char *hash = memory_alloc(op->memory, HASH_BYTES);
    const struct history_link link = link_of(file, previous, event);
    history_hash(&link, hash);
    event->hash = (struct bytes){ hash, HASH_BYTES };
}

/* What is sealed is still the ciphertext that was recorded. */
static bool content_is_whole(const struct case_event *event)
{
    unsigned char hash[HASH_BYTES];
    if (!event->sealed.data)
        return true;
    history_content_hash(&(struct sealed){ event->sealed.data, event->sealed.length }, hash);
    return event->content_hash.length == HASH_BYTES &&
           memcmp(hash, event->content_hash.data, HASH_BYTES) == 0;
}

int chain_broken_at(const struct case_file *file, const struct case_event *events, size_t count)
{
    const unsigned char *previous = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct history_link link = link_of(file, previous, &events[i]);
        if (events[i].seq != (int)i + 1 || events[i].hash.length != HASH_BYTES ||
            !content_is_whole(&events[i]) || !history_verify(&link, events[i].hash.data))
            return (int)i + 1;
        previous = events[i].hash.data;
    }
    return count == (size_t)file->version ? 0 : (int)count + 1;
}
