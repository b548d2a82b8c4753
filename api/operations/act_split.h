/*
 * The part of a sealed case that is not about safeguarding, as a case of its
 * own. Two steps of the act that splits it off.
 *
 * The new case is like any that staff enter late: it was received when the
 * sealed one was, on its channel, so that no promise gets later (D1). Nothing of
 * it leads to the sealed case. That one's history alone names it. Rule: A13, D17.
 */
#ifndef API_OPERATIONS_ACT_SPLIT_H
#define API_OPERATIONS_ACT_SPLIT_H

#include "api/operations/acting.h"

/* Checks what is asked for and makes the new case; nothing is written yet. The act's facts and text
 * name it from then on. The key of the sealed case must be open.
 * Errors: FIELDS_INVALID, SEAL_BROKEN, BUSY, DATABASE. */
enum fault act_split_prepare(struct op *op, struct acting *acting) CHECKED;

/* Takes the new case in, in the open transaction, which acts for the organisation: whoever is part
 * of the sealed one is kept from it, but for those who were cleared.
 * Errors: BUSY (the procedure was replaced meanwhile), ACT_NOT_ALLOWED (the procedure lets nobody
 * be named), DATABASE. */
enum fault act_split_take_in(struct op *op, const struct acting *acting) CHECKED;

#endif
