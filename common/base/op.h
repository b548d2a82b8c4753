/*
 * One operation in progress: who asked, when, and what it may use.
 *
 * The API makes one a request, the worker one a batch; every function that
 * reads or writes records takes it first. It belongs to one thread.
 */
#ifndef BASE_OP_H
#define BASE_OP_H

#include "common/base/base.h"
#include "common/base/day.h"
#include "common/base/fault.h"
#include "common/base/id.h"
#include "common/base/memory.h"
#include "common/base/mistake.h"

enum { REQUEST_ID_TEXT = 37, TRACEPARENT_TEXT = 56 };

enum actor_kind {
    ACTOR_NOBODY, /* not signed in */
    ACTOR_SITE,   /* a website with its key */
    ACTOR_STAFF,
    ACTOR_COMPLAINANT, /* with reference and receipt code */
    ACTOR_PROGRAM      /* the worker, the heed program */
};

/* Who asked. The id is the surrogate that history keeps. */
struct actor {
    enum actor_kind kind;
    struct uuid id; /* site, staff, or a complainant's case; nil for nobody and a program */
    struct uuid organisation_id; /* nil when the credential names none */
    unsigned roles;              /* bits of domain/role.def; 0 for a site */
    unsigned scopes;             /* of a site: what its key is for, bits of domain/key_scope.def */
    bool is_visitor;             /* of a site: its publishable key, in a visitor's browser */
    int receipt_generation;      /* of a complainant: which of the case's codes proved them */
};

/* The organisations that row-level security lets this operation see. */
struct scope {
    const struct uuid *organisations;
    size_t count;
};

struct connection;

struct op {
    void *memory;
    instant now; /* the database's time when the operation began */
    struct actor actor;
    struct scope scope;
    char request_id[REQUEST_ID_TEXT];
    char traceparent[TRACEPARENT_TEXT]; /* W3C, empty when none was given */
    struct mistakes *mistakes;          /* NULL while there is none */
    bool queued;                        /* the open transaction, or the insert, queues an event */
    struct connection *connection;      /* leased only while a transaction is open, else NULL */
};

/* An operation that starts now with memory of its own. */
struct op op_begin(void);

/* Frees what the operation holds. */
void op_end(struct op *op);

#define SCOPED_OP SCOPED(op_end) struct op

#endif
