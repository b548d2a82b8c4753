#include "common/domain/case_life.h"

#include "common/domain/case_people.h"
#include "common/domain/event_trait.h"

#include <string.h>

const struct facts no_facts = { .until = NO_DAY };

const struct case_life new_life = { .opened_at = NO_INSTANT,
                                    .decided_at = NO_INSTANT,
                                    .answered_at = NO_INSTANT,
                                    .investigated_at = NO_INSTANT,
                                    .offered_at = NO_INSTANT,
                                    .mediated_at = NO_INSTANT,
                                    .handed_over_at = NO_INSTANT };

struct life_list life_answered_by(const struct case_life *life, enum event_type event)
{
    switch ((int)event) {
    case EVENT_FOUND:
        return (struct life_list){ life->allegations, life->allegation_count };
    case EVENT_ANSWER:
        return (struct life_list){ life->questions, life->question_count };
    case EVENT_DISADVANTAGE_ANSWERED:
        return (struct life_list){ life->disadvantages, life->disadvantage_count };
    case EVENT_CLARIFICATION_GIVEN:
        return (struct life_list){ life->clarifications, life->clarification_count };
    case EVENT_REMEDY_DONE:
        return (struct life_list){ life->remedies, life->remedy_count };
    default:
        return (struct life_list){ NULL, 0 };
    }
}

const struct life_item *life_item(const struct life_item *items, size_t count, int seq)
{
    for (size_t i = 0; i < count; i++)
        if (items[i].seq == seq)
            return &items[i];
    return NULL;
}

size_t life_open(const struct life_item *items, size_t count)
{
    size_t open = 0;
    for (size_t i = 0; i < count; i++)
        open += !items[i].done;
    return open;
}

/* Where one more goes: at the end, and in a list that is full past what is done, of which the
 * oldest is folded away. The list is not full of what is open: the guard saw to that. */
static void add_item(struct life_item *items, size_t room, size_t *count, int seq, instant at)
{
    size_t folded = *count;
    if (*count == room)
        for (folded = 0; folded < room && !items[folded].done;)
            folded++;
    if (folded == room)
        return;
    if (folded < *count)
        memmove(&items[folded], &items[folded + 1], (--*count - folded) * sizeof *items);
    items[(*count)++] = (struct life_item){ .seq = seq, .at = at };
}

/* An event that names none concerns the oldest that is open. */
static void finish_item(struct life_item *items, size_t count, int seq)
{
    for (size_t i = 0; i < count; i++) {
        if (seq ? items[i].seq != seq : items[i].done)
            continue;
        items[i].done = true;
        return;
    }
}

void life_recall(struct case_life *life, int seq, instant at)
{
    life->allegations[life->allegation_count++] =
        (struct life_item){ .seq = seq, .at = at, .done = true };
}

static void open_investigation(struct case_life *life, instant at)
{
    life->is_investigated = true;
    life->investigated_at = at;
    life_forget_discussions(life);
}

/* Whatever was done and discussed before stands. Rule: A17, D9. */
static void take_investigators(struct case_life *life, enum event_type event,
                               const struct facts *facts)
{
    if (!event_names_investigators(event))
        return;
    life->investigators = facts->members;
    life->investigator_count = facts->member_count;
}

