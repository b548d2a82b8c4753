#include "common/casework/history.h"

#include "common/base/log.h"
#include "common/casework/chain.h"
#include "common/casework/sealing.h"
#include "common/domain/event_trait.h"
#include "common/json/act_shapes.h"
#include "common/seal/history.h"

#include <string.h>

enum fault facts_read(struct op *op, const char *text, struct facts *facts)
{
    *facts = no_facts;
    return shape_read(op, &facts_shape, text, strlen(text), facts) == OK ? OK : FAULT_BUG;
}

/* Most events have none, which all share. */
static enum fault read_shared(struct op *op, const char *text, const struct facts **facts)
{
    *facts = &no_facts;
    if (strcmp(text, "{}") == 0)
        return OK;
    struct facts *own = NEW(op->memory, struct facts);
    *facts = own;
    return facts_read(op, text, own);
}

enum fault histories_read(struct op *op, const struct uuid *case_ids, size_t case_count,
                          struct case_mark **marks, size_t *count)
{
    TRY(case_marks(op, case_ids, case_count, marks, count));
    for (size_t i = 0; i < *count; i++)
        TRY(read_shared(op, (*marks)[i].facts, &(*marks)[i].mark.facts));
    return OK;
}

static bool is_same(const struct case_file *one, const struct case_file *other)
{
    return one->version == other->version && one->state == other->state &&
           one->sealed_off == other->sealed_off &&
           one->hidden_from_site == other->hidden_from_site && one->closed_at == other->closed_at &&
           uuid_equal(&one->handler, &other->handler) &&
           uuid_equal(&one->point_of_contact, &other->point_of_contact) &&
           one->erased_at == other->erased_at &&
           one->erasure_not_before == other->erasure_not_before &&
           one->legal_hold == other->legal_hold && strcmp(one->stage, other->stage) == 0;
}

enum fault history_replay(struct op *op, const struct procedure *procedure,
                          const struct case_file *file, struct mark *marks, size_t count,
                          struct case_life *life)
{
    struct case_file replayed = *file;
    if (case_replay(procedure, marks, count, &replayed, life) == OK && is_same(&replayed, file))
        return OK;
    LOG(op, LOG_ERROR, "history_differs", log_id("case", file->id));
    return FAULT_BUG;
}

static enum fault marks_of(struct op *op, const struct case_event *events, size_t count,
                           struct mark **marks)
{
    *marks = NEW_ARRAY(op->memory, struct mark, count);
    for (size_t i = 0; i < count; i++) {
        (*marks)[i] = (struct mark){ .seq = events[i].seq,
                                     .event = events[i].type,
                                     .at = events[i].occurred_at };
        TRY(read_shared(op, events[i].facts, &(*marks)[i].facts));
    }
    return OK;
}

enum fault events_replay(struct op *op, const struct procedure *procedure,
                         const struct case_file *file, const struct case_event *events,
                         size_t count, struct case_life *life)
{
    struct mark *marks;
    TRY(marks_of(op, events, count, &marks));
    return history_replay(op, procedure, file, marks, count, life);
}

enum fault events_replay_unsealed(struct op *op, const struct procedure *procedure,
                                  const struct case_event *events, size_t count,
                                  struct case_file *seen, struct case_life *life)
{
    struct mark *marks;
    size_t before = 0;
    TRY(marks_of(op, events, count, &marks));
    while (before < count && marks[before].event != EVENT_SAFEGUARDING &&
           !marks[before].facts->sealed)
        before++;
    return case_replay(procedure, marks, before, seen, life) ? FAULT_BUG : OK;
}

static void take_help(enum help_answer *into, enum help_answer noted)
{
    if (noted)
        *into = noted;
}

enum fault history_help(struct op *op, const struct case_event *events, size_t count,
                        const struct help **help)
{
    struct help *latest = NEW(op->memory, struct help);
    *help = NULL;
    for (size_t i = 0; i < count; i++) {
        struct facts facts;
        if (events[i].type != EVENT_RECEIVED && events[i].type != EVENT_HELP_NOTED)
            continue;
        TRY(facts_read(op, events[i].facts, &facts));
        if (!facts.help)
            continue;
        take_help(&latest->writing, facts.help->writing);
        take_help(&latest->privacy, facts.help->privacy);
        take_help(&latest->reading, facts.help->reading);
        *help = latest;
    }
    return OK;
}

const struct case_event *history_appointment(const struct case_event *events, size_t count)
{
    for (size_t i = count; i-- > 0;) {
        if (events[i].type == EVENT_REPRESENTATIVE_APPOINTED)
            return &events[i];
        if (events[i].type == EVENT_REPRESENTATIVE_REMOVED)
            break;
    }
    return NULL;
}

const char *facts_text(struct op *op, const struct facts *facts)
{
    return shape_write(op->memory, &facts_shape, facts);
}

static void seal_text(struct op *op, const struct case_file *file, const struct case_key *key,
                      const struct event_text *text, struct case_event *event)
{
    if (!text->text && !text->format && !text->language && !text->not_as_needed && !text->needs &&
        !text->representative)
        return;
    const struct sealed sealed =
        seal_struct(op, key, place_of_event(op, &file->id, event->seq), &event_text_shape, text);
    unsigned char *hash = memory_alloc(op->memory, HASH_BYTES);
    history_content_hash(&sealed, hash);
    event->sealed = (struct bytes){ sealed.bytes, sealed.length };
    event->content_hash = (struct bytes){ hash, HASH_BYTES };
}

static const char *actor_text(enum actor_kind kind)
{
    return kind == ACTOR_STAFF         ? "staff"
           : kind == ACTOR_COMPLAINANT ? "complainant"
           : kind == ACTOR_SITE        ? "site"
                                       : "program";
}

enum fault history_add(struct op *op, const struct case_file *file, const struct case_key *key,
                       const struct mark *mark, const struct event_text *text,
                       struct bytes *last_hash)
{
    const struct actor program = { .kind = ACTOR_PROGRAM };
    const struct actor *actor = event_is_of_service(mark->event) ? &program : &op->actor;
    struct case_event event = { .seq = mark->seq,
                                .recorded_at = op->now,
                                .occurred_at = mark->at,
                                .actor_kind = actor_text(actor->kind),
                                .actor = actor->id,
                                .type = mark->event,
                                .facts = facts_text(op, mark->facts) };
    seal_text(op, file, key, text, &event);
    chain_event(op, file, last_hash->data, &event);
    *last_hash = event.hash;
    return case_event_add(op, file, &event);
}
