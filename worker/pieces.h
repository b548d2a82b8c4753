/*
 * Much to do, in bounded pieces: each a transaction with memory of its own, so
 * that what is done stays done and nobody is held for long.
 */
#ifndef WORKER_PIECES_H
#define WORKER_PIECES_H

#include "common/base/op.h"

enum { PIECE = 200 }; /* what a piece does at most, unless its work is light */

/* One piece, in the open transaction; 'done' becomes how much it was. */
typedef enum fault piece(struct op *op, const void *given, size_t *done);

/* Does pieces, each with the sight of 'op', until nothing is left or enough is done for now: what
 * another worker holds is its own, or the next pass's. */
enum fault pieces_do(struct op *op, piece *run, const void *given) CHECKED;

#endif
