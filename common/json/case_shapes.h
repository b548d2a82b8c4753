/*
 * JSON of cases: what is posted, what is answered, what is sealed.
 */
#ifndef JSON_CASE_SHAPES_H
#define JSON_CASE_SHAPES_H

#include "common/domain/case_content.h"
#include "common/domain/facts.h"
#include "common/domain/vocabulary.h"
#include "common/json/page.h"
#include "common/json/staff_shapes.h"

/* POST /v1/cases */
struct case_request {
    enum kind kind;
    enum channel channel; /* web when a website leaves it out */
    const char *category;
    enum customer_type customer_type;
    const char *narrative;
    const char *wanted_outcome;
    day happened_on;
    const struct customer *customer;
    const struct needs *needs;
    const struct help *help;                  /* that was offered. Rule: C10 */
    instant received_at;                      /* staff only. Rule: D1 */
    enum role addressed_to;                   /* the postholder whom a letter names. Rule: A14 */
    const struct notice_shown *notices_shown; /* before anything was asked; none: not shown before.
                                               * Rule: C14 */
    size_t notice_count;
    enum role safeguarding;      /* it is about safeguarding, and goes to this role. Rule: A13 */
    const char *bypass_to;       /* a later stage, as the complainant wishes. Rule: C11 */
    const struct uuid *subjects; /* whom it is about; by staff only. Rule: C11, D10 */
    size_t subject_count;
};
extern const struct shape case_request_shape;

/* A promise to the customer. Rule: A7, B2. */
struct promise {
    const char *standard;
    int period;
    const char *state; /* running, met, breached, ended */
    day first_due_on;  /* as first promised */
    day due_on;
    instant due_at;
    enum due_by due_by;
    struct uuid meeting_id; /* that it waits for */
    bool provisional;
    instant met_at;
    const char *explanation;     /* in words */
    const char *explanation_url; /* day by day; NULL unless a timescale says when */
};

/* 201: the receipt code is shown here only; NULL for whoever entered it and is part of it, and once
 * another one was issued. */
struct case_created {
    const char *reference;
    const char *receipt_code;
    const char *proof_of_lodging; /* signed; may be shown to anybody. Rule: B1 */
    const char *status;
    instant received_at;
    const struct promise *promises;
    size_t promise_count;
    const char *turn_to; /* with it, since nobody here can take it; NULL: somebody does. Rule: D9 */
};
extern const struct shape case_created_shape;

/* A receipt code that was issued; NULL when another one was since. Rule: B1. */
struct receipt_issued {
    const char *reference, *receipt_code;
};
extern const struct shape receipt_issued_shape;

/* What a site may know of its own case. */
struct case_status_view {
    const char *reference;
    enum kind kind;
    const char *status;
    instant received_at;
    instant erased_at; /* NO_INSTANT unless: then its own copy is to go, too. Rule: B7 */
};
extern const struct shape case_status_view_shape;

/* POST /v1/status and its answer. */
struct status_request {
    const char *reference;
    const char *receipt_code;
};
extern const struct shape status_request_shape;

/* A case that was made of a part of another, for whoever holds the code of that one. Rule: A13, B1
 */
struct further_case {
    const char *reference, *receipt_code;
};

struct receipt_view {
    const char *reference;
    const char *proof_of_lodging;
    enum kind kind;
    const char *status;
    instant received_at;
    day erasure_not_before; /* as they wish; NO_DAY: they do not. Rule: D18 */
    const struct promise *promises;
    size_t promise_count;
    const struct named_staff *handler,
        *point_of_contact;             /* NULL until they were named. Rule: A15 */
    const struct event_view *messages; /* what was said to and by the complainant. Rule: B1 */
    size_t message_count;
    const struct further_case *further_cases;
    size_t further_count;
    const enum event_type *allowed_actions;
    size_t allowed_count;
};
extern const struct shape receipt_view_shape;

/* One entry of a case's history, opened. */
struct event_view {
    int seq;
    enum event_type type;
    instant occurred_at, recorded_at;
    const char *actor_kind;
    struct uuid actor;
    const char *facts; /* JSON */
    const char *text, *format, *language, *not_as_needed;
    bool withheld; /* the text: it is for those who need to know. Rule: A21 */
    const struct needs *needs;
    const struct customer *representative;
};

/* What staff may know of a case. */
struct case_view {
    struct uuid id; /* not told, nor are 'may' and 'part' */
    const char *reference;
    enum kind kind;
    enum channel channel;
    const char *category;
    enum customer_type customer_type;
    bool anonymous;
    const char *stage;
    enum state state;
    const char *status;
    int version;
    struct uuid handler, point_of_contact;
    const struct uuid *investigators; /* who investigate it now. Rule: A17, D9 */
    size_t investigator_count;
    instant received_at, recorded_at, closed_at;
    instant erased_at;      /* NO_INSTANT unless: then nothing that was said is left. Rule: B7 */
    day erasure_not_before; /* as whoever complained wishes; NO_DAY: they do not. Rule: D18 */
    bool legal_hold;
    const char *narrative, *wanted_outcome;
    day happened_on;
    const struct customer *customer, *representative; /* who speaks for them; NULL: nobody */
    const struct needs *needs;
    const struct help *help; /* as it was noted last; NULL: nothing was. Rule: C10 */
    const struct promise *promises;
    size_t promise_count;
    const struct event_view *history;
    size_t history_count;
    const enum event_type *allowed_actions; /* what whoever asks could do now */
    size_t allowed_count;
    uint64_t may;           /* the groups of acts that they may do about it (access.h) */
    enum reading_part part; /* what of it is here */
};
extern const struct shape case_view_shape;

/* One line of a list. */
struct case_line {
    const char *reference;
    enum kind kind;
    const char *status;
    instant received_at;
    /* for staff only; left out for a site */
    enum channel channel;
    const char *category, *stage;
    enum state state;
    struct uuid handler;
    instant closed_at;
};
struct case_page {
    const struct case_line *cases;
    size_t case_count;
    struct page_end end;
};
extern const struct shape case_page_shape;

/* What is sealed: case_file.sealed_content, case_file.sealed_customer, case_event.sealed. */
struct event_text {
    const char *text;
    const char *format, *language;         /* of a letter */
    const char *not_as_needed;             /* why it is in no other */
    const struct needs *needs;             /* as they are from then on */
    const struct customer *representative; /* who speaks for the complainant */
};
extern const struct shape case_content_shape;
extern const struct shape customer_shape;
extern const struct shape notice_shown_shape;
extern const struct shape needs_shape;
extern const struct shape help_shape;
extern const struct shape customer_card_shape;
extern const struct shape event_text_shape;

#endif
