/*
 * Meetings: scheduled, moved, cancelled, minuted. Whatever changes which meeting
 * is next settles, in the same transaction, every case that waits for one; the worker settles those
 * that begin to wait at the same time, and tells whoever complained.
 */
#ifndef API_OPERATIONS_MEETINGS_H
#define API_OPERATIONS_MEETINGS_H

#include "api/operations/repeat.h"
#include "common/json/meeting_shapes.h"

struct meetings_request {
    enum body body; /* none values do not filter */
    day from, to;
    struct page_request page;
};

/* By time. Errors: PARAMETER_INVALID (a cursor that is none), BUSY, DATABASE. */
enum fault list_meetings(struct op *op, const struct meetings_request *request,
                         struct meeting_page *page) CHECKED;

/* With its changes. Errors: NOT_FOUND, SEAL_BROKEN, BUSY, DATABASE. */
enum fault read_meeting(struct op *op, const struct uuid *id, struct meeting_view *view) CHECKED;

/*
 * Schedules a meeting; cases that it is the next one for wait for it from now on.
 *
 * 'repeat.replayed' tells that the same request had been done before; nothing has changed then, nor
 * on any error. 'view' is the meeting as it stands now.
 * Errors: FIELDS_INVALID, IDEMPOTENCY_KEY_REUSED, IN_FLIGHT, BUSY, DATABASE. Rule: A16, B4, D4.
 */
enum fault create_meeting(struct op *op, const struct meeting_request *request,
                          struct repeat *repeat, struct meeting_view *view) CHECKED;

/*
 * Moves or cancels a meeting that is still ahead; what was first promised, and what is breached
 * already, stays. The rest as with create_meeting.
 * Errors: also NOT_FOUND, MEETING_OVER, MEETING_CANCELLED. Rule: B3, B4, D4.
 */
enum fault move_meeting(struct op *op, const struct uuid *id, const struct meeting_move *request,
                        struct repeat *repeat, struct meeting_view *view) CHECKED;
enum fault cancel_meeting(struct op *op, const struct uuid *id,
                          const struct meeting_cancellation *request, struct repeat *repeat,
                          struct meeting_view *view) CHECKED;

/* Notes where the minutes of a meeting are kept, or where they are now.
 * Errors: as above, and MEETING_AHEAD. Rule: A17. */
enum fault record_minutes(struct op *op, const struct uuid *id,
                          const struct meeting_minutes *request, struct repeat *repeat,
                          struct meeting_view *view) CHECKED;

#endif
