/*
 * What whoever complained is told when the meeting that discusses their case
 * changes, or there is none. Pure. Rule: D4.
 */
#ifndef DOMAIN_MEETING_NOTICE_H
#define DOMAIN_MEETING_NOTICE_H

#include "common/base/day.h"
#include "common/base/id.h"
#include "common/domain/vocabulary.h"

struct meeting_notice {
    enum body body;
    day first_due_on; /* as first promised: told too, since nothing takes it back */
    day due_on;
    struct uuid meeting; /* that it waits for; nil: none is near */
    day said_on;         /* what they were told before; NO_DAY: nothing */
    struct uuid said;    /* the meeting that they were told of; nil: none */
    bool said_is_cancelled;
};

/* The message, in plain words. Owner: memory. */
const char *meeting_notice(void *memory, const struct meeting_notice *notice);

#endif
