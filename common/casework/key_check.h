/*
 * Whether this program's key ring is the one that the records were sealed with.
 *
 * Nothing is sealed before that is certain: a case sealed under a wrong ring
 * would be lost as soon as the right one is back. Rule: B4.
 */
#ifndef CASEWORK_KEY_CHECK_H
#define CASEWORK_KEY_CHECK_H

#include "common/base/op.h"

/* Asks the records once; afterwards it is known. Errors: KEY_RING_WRONG, BUSY, DATABASE. */
enum fault key_ring_confirm(struct op *op) CHECKED;

#endif
