/*
 * A version of an organisation's complaints procedure: data, immutable, read
 * from its document by common/procedure. The rules of this folder interpret it.
 *
 * A list that is empty holds every word ("kinds": [] is every kind).
 *
 * Rule: A3, A4, A5, A15, A20, A21, C11, D2, D7.
 */
#ifndef DOMAIN_PROCEDURE_H
#define DOMAIN_PROCEDURE_H

#include "common/domain/calendar.h"
#include "common/domain/vocabulary.h"

/* A step of the procedure and who is responsible for it. Stages follow one another. */
struct stage {
    const char *code;
    const char *title;
    enum role responsible;
    const enum role *substitutes; /* who stands in, in this order. Rule: D9 */
    size_t substitute_count;
    int quorum;          /* how many must be left of the body that decides; 0: as 1. Rule: D9 */
    const char *ends_by; /* plain words for the published procedure */
};

/* Where a case of these kinds starts; the first row that fits. */
struct entry {
    const enum kind *kinds;
    size_t kind_count;
    enum role addressed_to; /* only cases addressed to this role; none: every case */
    const char *stage;
};

/* A promise with a timescale. One standard running on one case is a clock. */
struct standard {
    const char *code;
    const char *title;
    const enum kind *kinds; /* the cases that it applies to */
    size_t kind_count;
    const enum channel *channels;
    size_t channel_count;
    const char *const *categories;
    size_t category_count;
    const char *const *stages; /* it starts only in these; what starts it ends it elsewhere */
    size_t stage_count;
    const enum channel *media; /* it starts only by events of these media */
    size_t medium_count;
    int amount;
    enum unit unit;
    enum roll roll;
    enum due_rule due; /* NEXT_MEETING, SET_DATE: the amount counts where there is none. Rule: D4 */
    enum body body;    /* NEXT_MEETING: whose */
    int within;        /* NEXT_MEETING: at most so many working days away */
    bool each;         /* every event that starts it has a clock of its own */
    bool extendable;   /* Rule: A18 */
    bool agreeable;    /* its amount may be agreed otherwise. Rule: A5 */
    bool watched;      /* a limit that is not ours: it ends, it is never breached. Rule: C13 */
    bool is_internal;  /* between staff: the complainant is not shown it. Rule: D11, D17 */
    int warn_hours;    /* how long before it is due the handler is warned; 0: never */
    bool repeats; /* what meets it starts it again, and an unmet period is followed by the next */
    const enum event_type *starts_with;
    size_t starts_with_count;
    const enum event_type *met_by;
    size_t met_by_count;
    const enum event_type *ended_by; /* stops it, neither met nor breached */
    size_t ended_by_count;
    const char *rule; /* of DOMAIN.md */
};

/* Events that these states, in these stages, allow; the first row that fits. */
struct transition {
    const enum event_type *events;
    size_t event_count;
    const enum state *from;
    size_t from_count;
    const char *const *stages; /* empty: every stage */
    size_t stage_count;
    enum state to;          /* STATE_NONE: the case stays where it is */
    const char *next_stage; /* NULL: the stage stays, or the event names another */
};

/* A written policy that complaints can be about. Rule: C9. */
struct policy {
    const char *code;
    const char *title;
    const char *version; /* as the organisation names it: "3", "March 2026" */
    const char *owner;   /* who keeps it: a post or a body, not a person's name */
    const char *url;     /* where it can be read, https://; NULL: asked for */
};

struct choice { /* what can be chosen: a category, an outcome */
    const char *code;
    const char *title;
    const char *policy; /* the code of the policy that such a complaint is about; NULL: none */
    bool need_to_know;  /* an outcome for a member of staff: what it was is for few. Rule: A21 */
};

/* An organisation outside that can be asked to mediate. Rule: A19, C12. */
struct outside_body {
    const char *code;
    const char *title;
    bool arbitrates; /* its decision may bind those who ask it to arbitrate */
};

/* How a complaint can be made. Rule: A14, C3. */
struct way {
    enum channel channel;
    enum role about; /* for what is about whoever has this role; none: anything. Rule: D9 */
    const char *text;
};

/* A piece of the published procedure, in plain words. Rule: C1, C9. */
struct section {
    const char *code; /* of those that every procedure must have, or its own */
    const char *title;
    const char *text;
};

