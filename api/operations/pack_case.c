#include "api/operations/pack_case.h"

#include "common/casework/history.h"

#include <string.h>

static const char *name_of(const struct pack_reader *reader, const struct uuid *staff_id)
{
    for (size_t i = 0; i < reader->staff_count; i++)
        if (uuid_equal(&reader->staff[i].id, staff_id))
            return reader->names[i];
    return NULL;
}

static const char *standard_title(const struct procedure *procedure, const char *code)
{
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (strcmp(procedure->standards[i].code, code) == 0)
            return procedure->standards[i].title;
    return NULL;
}

static void pack_promises(struct op *op, const struct pack_reader *reader,
                          const struct case_view *view, struct pack_case *packed)
{
    struct pack_promise *list = NEW_ARRAY(op->memory, struct pack_promise, view->promise_count);
    for (size_t i = 0; i < view->promise_count; i++) {
        const struct promise *promise = &view->promises[i];
        list[i] = (struct pack_promise){
            .standard = promise->standard,
            .title = standard_title(reader->procedure, promise->standard),
            .state = promise->state,
            .first_due_on = promise->first_due_on,
            .due_on = promise->due_on,
            .due_by = promise->due_by,
            .met_at = promise->met_at,
        };
    }
    packed->promises = list;
    packed->promise_count = view->promise_count;
}

/* Events whose text says who somebody is. */
static bool tells_who(enum event_type type)
{
    static const enum event_type telling[] = {
        EVENT_SUBJECT_NAMED,
        EVENT_SUBJECT_CONFIRMED,
        EVENT_SUBJECT_DISMISSED,
        EVENT_CONFLICT_DECLARED,
        EVENT_NEEDS_CHANGED,
        EVENT_REPRESENTATIVE_APPOINTED,
        EVENT_REPRESENTATIVE_REMOVED,
        EVENT_HELP_NOTED,
        EVENT_RECEIPT_CODE_ISSUED,
        EVENT_INVESTIGATION_REASSIGNED, /* why: that somebody is part of it, perhaps */
    };
    for (size_t i = 0; i < COUNT(telling); i++)
        if (telling[i] == type)
            return true;
    return false;
}

/* Numbers of other entries mean nothing here: links are left out. */
static void withhold(const struct pack_reader *reader, struct pack_entry *entry,
                     struct facts *facts)
{
    facts->concerns = 0;
    if (reader->may_know_people)
        return;
    if (tells_who(entry->type) || facts->party == PARTY_SUBJECT)
        facts->staff = (struct uuid){ 0 };
    if (tells_who(entry->type))
        entry->text = NULL;
}

static bool names_part(enum event_type type)
{
    return type == EVENT_SUBJECT_NAMED || type == EVENT_CONFLICT_DECLARED;
}

/* Rule: C11, D11. Whoever steps back names themselves, and passes the case on in the same act. */
static bool tells_own_part(const struct event_view *event, const struct event_view *before)
{
    return names_part(event->type) ||
           (event->type == EVENT_ASSIGNED && before && names_part(before->type) &&
            before->recorded_at == event->recorded_at);
}

static void add_entry(const struct pack_reader *reader, const struct event_view *event,
                      const struct event_view *before, struct facts *facts,
                      struct pack_entry *entry)
{
    *entry = (struct pack_entry){
        .type = event->type,
        .occurred_at = event->occurred_at,
        .actor_kind = event->actor_kind,
        .by = strcmp(event->actor_kind, "staff") == 0 ? name_of(reader, &event->actor) : NULL,
        .facts = facts,
        .text = event->text,
        .withheld = event->withheld,
    };
    withhold(reader, entry, facts);
    if (!reader->may_know_people && tells_own_part(event, before))
        entry->by = NULL;
}

/* The history without links: another case may be one that must not be known. */
static void pack_history(struct op *op, const struct pack_reader *reader,
                         const struct case_view *view, struct facts *facts,
                         struct pack_case *packed)
{
    struct pack_entry *entries = NEW_ARRAY(op->memory, struct pack_entry, view->history_count);
    for (size_t i = 0; i < view->history_count; i++)
        if (view->history[i].type != EVENT_LINKED)
            add_entry(reader, &view->history[i], i ? &view->history[i - 1] : NULL, &facts[i],
                      &entries[packed->history_count++]);
    packed->history = entries;
}

