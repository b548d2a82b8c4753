/*
 * What a case's history adds up to, beyond where it stands: who is part of it,
 * what was alleged and found, what is owed, what waits for an answer.
 *
 * Nothing of it is stored: life_take folds one event after the other, so it
 * cannot disagree with the history. Rule: B6.
 *
 * Fixed room for what is open: an event beyond it is refused. What is done, and who was dismissed,
 * stays as long as there is room for it; then the oldest of it is folded away.
 */
#ifndef DOMAIN_CASE_LIFE_H
#define DOMAIN_CASE_LIFE_H

#include "common/domain/facts.h"

enum { LIFE_PEOPLE = 32, LIFE_ALLEGATIONS = 64, LIFE_REMEDIES = 64, LIFE_QUESTIONS = 32 };

enum standing { STANDING_PROVISIONAL, STANDING_CONFIRMED, STANDING_DISMISSED };

/* Somebody who must not deal with the case. Rule: C11, D10. */
struct life_person {
    int seq;           /* of the event that named them */
    instant at;        /* when that happened */
    struct uuid staff; /* nil: not known to Heed by id */
    bool is_subject;   /* else conflicted */
    enum standing standing;
    bool discussed;    /* with them, in the open investigation */
    bool told;         /* of what, by letter. Rule: D11 */
    bool outcome_told; /* of the last decision, by a letter of their own. Rule: D11 */
};

/* An event that waits: an allegation for its finding, a remedy or a question for its answer. */
struct life_item {
    int seq;
    instant at; /* when it happened */
    bool done;
};

enum mediation {
    MEDIATION_NONE,
    MEDIATION_ASKED, /* by the complainant */
    MEDIATION_OFFERED,
    MEDIATION_ACCEPTED,
    MEDIATION_REFERRED
};

struct case_life {
    instant opened_at;   /* the latest of received, closed, reopened, appealed, handed over and, of
                            a case that was open, erased */
    instant decided_at;  /* what decided it last; NO_INSTANT when nothing did */
    instant answered_at; /* the written outcome that was entered last, or why there is none;
                            NO_INSTANT likewise */

    struct life_person people[LIFE_PEOPLE];
    size_t person_count;
    bool has_subject;                                   /* somebody was ever named as one */
    struct life_item allegations[LIFE_ALLEGATIONS + 1]; /* one more than fit: see life_recall */
    size_t allegation_count;
    struct life_item remedies[LIFE_REMEDIES];
    size_t remedy_count;
    struct life_item questions[LIFE_QUESTIONS];
    size_t question_count;
    struct life_item disadvantages[LIFE_QUESTIONS];
    size_t disadvantage_count;
    struct life_item clarifications[LIFE_QUESTIONS];
    size_t clarification_count;

    bool is_investigated;             /* an investigation is open */
    instant investigated_at;          /* since when; of the last one */
    const struct uuid *investigators; /* who were named for it last. Rule: A17, D9 */
    size_t investigator_count;
    bool complainant_discussed;
    int extensions;
    bool resolution_offered;
    instant offered_at; /* the last informal resolution */
    enum mediation mediation;
    instant mediated_at;      /* the last step of mediation */
    const char *outside_body; /* that was offered last; NULL: named in words alone. Rule: C12 */
    bool is_arbitration;      /* what was offered last */
    int handover;             /* seq of the last hand-over to safeguarding, 0: none */
    instant handed_over_at;
    bool handover_acknowledged;
    const struct notice_shown *notices_shown; /* before anything was asked. Rule: C14 */
    size_t notice_count;
    bool is_replied;      /* the first reply was given, whatever has come since. Rule: C14 */
    bool is_unresolved;   /* the last decision was neither agreed to nor settled. Rule: C13 */
    bool is_answered;     /* the initial response was given, since it was last opened. Rule: A15 */
    bool action_recorded; /* or the reason for none. Rule: A10 */
    bool is_declined;     /* a decision not to take it on stands. Rule: D19 */
};

/* A life before its first event. */
extern const struct case_life new_life;

/* Takes one more event into the life. */
void life_take(struct case_life *life, int seq, enum event_type event, instant at,
               const struct facts *facts);

/* Takes an allegation back that was folded away, with its finding, for one event: a finding may be
 * revised however many there are. Not while one is recalled. Rule: B5. */
void life_recall(struct case_life *life, int seq, instant at);

/* Some of a life's items; belongs to the life. */
struct life_list {
    const struct life_item *items;
    size_t count;
};

/* What an event of this type can answer; nothing when it answers no item. */
struct life_list life_answered_by(const struct case_life *life, enum event_type event);

/* The item of that event, or NULL; how many are not yet done. */
const struct life_item *life_item(const struct life_item *items, size_t count, int seq);
size_t life_open(const struct life_item *items, size_t count);

/* When that happened which such an event answers; NO_INSTANT when it answers nothing. */
instant life_asked_at(const struct case_life *life, enum event_type event, int concerns);

#endif