/* What is said before anything is asked; the version shown is kept with the case. Rule: C14. */
struct notice {
    const char *code;
    int version;
    const char *text;
};

struct procedure {
    int version;
    const char *name;
    const struct stage *stages;
    size_t stage_count;
    const struct entry *entries;
    size_t entry_count;
    const struct standard *standards;
    size_t standard_count;
    const struct transition *transitions;
    size_t transition_count;
    const struct policy *policies;
    size_t policy_count;
    const struct choice *categories;
    size_t category_count;
    const struct choice *outcomes;
    size_t outcome_count;
    const struct outside_body *outside_bodies; /* the first unless another is named */
    size_t outside_body_count;
    const struct way *ways;
    size_t way_count;
    const struct section *sections;
    size_t section_count;
    const struct notice *notices;
    size_t notice_count;
};

/* Where a case of this kind, addressed to this role or to nobody, starts; NULL when the procedure
 * has no entry for it. */
const char *procedure_entry_stage(const struct procedure *procedure, enum kind kind,
                                  enum role addressed_to);

/* The number of a stage in the order of the procedure; stage_count when there is none. */
size_t procedure_stage(const struct procedure *procedure, const char *code);

/* The roles of those who decide it together: the Board's, or the review panel's; 0 roles when one
 * person decides it. */
size_t stage_body(const struct stage *stage, const enum role **list);

/* Whether one who is left of them is not enough. Rule: D9. */
bool stage_has_quorum(const struct stage *stage);

/* Where a case goes from there when the quorum is lost: a stage that has none; NULL when there is
 * no such way. Rule: D9, D10. */
const struct stage *procedure_outside(const struct procedure *procedure, enum state state,
                                      const char *stage);

/* The policy of that code; NULL when there is none, or no code. */
const struct policy *procedure_policy(const struct procedure *procedure, const char *code);

/* The title of a stage, or of a category; NULL when there is none of that code, or no code. */
const char *procedure_stage_title(const struct procedure *procedure, const char *code);
const char *procedure_category_title(const struct procedure *procedure, const char *code);

bool procedure_has_category(const struct procedure *procedure, const char *code);
bool procedure_has_outcome(const struct procedure *procedure, const char *code);

/* Whether what an outcome of that code was is for those alone who need to know. Rule: A21. */
bool procedure_outcome_is_need_to_know(const struct procedure *procedure, const char *code);

/* The body outside of that code, or without one the first that does what is asked; NULL when there
 * is none such. Rule: A19, C12. */
const struct outside_body *procedure_outside_body(const struct procedure *procedure,
                                                  const char *code, bool arbitrates);

/* Whether it has this notice, now or in an earlier version. Rule: C14. */
bool procedure_has_notice(const struct procedure *procedure, const char *code, int version);

/* The row that allows the event in this state and stage, or NULL. */
const struct transition *procedure_transition(const struct procedure *procedure, enum state from,
                                              const char *stage, enum event_type event);

bool standard_applies(const struct standard *standard, enum kind kind, enum channel channel,
                      const char *category);
/*
 * 'stage', 'state': where the case stands after the event.
 *
 * What was done is not promised again by what happens after it: what only a decision meets does not
 * start once the case is decided, and what the written outcome meets or ends, not once that is
 * answered or closed. Unless it is decided anew, or whoever complained asks for more. Rule: C11,
 * D7.
 */
bool standard_starts_with(const struct standard *standard, enum event_type event, const char *stage,
                          enum state state, enum channel medium);
/* Whether what would start it has brought the case to a stage not its own. Rule: C11. */
bool standard_is_left_by(const struct standard *standard, enum event_type event, const char *stage);
/* Whether it is the promise of a step that begins and ends with these, made in this stage. Rule:
 * A17, C12. */
bool standard_is_of_step(const struct standard *standard, enum event_type begins,
                         enum event_type ends, const char *stage);
/* Whether nothing meets it but a decision, or what tells of one. Rule: A20, C11. */
bool standard_awaits_outcome(const struct standard *standard);
bool standard_met_by(const struct standard *standard, enum event_type event);
bool standard_ended_by(const struct standard *standard, enum event_type event);

#endif