static void take_items(struct case_life *life, int seq, enum event_type event, instant at,
                       const struct facts *facts)
{
#define ITEMS(list, opening, closing, room)                                                        \
    if (event == EVENT_##opening)                                                                  \
        add_item(life->list##s, room, &life->list##_count, seq, at);                               \
    if (event == EVENT_##closing)                                                                  \
        finish_item(life->list##s, life->list##_count, facts->concerns);
    ITEMS(allegation, ALLEGATION_ADDED, FOUND, LIFE_ALLEGATIONS)
    ITEMS(question, QUESTION, ANSWER, LIFE_QUESTIONS)
    ITEMS(disadvantage, DISADVANTAGE_REPORTED, DISADVANTAGE_ANSWERED, LIFE_QUESTIONS)
    ITEMS(clarification, CLARIFICATION_ASKED, CLARIFICATION_GIVEN, LIFE_QUESTIONS)
#undef ITEMS
    if (event == EVENT_REMEDY_OWED)
        add_item(life->remedies, LIFE_REMEDIES, &life->remedy_count, seq, at);
    if (event == EVENT_REMEDY_DONE)
        finish_item(life->remedies, life->remedy_count, facts->concerns);
}

static void take_mediation(struct case_life *life, enum event_type event, instant at,
                           const struct facts *facts)
{
    static const struct {
        enum event_type event;
        enum mediation mediation;
    } steps[] = {
        { EVENT_MEDIATION_ASKED, MEDIATION_ASKED },
        { EVENT_MEDIATION_OFFERED, MEDIATION_OFFERED },
        { EVENT_MEDIATION_ACCEPTED, MEDIATION_ACCEPTED },
        { EVENT_MEDIATION_DECLINED, MEDIATION_NONE },
        { EVENT_MEDIATION_REFERRED, MEDIATION_REFERRED },
        { EVENT_MEDIATION_RESULT, MEDIATION_NONE },
    };
    for (size_t i = 0; i < COUNT(steps); i++)
        if (steps[i].event == event) {
            life->mediation = steps[i].mediation;
            life->mediated_at = at;
        }
    if (event == EVENT_MEDIATION_OFFERED) {
        life->outside_body = facts->outside_body;
        life->is_arbitration = facts->arbitration;
    }
}

static void take_resolution(struct case_life *life, enum event_type event, instant at)
{
    if (event == EVENT_RESOLUTION_OFFERED) {
        life->resolution_offered = true;
        life->offered_at = at;
    }
    if (event == EVENT_RESOLUTION_AGREED || event == EVENT_RESOLUTION_REFUSED)
        life->resolution_offered = false;
}

static void take_safeguarding(struct case_life *life, int seq, enum event_type event, instant at)
{
    if (event == EVENT_SAFEGUARDING) {
        life->handover = seq;
        life->handed_over_at = at;
        life->handover_acknowledged = false;
    }
    if (event == EVENT_HANDOVER_ACKNOWLEDGED)
        life->handover_acknowledged = true;
}

static void take_times(struct case_life *life, enum event_type event, instant at)
{
    if (event_opens_or_closes(event))
        life->opened_at = at;
    if (event_decides(event)) {
        life->decided_at = at;
        life->is_unresolved = event_is_unresolved(event);
    }
    if (event_tells_outcome(event))
        life->answered_at = at;
}

/* Rule: C14. */
static void take_notices(struct case_life *life, enum event_type event, const struct facts *facts)
{
    if (event == EVENT_RECEIVED) {
        life->notices_shown = facts->notices_shown;
        life->notice_count = facts->notice_count;
    }
    if (event_replies(event))
        life->is_replied = true;
}

void life_take(struct case_life *life, int seq, enum event_type event, instant at,
               const struct facts *facts)
{
    take_times(life, event, at);
    take_notices(life, event, facts);
    life_take_person(life, seq, event, at, facts);
    take_items(life, seq, event, at, facts);
    take_resolution(life, event, at);
    take_mediation(life, event, at, facts);
    take_safeguarding(life, seq, event, at);
    take_investigators(life, event, facts);
    if (event == EVENT_INVESTIGATION_OPENED)
        open_investigation(life, at);
    if (event == EVENT_INVESTIGATION_CLOSED)
        life->is_investigated = false;
    if (event == EVENT_EXTENDED)
        life->extensions++;
    if (event == EVENT_ACTION_RECORDED)
        life->action_recorded = true;
    if (event == EVENT_INITIAL_RESPONSE || event == EVENT_REOPENED)
        life->is_answered = event == EVENT_INITIAL_RESPONSE;
    if (event == EVENT_DECLINED || event == EVENT_APPEALED)
        life->is_declined = event == EVENT_DECLINED;
}

static instant item_at(struct life_list list, int seq)
{
    const struct life_item *item = life_item(list.items, list.count, seq);
    return item ? item->at : NO_INSTANT;
}

static instant named_at(const struct case_life *life, int seq)
{
    const struct life_person *person = life_person(life, seq);
    return person ? person->at : NO_INSTANT;
}

instant life_asked_at(const struct case_life *life, enum event_type event, int concerns)
{
    switch ((int)event) {
    case EVENT_SUBJECT_CONFIRMED:
    case EVENT_SUBJECT_DISMISSED:
    case EVENT_SUBJECT_TOLD:
    case EVENT_SUBJECT_REPLIED:
    case EVENT_SUBJECT_OUTCOME_TOLD:
        return named_at(life, concerns);
    case EVENT_RESOLUTION_AGREED:
    case EVENT_RESOLUTION_REFUSED:
        return life->offered_at;
    case EVENT_MEDIATION_ACCEPTED:
    case EVENT_MEDIATION_DECLINED:
    case EVENT_MEDIATION_REFERRED:
    case EVENT_MEDIATION_RESULT:
        return life->mediated_at;
    case EVENT_INVESTIGATION_REASSIGNED:
    case EVENT_INVESTIGATION_CLOSED:
        return life->investigated_at;
    case EVENT_HANDOVER_ACKNOWLEDGED:
        return life->handed_over_at;
    default:
        return item_at(life_answered_by(life, event), concerns);
    }
}
