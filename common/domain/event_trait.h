/*
 * What events have in common across the groups of acts: event_trait.def says it,
 * event by event. Pure.
 *
 * Rule: A15, A17, A20, B1, B7, B9, C11, C13, C14, D9, D13, D14, D17, D18.
 */
#ifndef DOMAIN_EVENT_TRAIT_H
#define DOMAIN_EVENT_TRAIT_H

#include "common/domain/vocabulary.h"

#include <stdbool.h>

/* The case begins, ends, or is handed over: sets opened_at of its life. */
bool event_opens_or_closes(enum event_type event);

/* It is a first reply to whoever complained, and says who deals with the case. Rule: A15, C14, D13.
 */
bool event_replies(enum event_type event);

/* It sets decided_at of a life. */
bool event_decides(enum event_type event);

/* It decides without the agreement of whoever complained. Rule: C13. */
bool event_is_unresolved(enum event_type event);

/* It says which outcomes there are, and a letter that tells of them may go out with it. */
bool event_has_outcomes(enum event_type event);

/* It sets answered_at of a life: whoever complained was told, or it is settled that they are not.
 * Rule: A20, D13, D14. */
bool event_tells_outcome(enum event_type event);

/* The body that decides a stage does it, and so needs its quorum. Rule: D9. */
bool event_needs_quorum(enum event_type event);

/* It may take the case from whoever deals with it. Rule: C11. */
bool event_takes_away(enum event_type event);

/* It says who investigates the case from now on. Rule: A17, D9. */
bool event_names_investigators(enum event_type event);

/* It is nobody's to forbid, whatever the procedure says: the wish to be erased, what the law wants
 * kept, and a receipt code in the place of another. Rule: B1, B7, D18. */
bool event_is_of_right(enum event_type event);

/* It is safeguarding's own: done in a sealed case, told to nobody outside. Rule: D17. */
bool event_is_hidden(enum event_type event);

/* It decides nothing, but brings a case nearer to its end than news, answers and notices do. Rule:
 * C11. */
bool event_leads_on(enum event_type event);

/* It is told by the service itself, in a case that there is already: no act. */
bool event_is_of_service(enum event_type event);

#endif
