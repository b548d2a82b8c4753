/*
 * What an event tells besides who, when and the sealed text: codes, days and
 * ids, nothing personal. One struct for all events; each uses some members.
 */
#ifndef DOMAIN_FACTS_H
#define DOMAIN_FACTS_H

#include "common/base/day.h"
#include "common/base/id.h"
#include "common/domain/vocabulary.h"

/* A notice, in the version that was shown. */
struct notice_shown {
    const char *code;
    int version;
};

/* Help with complaining, as it was offered; none: not yet. Rule: C10. */
struct help {
    enum help_answer writing; /* to write it down */
    enum help_answer privacy; /* a private place, or a private way */
    enum help_answer reading; /* to read the procedure */
};

struct facts {
    struct uuid handler, point_of_contact; /* named by an answer or an assignment */
    struct uuid staff;                     /* whom it is about: a subject, an officer */
    const struct uuid *members;            /* who investigates: one officer, or a committee */
    size_t member_count;
    struct uuid meeting;
    struct uuid other_case;
    struct uuid site;                         /* of the partner whom the case is about. Rule: D12 */
    const struct notice_shown *notices_shown; /* at first, or with the first reply. Rule: C14 */
    size_t notice_count;
    const struct help *help; /* NULL: nothing is said of it */
    enum channel medium;
    enum party party;
    const enum party *not_discussed; /* parties not spoken to, for the reason in the text */
    size_t not_discussed_count;
    bool consented;   /* whoever complained agreed that it is shared. Rule: D12 */
    bool not_reached; /* tried in vain: to be tried again. Rule: D2 */
    enum finding finding;
    enum counterpart agreed_by; /* on an interval, with whoever acts. Rule: A5 */
    enum agreement agreed_in;
    int interval_days;
    const char *outside_body; /* who mediates or arbitrates. Rule: A19, C12 */
    bool arbitration;         /* instead of mediation is offered */
    bool agrees_to_be_bound;  /* by an arbitrator's decision */
    enum refusal_ground ground;
    enum receipt_reason reason; /* why a new receipt code is issued. Rule: B1 */
    enum kind kind;             /* of what was received */
    const char *stage;          /* where it starts or goes to */
    const char *standard;       /* the promise that is extended */
    const char *const *outcomes;
    size_t outcome_count;
    bool sealed;       /* it was received as a matter of safeguarding. Rule: A13 */
    bool told_by_code; /* the old receipt code opens the part that was split off. Rule: B1 */
    bool informal;     /* the outcome was found without the formal procedure */
    const char *rule;  /* of legal redress */
    day until;         /* extended to, owed by, agreed to end by, wanted by */
    int concerns;      /* seq of the event that this one answers */
    bool none;         /* a reason for no action, instead of an action. Rule: A10 */
    /* The closing checklist. Rule: A8, A9, C10, D11. */
    enum answer alternative_considered, apology_considered, feedback_given, outcome_reviewed,
        subjects_told;
};

extern const struct facts no_facts;

#endif
