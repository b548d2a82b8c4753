/*
 * Who may bring an event about: bits of roles, and one for the complainant.
 * event.def names the group of every event; which case each person may see at
 * all is decided before.
 */
#ifndef DOMAIN_ACCESS_H
#define DOMAIN_ACCESS_H

#include "common/domain/vocabulary.h"

#define NOBODY 0u
#define COMPLAINANT (1u << 31)
#define CHAIR (ROLE_BIT(CHAIR) | ROLE_BIT(VICE_CHAIR))
#define SENIOR_STAFF (ROLE_BIT(MANAGER) | ROLE_BIT(CEO) | CHAIR)
#define CASE_STAFF (ROLE_BIT(HANDLER) | SENIOR_STAFF)
/* A trustee stands in for the officer, and sees no sealed case but those that came to them. */
#define OFFICER (ROLE_BIT(SAFEGUARDING_OFFICER) | ROLE_BIT(SAFEGUARDING_TRUSTEE))

/* Who may do the acts of a group. */
#define MAY_SERVICE NOBODY
#define MAY_TAKE CASE_STAFF
#define MAY_TALK CASE_STAFF
#define MAY_RECORD (CASE_STAFF | OFFICER)
#define MAY_WORK CASE_STAFF
#define MAY_INVESTIGATE CASE_STAFF
#define MAY_ALERT CASE_STAFF
#define MAY_STEP_BACK (CASE_STAFF | OFFICER)
#define MAY_VOICE (CASE_STAFF | COMPLAINANT)
#define MAY_OWN COMPLAINANT
#define MAY_DECIDE SENIOR_STAFF
#define MAY_DETACH (SENIOR_STAFF | OFFICER)
#define MAY_PRESIDE CHAIR
#define MAY_PROTECT (CHAIR | OFFICER)
#define MAY_SAFEGUARD (OFFICER | ROLE_BIT(MANAGER))

/* Constants WHO_RECEIVED … of all events. */
enum {
#define EVENT(name, text, shown, operation, group) WHO_##name = (int)MAY_##group,
#include "common/domain/event.def"
#undef EVENT
};

/* Whether an actor with these bits may bring it about. Rule: A12, D15. */
bool event_is_open_to(enum event_type event, unsigned actor);

#endif
