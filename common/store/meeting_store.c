#include "common/store/meeting_store.h"

#include "common/store/directory_text.h"
#include "common/store/word_readers.h"

/* A meeting, or none where there is none at all. */
struct known_meeting {
    int version;
    struct meeting meeting;
};

static const struct column known_columns[] = {
    COLUMN_AS("meetings_version", struct known_meeting, version, read_int),
    COLUMN_AS("id", struct known_meeting, meeting.id, read_uuid),
    COLUMN_AS("body", struct known_meeting, meeting.body, read_body),
    COLUMN_AS("is_special", struct known_meeting, meeting.is_special, read_bool),
    COLUMN_AS("starts_at", struct known_meeting, meeting.starts_at, read_instant),
    COLUMN_AS("changed_at", struct known_meeting, meeting.changed_at, read_instant),
    COLUMN_AS("changed_from", struct known_meeting, meeting.changed_from, read_instant),
    COLUMN_AS("is_cancelled", struct known_meeting, meeting.is_cancelled, read_bool),
};
static const struct row known_row = ROW(struct known_meeting, known_columns);

enum fault meetings_of(struct op *op, const struct uuid *organisation_id, struct meetings *meetings)
{
    struct known_meeting *known;
    size_t count;
    TRY(query_many(op, Q_meetings_of, PARAMS(param_uuid(op, organisation_id)), &known_row, &known,
                   &count));
    struct meeting *list = NEW_ARRAY(op->memory, struct meeting, count);
    *meetings = (struct meetings){ .list = list, .version = count ? known[0].version : 0 };
    for (size_t i = 0; i < count; i++)
        if (!uuid_is_nil(&known[i].meeting.id))
            list[meetings->count++] = known[i].meeting;
    return OK;
}

enum fault meetings_changed(struct op *op, const struct uuid *organisation_id)
{
    return query_run(op, Q_meetings_changed, PARAMS(param_uuid(op, organisation_id)));
}

static const struct column meeting_columns[] = {
    COLUMN(struct meeting, id, read_uuid),
    COLUMN(struct meeting, body, read_body),
    COLUMN(struct meeting, is_special, read_bool),
    COLUMN(struct meeting, starts_at, read_instant),
    COLUMN(struct meeting, changed_at, read_instant),
    COLUMN(struct meeting, is_cancelled, read_bool),
    COLUMN(struct meeting, place, read_text),
    COLUMN(struct meeting, minutes_reference, read_text),
};
static const struct row meeting_row = ROW(struct meeting, meeting_columns);

enum fault meeting_list(struct op *op, const struct meeting_filter *filter,
                        struct meeting **meetings, size_t *count)
{
    const instant from = filter->from == NO_DAY ? NO_INSTANT : day_start(filter->from);
    const instant before = filter->to == NO_DAY ? NO_INSTANT : day_start(filter->to + 1);
    return query_many(op, Q_meeting_list,
                      PARAMS(param_uuid(op, &filter->organisation_id),
                             filter->body ? vocabulary_text(&bodies, (int)filter->body) : NULL,
                             param_instant(op, from), param_instant(op, before),
                             param_uuid(op, &filter->after), param_int(op, filter->limit)),
                      &meeting_row, meetings, count);
}

enum fault meeting_by_id(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                         struct meeting *meeting)
{
    return query_one(op, Q_meeting_by_id,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, id)), &meeting_row,
                     meeting, FAULT_NOT_FOUND);
}

enum fault meeting_lock(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                        struct meeting *meeting)
{
    return query_one(op, Q_meeting_lock,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, id)), &meeting_row,
                     meeting, FAULT_NOT_FOUND);
}

enum fault meeting_add(struct op *op, const struct uuid *organisation_id,
                       const struct meeting *meeting)
{
    return query_run(op, Q_meeting_add,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, &meeting->id),
                            vocabulary_text(&bodies, (int)meeting->body),
                            param_bool(meeting->is_special), param_instant(op, meeting->starts_at),
                            meeting->place, param_instant(op, op->now)));
}

enum fault meeting_save(struct op *op, const struct uuid *organisation_id,
                        const struct meeting *meeting)
{
    return query_run(op, Q_meeting_save,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, &meeting->id),
                            param_instant(op, meeting->starts_at),
                            param_instant(op, meeting->changed_at),
                            param_bool(meeting->is_cancelled), meeting->minutes_reference));
}

static struct seal_place place_of(struct op *op, const struct uuid *meeting_id, int n)
{
    return (struct seal_place){ .table = "meeting_change",
                                .column = "sealed",
                                .row = memory_printf(op->memory, "%s/%d",
                                                     param_uuid(op, meeting_id), n) };
}

static const char *sealed_details(struct op *op, const struct uuid *meeting_id,
                                  const struct meeting_change *change)
{
    return change->details
               ? directory_text_seal(op, place_of(op, meeting_id, change->n), change->details)
               : NULL;
}

