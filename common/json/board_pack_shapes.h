/*
 * JSON of a board pack: what those who meet must know of every case that they
 * have before them. Rule: A16.
 */
#ifndef JSON_BOARD_PACK_SHAPES_H
#define JSON_BOARD_PACK_SHAPES_H

#include "common/json/case_shapes.h"
#include "common/json/meeting_shapes.h"

struct pack_promise {
    const char *standard, *title;
    const char *state;        /* running, met, breached, ended */
    day first_due_on, due_on; /* as first promised, and as it is now */
    enum due_by due_by;
    instant met_at;
};

struct pack_allegation {
    const char *text;
    enum finding finding; /* none yet: FINDING_NONE */
    const char *reason;   /* of the finding */
};

struct pack_remedy {
    const char *text;
    day until; /* owed by */
    bool done;
};

/* An entry of the history. */
struct pack_entry {
    enum event_type type;
    instant occurred_at;
    const char *actor_kind;
    const char *by;            /* the name, when it was a member of staff */
    const struct facts *facts; /* without what leads to other cases, or to people not to be known */
    const char *text;
    bool withheld; /* the text: it is for those who need to know. Rule: A21 */
};

struct pack_case {
    const char *reference;
    enum kind kind;
    enum channel channel;
    const char *category, *category_title;
    const char *stage, *stage_title;
    enum state state;
    instant received_at;
    const char *handler, *point_of_contact; /* their names; NULL: nobody yet */
    const char *const *investigators;       /* the names of those who investigate it now */
    size_t investigator_count;
    bool anonymous;
    const struct customer *customer;       /* for those who may know who complains, else NULL */
    const struct customer *representative; /* who speaks for them; likewise */
    const struct needs *needs;             /* likewise */
    const char *narrative, *wanted_outcome;
    day happened_on;
    const struct pack_promise *promises;
    size_t promise_count;
    const struct pack_allegation *allegations;
    size_t allegation_count;
    const struct pack_remedy *remedies;
    size_t remedy_count;
    const struct pack_entry *history;
    size_t history_count;
};

struct board_pack {
    const struct meeting_view *meeting; /* without its changes */
    const char *organisation;           /* its name */
    instant drawn_up_at;
    const struct pack_case *cases; /* by receipt */
    size_t case_count;
};
extern const struct shape board_pack_shape;

#endif
