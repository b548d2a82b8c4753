/*
 * A scheduled meeting of those who decide: the Board, a committee, a review
 * panel. Rule: A16, D4.
 */
#ifndef DOMAIN_MEETING_H
#define DOMAIN_MEETING_H

#include "common/base/day.h"
#include "common/base/fault.h"
#include "common/base/id.h"
#include "common/domain/vocabulary.h"

#include <stddef.h>

struct meeting {
    struct uuid id;
    enum body body;
    bool is_special; /* called for cases of its own: only those tabled for it wait for it */
    instant starts_at;
    instant changed_at;   /* when it was moved or cancelled; NO_INSTANT: never */
    instant changed_from; /* when it was to start before that */
    bool is_cancelled;
    const char *place;             /* NULL: not told */
    const char *minutes_reference; /* under which its minutes are kept; NULL: none yet */
};

/* The meetings of an organisation, by time, and how often they have changed: by which of them a
 * clock was reckoned. */
struct meetings {
    const struct meeting *list;
    size_t count;
    int version;
};

/* NULL when there is none with that id. */
const struct meeting *meetings_find(const struct meetings *meetings, const struct uuid *id);

/* Whether it may still be moved or cancelled. Errors: MEETING_CANCELLED, MEETING_OVER. */
enum fault meeting_may_change(const struct meeting *meeting, instant now) CHECKED;

/* Whether it can have minutes. Errors: MEETING_CANCELLED, MEETING_AHEAD. */
enum fault meeting_may_have_minutes(const struct meeting *meeting, instant now) CHECKED;

#endif
