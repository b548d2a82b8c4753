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

/* A step of the procedure and who is responsible for it. */
struct stage {
    const char *code;
    const char *title;
    enum role responsible;
};

/* Where a case of these kinds starts. */
struct entry {
    const enum kind *kinds;
    size_t kind_count;
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
    int amount;
    enum unit unit;
    enum roll roll;
    bool repeats; /* what meets it starts it again, and an unmet period is followed by the next */
    const enum event_type *starts_with;
    size_t starts_with_count;
    const enum event_type *met_by;
    size_t met_by_count;
    const enum event_type *ended_by; /* stops it, neither met nor breached */
    size_t ended_by_count;
    const char *rule; /* of DOMAIN.md */
};

/* An event that these states allow. */
struct transition {
    enum event_type event;
    const enum state *from;
    size_t from_count;
    enum state to; /* STATE_NONE: the case stays where it is */
};

struct choice { /* a category or an outcome */
    const char *code;
    const char *title;
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
    const struct choice *categories;
    size_t category_count;
    const struct choice *outcomes;
    size_t outcome_count;
};

/* Where a case of this kind starts; NULL when the procedure has no entry for it. */
const char *procedure_entry_stage(const struct procedure *procedure, enum kind kind);

bool procedure_has_category(const struct procedure *procedure, const char *code);
bool procedure_has_outcome(const struct procedure *procedure, const char *code);

/* The row that allows the event in this state, or NULL. */
const struct transition *procedure_transition(const struct procedure *procedure, enum state from,
                                              enum event_type event);

bool standard_applies(const struct standard *standard, enum kind kind, enum channel channel);
bool standard_starts_with(const struct standard *standard, enum event_type event);
bool standard_met_by(const struct standard *standard, enum event_type event);
bool standard_ended_by(const struct standard *standard, enum event_type event);

#endif
