/*
 * Staff, or the complainant, record what was done about a case.
 */
#ifndef API_OPERATIONS_RECORD_ACT_H
#define API_OPERATIONS_RECORD_ACT_H

#include "api/operations/repeat.h"
#include "common/json/act_shapes.h"

/*
 * Records one act on a case: its history grows by it, its clocks are settled,
 * the worker is told. An outcome that names the day on which it was sent is two
 * events: the decision and the written outcome. Naming whoever deals with the
 * case as part of it takes it from them and gives it to the next in line.
 *
 * 'version' is the one that the caller read (0: whichever). 'repeat.replayed' tells that the same
 * request had been done before; nothing has changed then, nor on any error. Staff are answered with
 * the case where they may still read it: the act itself puts that on record, so that nothing is
 * done and then not answered for want of a record (readings.h). ACT_NOT_ALLOWED notes as mistakes
 * why, and what would be allowed now. Errors: NOT_FOUND, NOT_ALLOWED, FIELDS_INVALID,
 * ACT_NOT_ALLOWED, VERSION_STALE, IDEMPOTENCY_KEY_REUSED, IN_FLIGHT, SEAL_BROKEN, BUSY, DATABASE.
 * Rule: A5, A12, A15, A17, A20, A21, B4, B6, C11, D7.
 */
struct act_call {
    const char *reference;
    int version;
    enum event_type event;
    struct act_request request;
    struct repeat repeat;
    struct uuid made; /* the case that a split makes; when 'replayed', that it made. Else nil */
    int read_version; /* of the case, when it is on record that they are shown it; else 0 */
};
enum fault record_act(struct op *op, struct act_call *call) CHECKED;

#endif
