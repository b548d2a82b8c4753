#include "api/operations/meetings.h"

#include "api/operations/cursor.h"
#include "common/casework/meetings.h"
#include "common/store/meeting_store.h"
#include "common/store/tx.h"

#include <string.h>

static struct meeting_view view_of(const struct meeting *meeting)
{
    return (struct meeting_view){
        .id = meeting->id,
        .body = meeting->body,
        .is_special = meeting->is_special,
        .starts_at = meeting->starts_at,
        .place = meeting->place,
        .is_cancelled = meeting->is_cancelled,
        .changed_at = meeting->changed_at,
        .minutes_reference = meeting->minutes_reference,
    };
}

/* The last meeting of the page before is there still. */
static enum fault find_last(struct op *op, const char *starting_after, struct uuid *after)
{
    struct meeting meeting;
    TRY(cursor_read(op, starting_after, after));
    if (!starting_after)
        return OK;
    const enum fault fault = meeting_by_id(op, &op->actor.organisation_id, after, &meeting);
    return fault == FAULT_NOT_FOUND ? cursor_refuse(op) : fault;
}

enum fault list_meetings(struct op *op, const struct meetings_request *request,
                         struct meeting_page *page)
{
    struct meeting *meetings;
    size_t count;
    struct meeting_filter filter = { .organisation_id = op->actor.organisation_id,
                                     .body = request->body,
                                     .from = request->from,
                                     .to = request->to,
                                     .limit = request->page.limit + 1 };
    TRY(find_last(op, request->page.starting_after, &filter.after));
    TRY(meeting_list(op, &filter, &meetings, &count));

    *page = (struct meeting_page){ .meeting_count = page_length(count, request->page.limit),
                                   .end = PAGE_END(op, meetings, count, request->page.limit) };
    struct meeting_view *lines = NEW_ARRAY(op->memory, struct meeting_view, page->meeting_count);
    for (size_t i = 0; i < page->meeting_count; i++)
        lines[i] = view_of(&meetings[i]);
    page->meetings = lines;
    return OK;
}

static enum fault read_reason(struct op *op, const char *details, const char **text)
{
    struct meeting_cancellation reason = { 0 };
    if (details &&
        shape_read(op, &meeting_cancellation_shape, details, strlen(details), &reason) != OK)
        return FAULT_SEAL_BROKEN;
    *text = reason.text;
    return OK;
}

enum fault read_meeting(struct op *op, const struct uuid *id, struct meeting_view *view)
{
    struct meeting meeting;
    struct meeting_change *changes;
    TRY(meeting_by_id(op, &op->actor.organisation_id, id, &meeting));
    *view = view_of(&meeting);
    TRY(meeting_changes(op, &op->actor.organisation_id, id, &changes, &view->change_count));
    struct meeting_change_view *views =
        NEW_ARRAY(op->memory, struct meeting_change_view, view->change_count);
    for (size_t i = 0; i < view->change_count; i++) {
        views[i] = (struct meeting_change_view){ .changed_at = changes[i].changed_at,
                                                 .starts_from = changes[i].starts_from,
                                                 .starts_to = changes[i].starts_to,
                                                 .staff = changes[i].staff_id };
        TRY(read_reason(op, changes[i].details, &views[i].text));
    }
    view->changes = views;
    return OK;
}

static enum fault check_starts_at(struct op *op, instant starts_at)
{
    return starts_at > op->now
               ? OK
               : mistake_add(op, "/starts_at", "not_ahead", "must lie in the future");
}

static enum fault add(struct op *op, const struct meeting *meeting)
{
    const struct uuid *organisation_id = &op->actor.organisation_id;
    struct waiting_cases waiting;
    TRY(waiting_cases_hold(op, organisation_id, &waiting));
    TRY(meeting_add(op, organisation_id, meeting));
    return waiting_cases_settle(op, organisation_id, &waiting);
}

enum fault create_meeting(struct op *op, const struct meeting_request *request,
                          struct repeat *repeat, struct meeting_view *view)
{
    SCOPED_TX tx = { 0 };
    struct meeting meeting = { .id = uuid_new(op->now),
                               .body = request->body,
                               .is_special = request->is_special,
                               .starts_at = request->starts_at,
                               .changed_at = NO_INSTANT,
                               .place = request->place };

