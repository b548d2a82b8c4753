/*
 * What runs by the clock: jobs.def says in which thread and how often.
 *
 * A job gets an operation with no transaction open and opens its own; it may
 * see nothing until it sets op->scope. It ends soon: what is much to do is done
 * in bounded pieces, and the others of its thread wait meanwhile. After a fault
 * its thread rests (back-off) and then goes on. Any number of workers run the
 * same jobs at the same time.
 */
#ifndef WORKER_JOBS_H
#define WORKER_JOBS_H

#include "common/base/op.h"

typedef enum fault job(struct op *op);

#define JOB(thread, name, every_ms) job name;
#include "worker/jobs.def"
#undef JOB

#endif
