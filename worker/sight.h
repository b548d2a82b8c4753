/* What a job may see. */
#ifndef WORKER_SIGHT_H
#define WORKER_SIGHT_H

#include "common/base/op.h"

/* Lets the operation's next transactions see every organisation. Errors: BUSY, DATABASE. */
enum fault see_all(struct op *op) CHECKED;

#endif
