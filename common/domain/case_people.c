#include "common/domain/case_people.h"

#include "common/domain/event_trait.h"

#include <string.h>

const struct life_person *life_person(const struct case_life *life, int seq)
{
    for (size_t i = 0; i < life->person_count; i++)
        if (life->people[i].seq == seq)
            return &life->people[i];
    return NULL;
}

size_t life_people_open(const struct case_life *life)
{
    size_t open = 0;
    for (size_t i = 0; i < life->person_count; i++)
        open += life->people[i].standing != STANDING_DISMISSED;
    return open;
}

const struct life_person *life_provisional(const struct case_life *life)
{
    for (size_t i = 0; i < life->person_count; i++)
        if (life->people[i].standing == STANDING_PROVISIONAL)
            return &life->people[i];
    return NULL;
}

bool life_excludes(const struct case_life *life, const struct uuid *staff)
{
    for (size_t i = 0; i < life->person_count; i++)
        if (life->people[i].standing != STANDING_DISMISSED &&
            uuid_equal(&life->people[i].staff, staff) && !uuid_is_nil(staff))
            return true;
    return false;
}

bool life_investigates(const struct case_life *life, const struct uuid *staff)
{
    return life->is_investigated &&
           uuid_is_among(staff, life->investigators, life->investigator_count) &&
           !life_excludes(life, staff);
}

size_t life_investigators(const struct case_life *life, struct uuid *found)
{
    size_t count = 0;
    for (size_t i = 0; i < life->investigator_count; i++)
        if (life_investigates(life, &life->investigators[i]) &&
            !uuid_is_among(&life->investigators[i], found, count))
            found[count++] = life->investigators[i];
    return count;
}

/* Where one more goes: at the end; of a full list the first who was dismissed is folded away. The
 * list is not full of people who are part of it: the guard saw to that. */
static void add_person(struct case_life *life, int seq, instant at, const struct facts *facts,
                       bool is_subject)
{
    size_t folded = life->person_count;
    if (life->person_count == LIFE_PEOPLE)
        for (folded = 0;
             folded < LIFE_PEOPLE && life->people[folded].standing != STANDING_DISMISSED;)
            folded++;
    if (folded == LIFE_PEOPLE)
        return;
    if (folded < life->person_count)
        memmove(&life->people[folded], &life->people[folded + 1],
                (--life->person_count - folded) * sizeof *life->people);
    life->has_subject |= is_subject;
    life->people[life->person_count++] =
        (struct life_person){ .seq = seq,
                              .at = at,
                              .staff = facts->staff,
                              .is_subject = is_subject,
                              .standing = is_subject ? STANDING_PROVISIONAL : STANDING_CONFIRMED };
}

static void decide_person(struct case_life *life, int seq, enum standing standing)
{
    for (size_t i = 0; i < life->person_count; i++)
        if (life->people[i].seq == seq)
            life->people[i].standing = standing;
}

/* A subject who is named by id was spoken to, or, without one, all who are not known by id. Whoever
 * was not reached was not heard. Rule: A17, D2. */
static void note_discussion(struct case_life *life, const struct facts *facts)
{
    if (facts->not_reached)
        return;
    if (facts->party == PARTY_COMPLAINANT || facts->party == PARTY_REPRESENTATIVE)
        life->complainant_discussed = true;
    for (size_t i = 0; facts->party == PARTY_SUBJECT && i < life->person_count; i++)
        if (life->people[i].is_subject && uuid_equal(&life->people[i].staff, &facts->staff))
            life->people[i].discussed = true;
}

void life_forget_discussions(struct case_life *life)
{
    life->complainant_discussed = false;
    for (size_t i = 0; i < life->person_count; i++)
        life->people[i].discussed = false;
}

bool event_is_with_subject(enum event_type event)
{
    return event == EVENT_SUBJECT_TOLD || event == EVENT_SUBJECT_REPLIED ||
           event == EVENT_SUBJECT_OUTCOME_TOLD;
}

static bool is_confirmed(const struct life_person *person)
{
    return person->is_subject && person->standing == STANDING_CONFIRMED;
}

static bool *done_with(struct life_person *person, enum event_type event)
{
    return event == EVENT_SUBJECT_TOLD      ? &person->told
           : event == EVENT_SUBJECT_REPLIED ? &person->discussed
                                            : &person->outcome_told;
}

const struct life_person *life_subject_for(const struct case_life *life, enum event_type event)
{
    const struct life_person *first = NULL;
    for (size_t i = 0; i < life->person_count; i++) {
        struct life_person person = life->people[i];
        if (!is_confirmed(&person))
            continue;
        if (!*done_with(&person, event))
            return &life->people[i];
        first = first ? first : &life->people[i];
    }
    return first;
}

bool life_has_investigated_subject(const struct case_life *life)
{
    return life->investigated_at != NO_INSTANT &&
           life_subject_for(life, EVENT_SUBJECT_OUTCOME_TOLD) != NULL;
}

bool life_owes_outcome_letter(const struct case_life *life)
{
    const struct life_person *person = life_subject_for(life, EVENT_SUBJECT_OUTCOME_TOLD);
    return person && !person->outcome_told;
}

static void note_letter(struct case_life *life, int seq, enum event_type event)
{
    for (size_t i = 0; i < life->person_count; i++)
        if (life->people[i].seq == seq)
            *done_with(&life->people[i], event) = true;
}

static void forget_outcome_letters(struct case_life *life)
{
    for (size_t i = 0; i < life->person_count; i++)
        life->people[i].outcome_told = false;
}

void life_take_person(struct case_life *life, int seq, enum event_type event, instant at,
                      const struct facts *facts)
{
    if (event == EVENT_SUBJECT_NAMED || event == EVENT_CONFLICT_DECLARED)
        add_person(life, seq, at, facts, event == EVENT_SUBJECT_NAMED);
    else if (event == EVENT_SUBJECT_CONFIRMED)
        decide_person(life, facts->concerns, STANDING_CONFIRMED);
    else if (event == EVENT_SUBJECT_DISMISSED)
        decide_person(life, facts->concerns, STANDING_DISMISSED);
    else if (event == EVENT_CONTACT)
        note_discussion(life, facts);
    else if (event_is_with_subject(event))
        note_letter(life, facts->concerns, event);
    else if (event_decides(event))
        forget_outcome_letters(life);
}
