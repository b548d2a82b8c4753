/*
 * The wish of whoever complained to be erased: when it is carried out, and what
 * they are told. Pure.
 *
 * The answer to the wish is the same whatever stands against it, and so is the
 * day: neither tells whether a case is sealed or held. On that day it is carried
 * out or refused. A refusal is told, since silence would deny them the way to a
 * supervisor that the law gives them; its words are the same for every reason,
 * and name none. A legal hold is common and harmless, so that a refusal does not
 * lead to safeguarding. Rule: B7, D17, D18.
 */
#ifndef DOMAIN_ERASURE_H
#define DOMAIN_ERASURE_H

#include "common/base/day.h"
#include "common/base/id.h"

enum { ERASURE_DAYS = 14 };

/* The first day on which what was wished then may be carried out: ERASURE_DAYS whole days lie
 * between. */
day erasure_day(instant asked_at);

/* What they are told at once, in plain words. Owner: memory. */
const char *erasure_notice(void *memory, day erasure_not_before);

/* What they are told when something stood against it. */
const char *erasure_refusal(void);

/* The certificate: what was destroyed, and when. Nothing personal. Rule: B7. */
struct erasure {
    struct uuid id;
    const char *reference;
    const char *ground; /* complainant_asked */
    instant asked_at, erased_at;
    const char *destroyed; /* JSON: of each part, as it was sealed, its SHA-256 */
};

#endif