enum fault meeting_change_add(struct op *op, const struct uuid *organisation_id,
                              const struct uuid *meeting_id, const struct meeting_change *change)
{
    return query_run(op, Q_meeting_change_add,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, meeting_id),
                            param_int(op, change->n), param_instant(op, change->starts_from),
                            param_instant(op, change->starts_to), param_uuid(op, &change->staff_id),
                            param_instant(op, change->changed_at),
                            sealed_details(op, meeting_id, change)));
}

/* A row as it is stored. */
struct sealed_change {
    struct meeting_change change;
    struct bytes sealed;
};

static const struct column change_columns[] = {
    COLUMN_AS("n", struct sealed_change, change.n, read_int),
    COLUMN_AS("starts_from", struct sealed_change, change.starts_from, read_instant),
    COLUMN_AS("starts_to", struct sealed_change, change.starts_to, read_instant),
    COLUMN_AS("staff_id", struct sealed_change, change.staff_id, read_uuid),
    COLUMN_AS("changed_at", struct sealed_change, change.changed_at, read_instant),
    COLUMN(struct sealed_change, sealed, read_bytes),
};
static const struct row change_row = ROW(struct sealed_change, change_columns);

static enum fault open_details(struct op *op, const struct uuid *meeting_id,
                               struct sealed_change *stored)
{
    stored->change.details = NULL;
    return stored->sealed.length
               ? directory_text_open(op, place_of(op, meeting_id, stored->change.n),
                                     &stored->sealed, &stored->change.details)
               : OK;
}

enum fault meeting_changes(struct op *op, const struct uuid *organisation_id,
                           const struct uuid *meeting_id, struct meeting_change **changes,
                           size_t *count)
{
    struct sealed_change *stored;
    TRY(query_many(op, Q_meeting_changes,
                   PARAMS(param_uuid(op, organisation_id), param_uuid(op, meeting_id)), &change_row,
                   &stored, count));
    *changes = NEW_ARRAY(op->memory, struct meeting_change, *count);
    for (size_t i = 0; i < *count; i++) {
        TRY(open_details(op, meeting_id, &stored[i]));
        (*changes)[i] = stored[i].change;
    }
    return OK;
}

static const struct column case_columns[] = {
    COLUMN(struct meeting_case, reference, read_text),
    COLUMN(struct meeting_case, procedure_version, read_int),
};
static const struct row case_row = ROW(struct meeting_case, case_columns);

enum fault meeting_cases(struct op *op, const struct uuid *organisation_id,
                         const struct uuid *meeting_id, const struct codes *standards,
                         struct meeting_case **cases, size_t *count)
{
    struct array array = { 0 };
    for (size_t i = 0; i < standards->count; i++)
        array_add(op, &array, standards->list[i]);
    return query_many(op, Q_meeting_cases,
                      PARAMS(param_uuid(op, organisation_id), param_uuid(op, meeting_id),
                             param_array(op, &array), param_instant(op, op->now)),
                      &case_row, cases, count);
}

static const struct column unsaid_columns[] = {
    COLUMN(struct unsaid_clock, organisation_id, read_uuid),
    COLUMN(struct unsaid_clock, case_id, read_uuid),
    COLUMN(struct unsaid_clock, standard, read_text),
    COLUMN_AS("first_due_on", struct unsaid_clock, notice.first_due_on, read_day),
    COLUMN_AS("due_on", struct unsaid_clock, notice.due_on, read_day),
    COLUMN_AS("meeting_id", struct unsaid_clock, notice.meeting, read_uuid),
    COLUMN_AS("said_due_on", struct unsaid_clock, notice.said_on, read_day),
    COLUMN_AS("said_meeting_id", struct unsaid_clock, notice.said, read_uuid),
    COLUMN_AS("said_is_cancelled", struct unsaid_clock, notice.said_is_cancelled, read_bool),
};
static const struct row unsaid_row = ROW(struct unsaid_clock, unsaid_columns);

enum fault clocks_say(struct op *op, int limit, struct unsaid_clock **clocks, size_t *count)
{
    return query_many(op, Q_clocks_say, PARAMS(param_instant(op, op->now), param_int(op, limit)),
                      &unsaid_row, clocks, count);
}

static const struct column sealed_columns[] = {
    COLUMN(struct unsaid_clock, organisation_id, read_uuid),
    COLUMN(struct unsaid_clock, case_id, read_uuid),
};
static const struct row sealed_row = ROW(struct unsaid_clock, sealed_columns);

enum fault sealed_cases_say(struct op *op, int limit, struct unsaid_clock **cases, size_t *count)
{
    return query_many(op, Q_sealed_cases_say, PARAMS(param_int(op, limit)), &sealed_row, cases,
                      count);
}
