#include "common/domain/fact_check.h"

#include "common/domain/case_people.h"

#include <string.h>

#define MISTAKE(name, at, text) static const struct fact_mistake name = { at, #name, text }
MISTAKE(not_concerned, "/concerns", "must be the seq of an event of this case that waits for this");
MISTAKE(not_later_stage, "/stage", "must be a stage after the one where the case stands");
MISTAKE(not_detached, "/handler", "must not be somebody whom the case is about, or conflicted");
MISTAKE(member_not_detached, "/members",
        "must not hold anybody whom the case is about, or conflicted");
MISTAKE(same_investigators, "/members", "must be others than those who investigate it now");
MISTAKE(contact_not_detached, "/point_of_contact",
        "must not be somebody whom the case is about, or conflicted");
MISTAKE(officer_not_detached, "/staff", "must not be somebody whom the case is about");
MISTAKE(not_discussed, "/not_discussed",
        "record a contact with this party since the investigation began, or name the party here "
        "and give the reason in the text");
MISTAKE(no_consent, "/consented",
        "nothing is shared with a partner before whoever complained has agreed to it: say that "
        "they have, and in the text to what");
MISTAKE(not_bound, "/agrees_to_be_bound",
        "must be true: arbitration is offered, whose decision may bind and bar going to court");
MISTAKE(no_such_clock, "/standard", "must be a running promise of this case that may be extended");
MISTAKE(too_late, "/standard", "its promise was due before: too late for an extension");
MISTAKE(not_later, "/until", "must be later than the promise is due now");
MISTAKE(over_before, "/until", "must not lie before the day on which it was said");
#undef MISTAKE

static bool decides_subject(enum event_type event)
{
    return event == EVENT_SUBJECT_CONFIRMED || event == EVENT_SUBJECT_DISMISSED;
}

/* Whether what the act answers waits for it; a finding may be revised. */
static bool concern_is_open(const struct case_life *life, const struct act *act)
{
    const struct life_list list = life_answered_by(life, act->event);
    if (decides_subject(act->event)) {
        const struct life_person *person = life_person(life, act->facts->concerns);
        return person && person->standing == STANDING_PROVISIONAL;
    }
    if (event_is_with_subject(act->event)) {
        const struct life_person *person = life_person(life, act->facts->concerns);
        return person && person->is_subject && person->standing == STANDING_CONFIRMED;
    }
    if (!list.items)
        return true;
    const struct life_item *item = life_item(list.items, list.count, act->facts->concerns);
    return item && (!item->done || act->event == EVENT_FOUND);
}

/* Rule: C11. Nobody who is part of it deals with it. */
static const struct fact_mistake *detachment_mistake(const struct case_life *life,
                                                     const struct act *act)
{
    const struct facts *facts = act->facts;
    if (life_excludes(life, &facts->handler))
        return &not_detached;
    if (life_excludes(life, &facts->point_of_contact))
        return &contact_not_detached;
    for (size_t i = 0; i < facts->member_count; i++)
        if (life_excludes(life, &facts->members[i]))
            return &member_not_detached;
    if (act->event == EVENT_SAFEGUARDING && life_excludes(life, &facts->staff))
        return &officer_not_detached;
    return NULL;
}

/* Whether all of those who investigate it now do so still, and nobody else does. Rule: D9. */
static bool changes_nobody(const struct case_life *life, const struct act *act)
{
    const struct facts *facts = act->facts;
    if (act->event != EVENT_INVESTIGATION_REASSIGNED)
        return false;
    for (size_t i = 0; i < facts->member_count; i++)
        if (!life_investigates(life, &facts->members[i]))
            return false;
    for (size_t i = 0; i < life->investigator_count; i++)
        if (life_investigates(life, &life->investigators[i]) &&
            !uuid_is_among(&life->investigators[i], facts->members, facts->member_count))
            return false;
    return true;
}

static bool is_excused(const struct facts *facts, enum party party)
{
    for (size_t i = 0; i < facts->not_discussed_count; i++)
        if (facts->not_discussed[i] == party)
            return true;
    return false;
}

