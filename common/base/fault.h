/*
 * The one error type. Every call that can fail returns an enum fault; zero
 * (OK) is success. fault.def is the whole list.
 *
 * The outside looks at a fault's class only: api/http/problem.c turns it into
 * an HTTP status. The worker tries again whatever failed (worker/reacting.h).
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include "common/base/base.h"

enum fault_class {
    UNREADABLE = 1, /* 400 */
    UNKNOWN,        /* 401: the caller has not proved who they are */
    FORBIDDEN,      /* 403 */
    MISSING,        /* 404 */
    CONFLICT,       /* 409 */
    STALE,          /* 412 */
    INVALID,        /* 422 */
    PRECONDITION,   /* 428 */
    LIMITED,        /* 429 */
    BROKEN,         /* 500 */
    UNAVAILABLE     /* 503: the same call may succeed later */
};

enum fault {
    OK = 0,
#define FAULT(name, class, slug, title) FAULT_##name,
#include "common/base/fault.def"
#undef FAULT
    FAULT_COUNT
};

struct fault_kind {
    enum fault_class class;
    const char *slug;  /* last part of the problem type and its "code"; never changes */
    const char *title; /* safe to show to anyone */
};

const struct fault_kind *fault_kind(enum fault fault);

/* Leaves the calling function with the fault, if there is one. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        const enum fault try_fault = (call);                                                       \
        if (try_fault)                                                                             \
            return try_fault;                                                                      \
    } while (0)

#endif
