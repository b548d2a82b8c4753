/*
 * The clocks of a case: a pure function of its history.
 *
 * A clock runs from an event that starts its standard until one that meets or
 * ends it. Events count in the order in which they happened, not in which they
 * were recorded, so an act in time that is recorded late puts things right. A
 * standard that repeats has periods: an unmet one is followed by the next, from
 * the day that was missed, and what meets it starts a new run. Of the time before
 * a case was entered at most 26 unmet periods of a run are told.
 *
 * What was done already, or is being done, is not promised: the Board that hears
 * of a decided complaint, or of one that is investigated, owes no decision by it.
 * A step that is open when a case is reopened goes on, and is promised again.
 *
 * An outcome keeps and ends no promise when it was taken back by what is recorded
 * later but had happened before: whoever wished to go on is owed the next step.
 *
 * What is decided (met, ended, breached) keeps its due day; a running clock
 * moves with the calendar, but not into the past. Rule: B3, D1, D2, D7.
 */
#ifndef DOMAIN_CASE_CLOCK_H
#define DOMAIN_CASE_CLOCK_H

#include "common/domain/case_file.h"
#include "common/domain/meeting.h"

/* One period of one standard on one case; standard, started_by and period name it. */
struct case_clock {
    const char *standard;
    int started_by; /* seq of the event that started it */
    int period;     /* from 1; more only where the standard repeats */
    const char *stage;
    instant started_at;
    day first_due_on; /* as first promised; extensions, meetings and calendars do not change it */
    day due_on;       /* the last day in time */
    instant due_at;   /* the first instant that is too late */
    enum due_by due_by;
    instant reckoned_from;  /* since when the timescale counts */
    int agreed_days;        /* instead of the standard's amount; 0: as the standard says */
    struct uuid meeting_id; /* that it waits for; nil unless due_by is MEETING */
    enum body awaits;       /* for whose meeting, also while none is near; saved when it starts */
    bool provisional;
    int calendar_version;
    int meetings_version; /* of the meetings that it was reckoned by; 0: it waits for none */
    instant met_at;       /* NO_INSTANT unless */
    instant ended_at;
    instant breached_at;   /* as known now */
    instant superseded_at; /* an act recorded late did away with it */
    bool breach_recorded;  /* as known then */
    bool breach_corrected;
};

/* Neither decided nor done away with. */
bool clock_is_running(const struct case_clock *clock);

/* What settling a clock led to: all of it is to be stored. */
struct clock_settlement {
    struct case_clock clock;
    bool changed;         /* new, or other than stored */
    bool confirmed;       /* as stored, but reckoned by newer meetings */
    bool breached;        /* a breach is to be recorded */
    bool corrected;       /* a breach that was recorded is shown to be none */
    day moved_from;       /* the due day before it was moved, else NO_DAY */
    enum due_by moved_by; /* TIMESCALE: a calendar */
};

/* All that the clocks of a case depend on. */
struct clock_basis {
    const struct procedure *procedure;
    const struct calendar *calendar;
    const struct case_file *case_file;
    struct mark *marks; /* the whole history; settling sorts it by time, and tells the states */
    size_t mark_count;
    struct meetings meetings;        /* of the organisation */
    const struct case_clock *stored; /* what the record holds */
    size_t stored_count;
    instant now;
};

struct clock_settlements {
    struct clock_settlement *list;
    size_t count;
};

/* Whether any clock may wait for a meeting, so that the basis needs them. */
bool clocks_need_meetings(const struct clock_basis *basis);

/*
 * The clocks as they stand now: one settlement for every clock, stored or new;
 * those that history no longer has are superseded. Owner: memory.
 */
struct clock_settlements clocks_settle(void *memory, const struct clock_basis *basis);

#endif