/* Rule: A17. It does not end without a discussion with everybody, or the reason for none. */
static bool is_discussed(const struct case_life *life, const struct facts *facts)
{
    if (!life->complainant_discussed && !is_excused(facts, PARTY_COMPLAINANT))
        return false;
    for (size_t i = 0; i < life->person_count; i++)
        if (life->people[i].is_subject && life->people[i].standing != STANDING_DISMISSED &&
            !life->people[i].discussed && !is_excused(facts, PARTY_SUBJECT))
            return false;
    return true;
}

/* Rule: D12. Whoever is not reached learns nothing. */
static bool lacks_consent(const struct act *act)
{
    const struct facts *facts = act->facts;
    return act->event == EVENT_CONTACT && facts->party == PARTY_PARTNER && !facts->consented &&
           !facts->not_reached;
}

/* Whether the act's day is one that is promised. */
static bool sets_day(enum event_type event)
{
    return event == EVENT_REMEDY_OWED || event == EVENT_MEDIATION_REFERRED ||
           event == EVENT_SUBJECT_TOLD;
}

const struct fact_mistake *act_fact_mistake(const struct procedure *procedure,
                                            const struct case_file *case_file,
                                            const struct case_life *life, const struct act *act)
{
    const char *stage = act->facts->stage;
    if (!concern_is_open(life, act))
        return &not_concerned;
    if (stage && act->event != EVENT_RECEIVED) {
        const size_t wanted = procedure_stage(procedure, stage);
        if (wanted == procedure->stage_count ||
            wanted <= procedure_stage(procedure, case_file->stage))
            return &not_later_stage;
    }
    if (act->event == EVENT_INVESTIGATION_CLOSED && !is_discussed(life, act->facts))
        return &not_discussed;
    if (lacks_consent(act))
        return &no_consent;
    if (sets_day(act->event) && act->facts->until != NO_DAY &&
        act->facts->until < instant_day(act->occurred_at))
        return &over_before;
    if (act->event == EVENT_MEDIATION_ACCEPTED && life->is_arbitration &&
        !act->facts->agrees_to_be_bound)
        return &not_bound;
    if (changes_nobody(life, act))
        return &same_investigators;
    return detachment_mistake(life, act);
}

static bool is_open(const struct case_clock *clock)
{
    return clock->met_at == NO_INSTANT && clock->ended_at == NO_INSTANT &&
           clock->superseded_at == NO_INSTANT;
}

static bool is_extendable(const struct procedure *procedure, const char *standard)
{
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (strcmp(procedure->standards[i].code, standard) == 0)
            return procedure->standards[i].extendable;
    return false;
}

const struct fact_mistake *extension_mistake(const struct procedure *procedure,
                                             const struct case_clock *clocks, size_t count,
                                             const struct act *act)
{
    const char *standard = act->facts->standard;
    if (!is_extendable(procedure, standard))
        return &no_such_clock;
    for (size_t i = 0; i < count; i++) {
        if (!is_open(&clocks[i]) || strcmp(clocks[i].standard, standard) != 0 ||
            act->occurred_at < clocks[i].started_at)
            continue;
        if (act->occurred_at >= clocks[i].due_at || clocks[i].breached_at != NO_INSTANT)
            return &too_late;
        return act->facts->until > clocks[i].due_on ? NULL : &not_later;
    }
    return &no_such_clock;
}

static int oldest_open(struct life_list list)
{
    for (size_t i = 0; i < list.count; i++)
        if (!list.items[i].done)
            return list.items[i].seq;
    return 0;
}

static int seq_of(const struct life_person *person)
{
    return person ? person->seq : 0;
}

void act_complete(const struct case_life *life, enum event_type event, struct facts *facts)
{
    if (facts->concerns)
        return;
    if (decides_subject(event))
        facts->concerns = seq_of(life_provisional(life));
    else if (event_is_with_subject(event))
        facts->concerns = seq_of(life_subject_for(life, event));
    else
        facts->concerns = oldest_open(life_answered_by(life, event));
}
