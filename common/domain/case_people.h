/*
 * Who is part of a case, as its life holds them: subjects, and those who are
 * conflicted. Nobody of them deals with it.
 *
 * Rule: A17, C11, D10, D11.
 */
#ifndef DOMAIN_CASE_PEOPLE_H
#define DOMAIN_CASE_PEOPLE_H

#include "common/domain/case_life.h"

/* Whether the event is between us and a subject who stands confirmed. Rule: D11. */
bool event_is_with_subject(enum event_type event);

/* The first such subject for whom that is still to be done, else the first of all, or NULL. */
const struct life_person *life_subject_for(const struct case_life *life, enum event_type event);

/* Whether a subject of an investigation stands confirmed; whether one of those who do has no letter
 * that tells them of the last decision. */
bool life_has_investigated_subject(const struct case_life *life);
bool life_owes_outcome_letter(const struct case_life *life);

/* Who was named by that event, or NULL; the first who is named provisionally, or NULL. */
const struct life_person *life_person(const struct case_life *life, int seq);
const struct life_person *life_provisional(const struct case_life *life);

/* How many people are part of it, whether that is confirmed or not. */
size_t life_people_open(const struct case_life *life);

/* Whether somebody must not deal with the case, provisionally or for good. */
bool life_excludes(const struct case_life *life, const struct uuid *staff);

/* Whether somebody investigates it now: named last for an investigation that is open, and no part
 * of the case. Rule: A17, C11, D9. */
bool life_investigates(const struct case_life *life, const struct uuid *staff);

/* All of them, each once: answers how many. 'found' has room for life->investigator_count. */
size_t life_investigators(const struct case_life *life, struct uuid *found);

/* For life_take: what an event tells of people; an investigation begins without discussions. */
void life_take_person(struct case_life *life, int seq, enum event_type event, instant at,
                      const struct facts *facts);
void life_forget_discussions(struct case_life *life);

#endif
