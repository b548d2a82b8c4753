/* Service at a glance: what is open, how its promises stand, and trends. Counts only. Rule: A22. */
#ifndef DOMAIN_DASHBOARD_H
#define DOMAIN_DASHBOARD_H

#include "common/base/day.h"
#include "common/domain/vocabulary.h"

enum standard_state {
    STANDARD_STATE_NONE,
#define STANDARD_STATE(name, text) STANDARD_STATE_##name,
#include "common/domain/standard_state.def"
#undef STANDARD_STATE
};
extern const struct vocabulary standard_states;

/* Open cases of one stage and state. */
struct stage_figure {
    const char *stage;
    enum state state;
    int cases;
};

/* Cases with an open promise of one standard; a case counts once in each. */
struct standard_figure {
    const char *standard;
    int running;       /* those that are due soon among them */
    int due_soon;      /* staff were warned of it */
    int breached_open; /* its time passed, and it is still not kept */
};

/* What came, went and was missed in a week of local days. */
struct week_figure {
    day starts_on; /* a Monday */
    int received;
    int closed;   /* for the last time */
    int breached; /* promises by their last day, as known now: what was found to be kept is none */
};

struct dashboard {
    instant as_of;
    int open_cases;
    const struct stage_figure *stages;
    size_t stage_count;
    const struct standard_figure *standards;
    size_t standard_count;
    const struct week_figure *weeks; /* the last twelve; the current one is the last */
    size_t week_count;
};

/* Cases that are sealed off, without those that whoever asks is part of. Counts only. Rule: D17. */
struct safeguarding_figures {
    instant as_of;
    int open_cases;
    int unacknowledged; /* of the open ones: nobody has said yet that they have it */
    int breached_open;  /* of the open ones: a promise's time passed, and it is still not kept */
    int closed_cases;
};

#endif
