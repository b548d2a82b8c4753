/*
 * A case and its life. Pure: the time, the procedure and the record are given.
 *
 * One function changes where a case stands: case_apply. Intake uses it too.
 */
#ifndef DOMAIN_CASE_FILE_H
#define DOMAIN_CASE_FILE_H

#include "common/base/fault.h"
#include "common/base/id.h"
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
    instant closed_at; /* NO_INSTANT unless closed */

    /* What a later act may not have happened before; filled when a case is held, else 0. */
    instant opened_at;   /* the latest of received, closed and reopened */
    instant decided_at;  /* the outcome that was entered last; NO_INSTANT when there is none */
    instant answered_at; /* the written outcome that was entered last; NO_INSTANT likewise */
};

/* What somebody did, or says was done. */
struct act {
    enum event_type event;
    instant occurred_at;
    struct uuid handler; /* named by an initial response, else nil */
    struct uuid point_of_contact;
};

/* An event as the clocks see it. */
struct mark {
    int seq;
    enum event_type event;
    instant at; /* when it occurred */
};

/* What is wrong with the time of an act, or NULL: {code, detail} of a mistake at "/occurred_at".
 * Rule: D1. */
struct time_mistake {
    const char *code, *detail;
};
const struct time_mistake *act_time_mistake(const struct case_file *case_file,
                                            const struct act *act, instant now);

/*
 * Does the act: state, version, handler, closing time. 'mark' becomes its
 * entry in the history.
 *
 * Errors: ACT_NOT_ALLOWED when the procedure has no transition for it; the
 * case is then unchanged.
 * Rule: A15, A20, D7, D13.
 */
enum fault case_apply(const struct procedure *procedure, const struct act *act,
                      struct case_file *case_file, struct mark *mark) CHECKED;

#endif
