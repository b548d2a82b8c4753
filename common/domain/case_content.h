/*
 * What a customer tells about a case: the personal part, kept sealed only.
 * Everything is optional: "please help me complain" needs no narrative.
 * Rule: A6, B1, C5, C10.
 */
#ifndef DOMAIN_CASE_CONTENT_H
#define DOMAIN_CASE_CONTENT_H

#include "common/base/day.h"
#include "common/domain/vocabulary.h"

/* What it is about. */
struct case_content {
    const char *narrative;
    const char *wanted_outcome;
    day happened_on;
};

/* Who raised it; NULL for what was not given. */
struct customer {
    const char *name;
    const char *email;
    const char *telephone;
    const char *address;
};

/* How the customer needs to be met. Rule: A6. */
struct needs {
    const char *format;   /* large print, Easy Read, ... */
    const char *language; /* BCP 47 */
    const char *access;
    const char *companion;
    const char *contact;                                   /* how and when to be contacted */
    const char *must_not_know;                             /* who must not learn of it */
    bool do_not_write, do_not_ring, do_not_leave_messages; /* safe contact */
};

/* Whom the customer may choose for a matter of safeguarding: bits. Rule: A13. */
enum { SAFEGUARDING_CHOICES = ROLE_BIT(MANAGER) | ROLE_BIT(SAFEGUARDING_OFFICER) };

/* Customer and needs are sealed together: what whoever contacts the customer must see. */
struct customer_card {
    const struct customer *customer; /* NULL: anonymous */
    const struct needs *needs;
};

#endif
