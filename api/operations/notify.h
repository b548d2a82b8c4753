/* Who is told that an act was recorded. */
#ifndef API_OPERATIONS_NOTIFY_H
#define API_OPERATIONS_NOTIFY_H

#include "api/operations/acting.h"

/*
 * Tells staff of an act that was saved and settled in the open transaction:
 * whoever got the case, whoever the complainant wrote to, who has to look at
 * somebody's being named, who investigates it now and who does no more,
 * whoever stands in for an investigator who is away or part of it. A telling
 * names the promise that the act started, or that goes on with it.
 *
 * Errors: BUSY, DATABASE.
 * Rule: A13, C11, C14, D9, D10, D15.
 */
enum fault notify_of_act(struct op *op, const struct acting *acting) CHECKED;

#endif