/* The last entry of this type that concerns another, NULL when there is none. */
static const struct event_view *answer_to(const struct case_view *view, const struct facts *facts,
                                          enum event_type type, int seq, size_t *place)
{
    for (size_t i = view->history_count; i-- > 0;)
        if (view->history[i].type == type && facts[i].concerns == seq) {
            *place = i;
            return &view->history[i];
        }
    return NULL;
}

static void pack_allegations(struct op *op, const struct case_view *view, const struct facts *facts,
                             struct pack_case *packed)
{
    struct pack_allegation *list =
        NEW_ARRAY(op->memory, struct pack_allegation, view->history_count);
    for (size_t i = 0; i < view->history_count; i++) {
        size_t place;
        if (view->history[i].type != EVENT_ALLEGATION_ADDED)
            continue;
        struct pack_allegation *allegation = &list[packed->allegation_count++];
        *allegation = (struct pack_allegation){ .text = view->history[i].text };
        const struct event_view *found =
            answer_to(view, facts, EVENT_FOUND, view->history[i].seq, &place);
        if (found) {
            allegation->finding = facts[place].finding;
            allegation->reason = found->text;
        }
    }
    packed->allegations = list;
}

static void pack_remedies(struct op *op, const struct case_view *view, const struct facts *facts,
                          struct pack_case *packed)
{
    struct pack_remedy *list = NEW_ARRAY(op->memory, struct pack_remedy, view->history_count);
    for (size_t i = 0; i < view->history_count; i++) {
        size_t place;
        if (view->history[i].type == EVENT_REMEDY_OWED)
            list[packed->remedy_count++] = (struct pack_remedy){
                .text = view->history[i].text,
                .until = facts[i].until,
                .done = answer_to(view, facts, EVENT_REMEDY_DONE, view->history[i].seq, &place),
            };
    }
    packed->remedies = list;
}

/* Rule: A16, A17. */
static void pack_investigators(struct op *op, const struct pack_reader *reader,
                               const struct case_view *view, struct pack_case *packed)
{
    const char **names = NEW_ARRAY(op->memory, const char *, view->investigator_count);
    for (size_t i = 0; i < view->investigator_count; i++) {
        const char *name = name_of(reader, &view->investigators[i]);
        names[i] = name ? name : "a former member of staff";
    }
    packed->investigators = names;
    packed->investigator_count = view->investigator_count;
}

static struct pack_case plain_case(const struct pack_reader *reader, const struct case_view *view)
{
    const struct procedure *procedure = reader->procedure;
    return (struct pack_case){
        .reference = view->reference,
        .kind = view->kind,
        .channel = view->channel,
        .category = view->category,
        .category_title = procedure_category_title(procedure, view->category),
        .stage = view->stage,
        .stage_title = procedure_stage_title(procedure, view->stage),
        .state = view->state,
        .received_at = view->received_at,
        .handler = name_of(reader, &view->handler),
        .point_of_contact = name_of(reader, &view->point_of_contact),
        .anonymous = view->anonymous,
        .customer = reader->may_know_people ? view->customer : NULL,
        .representative = reader->may_know_people ? view->representative : NULL,
        .needs = reader->may_know_people ? view->needs : NULL,
        .narrative = view->narrative,
        .wanted_outcome = view->wanted_outcome,
        .happened_on = view->happened_on,
    };
}

enum fault pack_case_of(struct op *op, const struct pack_reader *reader,
                        const struct case_view *view, struct pack_case *packed)
{
    struct facts *facts = NEW_ARRAY(op->memory, struct facts, view->history_count);
    for (size_t i = 0; i < view->history_count; i++)
        TRY(facts_read(op, view->history[i].facts, &facts[i]));
    *packed = plain_case(reader, view);
    pack_investigators(op, reader, view, packed);
    pack_promises(op, reader, view, packed);
    pack_allegations(op, view, facts, packed);
    pack_remedies(op, view, facts, packed);
    pack_history(op, reader, view, facts, packed);
    return OK;
}
