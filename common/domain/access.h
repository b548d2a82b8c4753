/*
 * Who may bring an event about: bits of roles, and one for the complainant.
 * event.def names for every event; which case each person may see at all is
 * decided before.
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

/* Constants WHO_RECEIVED … of all events. */
enum {
#define EVENT(name, text, shown, who) WHO_##name = (int)(who),
#include "common/domain/event.def"
#undef EVENT
};

/* Whether an actor with these bits may bring it about. Rule: A12, D15. */
bool event_is_open_to(enum event_type event, unsigned actor);

#endif
