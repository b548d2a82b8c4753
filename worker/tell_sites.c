/* The reaction that tells sites what changed of their cases, as far as they could have read it:
 * messages for their endpoints, which webhooks.c sends. Rule: B4, B10, D12, D17. */
#include "worker/reactions.h"

#include "common/casework/history.h"
#include "common/casework/reference_data.h"
#include "common/store/webhook_store.h"

/* What there is to tell, as it grows. */
struct tellings {
    struct webhook_telling *list;
    size_t count, room;
};

/* The history of one case. */
struct story {
    const struct case_mark *entries;
    struct mark *marks; /* the same, replayed */
    size_t count;
};

static void add(struct op *op, struct tellings *tellings, const struct webhook_telling *telling)
{
    GROW(op->memory, tellings->list, tellings->count, tellings->room);
    tellings->list[tellings->count++] = *telling;
}

static void tell_changes(struct op *op, const struct webhook_listener *listener,
                         const struct story *story, const char *traceparent,
                         struct tellings *tellings)
{
    enum state before = STATE_NONE;
    for (size_t i = 0; i < story->count; i++) {
        const struct mark *mark = &story->marks[i];
        const struct webhook_telling telling = { .listener = listener,
                                                 .seq = mark->seq,
                                                 .type = webhook_of(before, mark),
                                                 .state = mark->public_state,
                                                 .changed_at = story->entries[i].recorded_at,
                                                 .traceparent = traceparent };
        if (telling.type && telling.changed_at >= listener->tells_from)
            add(op, tellings, &telling);
        before = mark->public_state;
    }
}

/* Rows come case by case. */
static struct story story_of(struct op *op, const struct case_mark *entries, size_t count,
                             const struct uuid *case_id)
{
    size_t first = 0;
    struct story story = { .count = 0 };
    while (first < count && !uuid_equal(&entries[first].case_id, case_id))
        first++;
    while (first + story.count < count &&
           uuid_equal(&entries[first + story.count].case_id, case_id))
        story.count++;
    story.entries = entries + first;
    story.marks = NEW_ARRAY(op->memory, struct mark, story.count);
    for (size_t i = 0; i < story.count; i++)
        story.marks[i] = story.entries[i].mark;
    return story;
}

/* A case whose history does not add up, which the log tells, does not hold up the others. */
static enum fault replay(struct op *op, const struct case_file *file, struct story *story)
{
    const struct procedure *procedure;
    struct case_life life;
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &procedure));
    if (history_replay(op, procedure, file, story->marks, story->count, &life))
        story->count = 0;
    return OK;
}

/* None of a case that was erased while its event was under way. Rule: B7. */
static const char *traceparent_of(const struct event *events, size_t count,
                                  const struct case_file *file)
{
    for (size_t i = 0; i < count; i++)
        if (uuid_equal(&events[i].case_id, &file->id))
            return file->erased_at == NO_INSTANT ? events[i].traceparent : NULL;
    return NULL;
}

enum fault tell_sites(struct op *op, const struct event *events, size_t count)
{
    struct uuid *cases = NEW_ARRAY(op->memory, struct uuid, count);
    struct webhook_listener *listeners;
    struct case_mark *entries;
    size_t listener_count, entry_count;
    struct tellings tellings = { 0 };
    for (size_t i = 0; i < count; i++)
        cases[i] = events[i].case_id;
    TRY(webhook_listeners(op, cases, count, &listeners, &listener_count));
    if (!listener_count)
        return OK;
    TRY(histories_read(op, cases, count, &entries, &entry_count));
    for (size_t i = 0; i < listener_count; i++) {
        const struct case_file *file = &listeners[i].file;
        struct story story = story_of(op, entries, entry_count, &file->id);
        TRY(replay(op, file, &story));
        tell_changes(op, &listeners[i], &story, traceparent_of(events, count, file), &tellings);
    }
    return tellings.count ? webhook_deliveries_add(op, tellings.list, tellings.count) : OK;
}
