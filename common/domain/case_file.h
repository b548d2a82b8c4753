/*
 * A case and its life. Pure: the time, the procedure and the record are given.
 *
 * One function changes where a case stands: case_apply. Intake uses it too.
 */
#ifndef DOMAIN_CASE_FILE_H
#define DOMAIN_CASE_FILE_H

#include "common/base/fault.h"
#include "common/base/id.h"
#include "common/domain/case_life.h"
#include "common/domain/procedure.h"

enum { CODE_TEXT = 41 };

/* What is not sealed of a case. */
struct case_file {
    struct uuid organisation_id;
    struct uuid id;
    const char *reference;
    struct uuid site_id; /* nil when staff entered it */
    enum kind kind;
    enum channel channel;
    const char *category; /* "" when none was given */
    enum customer_type customer_type;
    bool anonymous;
    const char *stage;
    enum state state;
    int version; /* seq of the last event; 0 before it was received */
    int procedure_version;
    struct uuid handler; /* nil until named */
    struct uuid point_of_contact;
    instant received_at;
    instant recorded_at;
    instant closed_at;        /* NO_INSTANT unless closed */
    instant erased_at;        /* NO_INSTANT unless. Rule: B7, D18 */
    day erasure_not_before;   /* the first day on which it may be erased, as whoever complained
                                 wishes; NO_DAY: no wish stands. Rule: D18 */
    bool legal_hold;          /* it must be kept, whatever they wish. Rule: B7, D18 */
    bool hidden_from_site;    /* it is about the partner whose site posted it. Rule: D12 */
    bool sealed_off;          /* hidden from all but those whom safeguarding lets in. Rule: A13 */
    enum state public_state;  /* where the outside believes it to stand: as it does, until it is */
    const char *public_stage; /* sealed off; then as if it never had been. Rule: D17 */
};

/* What the outside may know of where it stands. A case that is sealed off stands still, but for
 * what its complainant does: that it is sealed must not show. Rule: D17. */
const char *case_public_status(const struct case_file *case_file);

/* The case as the outside believes it to be: nothing was sealed off. Rule: D17. */
struct case_file case_as_public(const struct case_file *case_file);

/* What follows from the event where the case stands: the procedure's row, NULL when it has none.
 * What is not an organisation's to allow or to forbid needs no row, and moves nothing without one;
 * nor does it, where an investigation may be reported on, that others are given it. Rule: D9, D18.
 */
const struct transition *case_transition(const struct procedure *procedure,
                                         const struct case_file *case_file, enum event_type event);

/* What somebody did, or says was done. */
struct act {
    enum event_type event;
    instant occurred_at;
    const struct facts *facts;
};

/* Steps that take their time, as bits: what comes of them is promised by standards of their own. */
enum { INVESTIGATION_STEP = 1 << 0, MEDIATION_STEP = 1 << 1 };

/* An event as the clocks and the life see it. */
struct mark {
    int seq;
    enum event_type event;
    instant at; /* when it occurred */
    const struct facts *facts;
    /* Replaying fills these. */
    const char *stage, *public_stage; /* of the case after it */
    enum state public_state;          /* after it */
    enum state to, public_to;         /* where it moved the case; STATE_NONE: it stayed */
    bool is_idle;   /* done by the complainant of a case that went to safeguarding, where it changes
                       nothing: neither where the case stands nor what is promised */
    bool is_hidden; /* safeguarding's own: the outside knows nothing of it. Rule: D17 */
    /* Settling fills these. */
    enum state state;    /* of the case after it, by what had happened until then */
    unsigned open_steps; /* that have begun by then and not ended */
    unsigned steps;      /* those of them that it waits for: nothing was decided since */
    bool is_undone;      /* an outcome that never stood: what undid it later had happened before */
};

/* Keeps, in place, what the clocks go by: those of the records, or as the outside sees them, with
 * the stages and states that it believes in. Answers how many are left. Rule: D17. */
size_t marks_recorded(struct mark *marks, size_t count);
size_t marks_public(struct mark *marks, size_t count);

/* What is wrong with the time of an act, or NULL: {code, detail} of a mistake at "/occurred_at".
 * Rule: D1. */
struct time_mistake {
    const char *code, *detail;
};
const struct time_mistake *act_time_mistake(const struct case_file *case_file,
                                            const struct case_life *life, const struct act *act,
                                            instant now);

/*
 * Does the act: state, stage, version, handler, closing time, life. 'mark'
 * becomes its entry in the history. This is the one place where a case's state
 * changes. Whether the act makes sense is for case_guard.h to say before.
 *
 * In a case that is sealed off its complainant does what they could do if it
 * were not: it is taken down, and moves nothing but the public state.
 *
 * Errors: ACT_NOT_ALLOWED when the procedure has no transition for it; the
 * case is then unchanged.
 * Rule: A15, A20, C11, D7, D13, D17.
 */
enum fault case_apply(const struct procedure *procedure, const struct act *act,
                      struct case_file *case_file, struct case_life *life,
                      struct mark *mark) CHECKED;

/*
 * The case as its history has it: kind, channel and the like are given, stage,
 * state, version, handler and life are what the events make of them. Fills the
 * marks' stages and states. Errors: ACT_NOT_ALLOWED when the history is not one that the
 * procedure allows. Rule: B6.
 */
enum fault case_replay(const struct procedure *procedure, struct mark *marks, size_t mark_count,
                       struct case_file *case_file, struct case_life *life) CHECKED;

#endif