    TRY(tx_begin(op, &tx));
    TRY(repeat_note(op, repeat, 201, &meeting.id));
    if (!repeat->replayed) {
        TRY(check_starts_at(op, request->starts_at));
        TRY(add(op, &meeting));
    }
    TRY(read_meeting(op, &meeting.id, view));
    return tx_commit(&tx);
}

/* Saves the change together with what follows from it. */
static enum fault change(struct op *op, const struct meeting *meeting, instant starts_from,
                         const char *text)
{
    const struct uuid *organisation_id = &op->actor.organisation_id;
    const struct meeting_cancellation reason = { .text = text };
    struct waiting_cases waiting;
    struct meeting_change *earlier;
    size_t count;
    TRY(waiting_cases_hold(op, organisation_id, &waiting));
    TRY(meeting_changes(op, organisation_id, &meeting->id, &earlier, &count));
    const struct meeting_change made = {
        .n = (int)count + 1,
        .starts_from = starts_from,
        .starts_to = meeting->is_cancelled ? NO_INSTANT : meeting->starts_at,
        .staff_id = op->actor.id,
        .changed_at = meeting->changed_at,
        .details = text ? shape_write(op->memory, &meeting_cancellation_shape, &reason) : NULL,
    };
    TRY(meeting_save(op, organisation_id, meeting));
    TRY(meeting_change_add(op, organisation_id, &meeting->id, &made));
    return waiting_cases_settle(op, organisation_id, &waiting);
}

/* The meeting, held, and the request noted as done. */
static enum fault begin(struct op *op, struct tx *tx, const struct uuid *id, struct repeat *repeat,
                        struct meeting *meeting)
{
    struct uuid own = *id;
    TRY(tx_begin(op, tx));
    TRY(meeting_lock(op, &op->actor.organisation_id, id, meeting));
    return repeat_note(op, repeat, 200, &own);
}

static enum fault move(struct op *op, struct meeting *meeting, const struct meeting_move *request)
{
    const instant starts_from = meeting->starts_at;
    TRY(meeting_may_change(meeting, op->now));
    TRY(check_starts_at(op, request->starts_at));
    if (request->starts_at == starts_from)
        return mistake_add(op, "/starts_at", "unchanged", "is when the meeting starts already");
    meeting->starts_at = request->starts_at;
    meeting->changed_at = op->now;
    return change(op, meeting, starts_from, request->text);
}

enum fault move_meeting(struct op *op, const struct uuid *id, const struct meeting_move *request,
                        struct repeat *repeat, struct meeting_view *view)
{
    SCOPED_TX tx = { 0 };
    struct meeting meeting;

    TRY(begin(op, &tx, id, repeat, &meeting));
    if (!repeat->replayed)
        TRY(move(op, &meeting, request));
    TRY(read_meeting(op, id, view));
    return tx_commit(&tx);
}

static enum fault cancel(struct op *op, struct meeting *meeting, const char *text)
{
    TRY(meeting_may_change(meeting, op->now));
    meeting->is_cancelled = true;
    meeting->changed_at = op->now;
    return change(op, meeting, meeting->starts_at, text);
}

enum fault cancel_meeting(struct op *op, const struct uuid *id,
                          const struct meeting_cancellation *request, struct repeat *repeat,
                          struct meeting_view *view)
{
    SCOPED_TX tx = { 0 };
    struct meeting meeting;

    TRY(begin(op, &tx, id, repeat, &meeting));
    if (!repeat->replayed)
        TRY(cancel(op, &meeting, request->text));
    TRY(read_meeting(op, id, view));
    return tx_commit(&tx);
}

enum fault record_minutes(struct op *op, const struct uuid *id,
                          const struct meeting_minutes *request, struct repeat *repeat,
                          struct meeting_view *view)
{
    SCOPED_TX tx = { 0 };
    struct meeting meeting;

    TRY(begin(op, &tx, id, repeat, &meeting));
    if (!repeat->replayed) {
        TRY(meeting_may_have_minutes(&meeting, op->now));
        meeting.minutes_reference = request->minutes_reference;
        TRY(meeting_save(op, &op->actor.organisation_id, &meeting));
    }
    TRY(read_meeting(op, id, view));
    return tx_commit(&tx);
}
