/*
 * What a site is told of its cases, and how often that is tried. Pure.
 *
 * Told is what the site could have read before and after: its public status,
 * and that it was erased, so that a site deletes what it has kept itself. What
 * changes nothing of that is not told, so that neither the number nor the time
 * of messages says more than those do. Rule: B7, B10, D12, D17.
 */
#ifndef DOMAIN_WEBHOOK_H
#define DOMAIN_WEBHOOK_H

#include "common/domain/case_file.h"

enum webhook_type {
    WEBHOOK_TYPE_NONE,
#define WEBHOOK_TYPE(name, text) WEBHOOK_CASE_##name,
#include "common/domain/webhook_type.def"
#undef WEBHOOK_TYPE
};
extern const struct vocabulary webhook_types;

enum webhook_state {
    WEBHOOK_STATE_NONE,
#define WEBHOOK_STATE(name, text) WEBHOOK_##name,
#include "common/domain/webhook_state.def"
#undef WEBHOOK_STATE
};
extern const struct vocabulary webhook_states;

/* A message to one endpoint about one change, as its site sees it. */
struct webhook_delivery {
    struct uuid id; /* of the message: the same at every try */
    struct uuid endpoint_id;
    enum webhook_type type;
    const char *reference;
    const char *status; /* the public word that the case changed to */
    instant changed_at;
    enum webhook_state state;
    int attempts;
    instant last_attempt_at;  /* NO_INSTANT before the first */
    int last_status;          /* of the answer, 0 when there was none */
    const char *last_outcome; /* fetch_outcome.def, or why none follows; NULL: no try yet */
    instant next_attempt_at;  /* NO_INSTANT when none is to come */
    instant sent_at;          /* NO_INSTANT until it was taken */
};

/* What a site is told of an entry of the history, replayed; none when it would see no difference.
 * 'before' is the state that it believed in, STATE_NONE for what is received. */
enum webhook_type webhook_of(enum state before, const struct mark *mark);

enum { WEBHOOK_ATTEMPTS = 10 };

/* Seconds from a try that failed, the 'attempts'-th, to the next; 0 when that was the last. */
int webhook_retry_seconds(int attempts);

#endif
