/*
 * JSON of acts: what staff and complainants say was done. acts.def (api) names
 * the shape of each. Every act may say when it occurred; without, it is now.
 */
#ifndef JSON_ACT_SHAPES_H
#define JSON_ACT_SHAPES_H

#include "common/domain/case_content.h"
#include "common/domain/facts.h"
#include "common/json/shape.h"

/* What is not about safeguarding, as a case of its own. Rule: A13 */
struct part_request {
    enum kind kind;
    const char *category;
    const char *narrative, *wanted_outcome;
    day happened_on;
    bool anonymous;              /* nothing that leads to the complainant goes with it */
    const struct uuid *subjects; /* this part is about them too */
    size_t subject_count;
    const struct uuid *cleared; /* part of the sealed case; they may deal with this one */
    size_t cleared_count;
};

/* What any act may tell; each shape has those members that its act takes. */
struct act_request {
    instant occurred_at; /* NO_INSTANT: now */
    const char *text;    /* what was said or written; sealed */
    const struct needs *needs;
    const struct customer *representative;
    day sent_on;                   /* when the written outcome went out */
    const char *format, *language; /* of the written outcome; sealed. Rule: A20 */
    const char *not_as_needed;     /* why these are not what is needed; sealed. Rule: A6 */
    const char *reference;         /* of the case that is linked */
    struct part_request part;      /* that is split off */
    struct facts facts;
};

/* One shape for every list of members; named by what they take. */
extern const struct shape initial_response_shape;     /* Rule: A15 */
extern const struct shape text_shape;                 /* text required */
extern const struct shape optional_text_shape;        /* text optional */
extern const struct shape medium_shape;               /* text required, medium. Rule: A5, D7 */
extern const struct shape contact_shape;              /* Rule: A17 */
extern const struct shape assignment_shape;           /* Rule: A15, D9 */
extern const struct shape interval_shape;             /* Rule: A5 */
extern const struct shape bypass_shape;               /* Rule: C11 */
extern const struct shape meeting_shape;              /* Rule: A16, D4 */
extern const struct shape investigation_shape;        /* Rule: A17, D5 */
extern const struct shape reassignment_shape;         /* Rule: A17, D9 */
extern const struct shape investigation_report_shape; /* Rule: A17 */
extern const struct shape extension_shape;            /* Rule: A18 */
extern const struct shape concern_shape;              /* text required, concerns */
extern const struct shape finding_shape;              /* Rule: B5 */
extern const struct shape outcome_shape;              /* Rule: A21 */
extern const struct shape written_outcome_shape;      /* Rule: A20 */
extern const struct shape settled_shape;              /* Rule: D13 */
extern const struct shape remedy_shape;               /* Rule: B5 */
extern const struct shape action_shape;               /* Rule: A10 */
extern const struct shape course_shape;               /* Rule: A19 */
extern const struct shape mediation_offer_shape;      /* Rule: C12 */
extern const struct shape mediation_acceptance_shape; /* Rule: C12 */
extern const struct shape mediation_shape;            /* Rule: C12 */
extern const struct shape redress_notice_shape;       /* Rule: C13 */
extern const struct shape person_shape;               /* Rule: A13, C11, D10 */
extern const struct shape subject_letter_shape;       /* Rule: D11 */
extern const struct shape safeguarding_shape;         /* Rule: A13 */
extern const struct shape split_shape;                /* Rule: A13 */
extern const struct shape needs_change_shape;         /* Rule: A6, D15 */
extern const struct shape help_noted_shape;           /* Rule: C10 */
extern const struct shape receipt_code_shape;         /* Rule: B1 */
extern const struct shape representative_shape;       /* Rule: D15 */
extern const struct shape declined_shape;             /* Rule: D19 */
extern const struct shape link_shape;
extern const struct shape partner_shape; /* Rule: D12 */
extern const struct shape close_shape;   /* Rule: A8, A9, C10, D11 */

/* What an event tells, as it stands in the history: nothing personal. */
extern const struct shape facts_shape;

#endif
