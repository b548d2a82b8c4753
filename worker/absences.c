/*
 * The job that sees to absences which have begun: what was handed to a
 * safeguarding officer who is away now, and nobody has acknowledged, goes at
 * once to whoever stands in; of what an investigator who is away looks into,
 * whoever stands in is told. Rule: A13, A17, D9.
 */
#include "worker/jobs.h"

#include "common/base/log.h"
#include "common/casework/handover.h"
#include "common/casework/history.h"
#include "common/casework/investigation.h"
#include "common/casework/reference_data.h"
#include "common/casework/telling.h"
#include "common/store/case_person_store.h"
#include "common/store/deputy_store.h"
#include "worker/pieces.h"
#include "worker/sight.h"

static enum fault read_life(struct op *op, const struct case_file *file, struct case_life *life)
{
    const struct procedure *procedure;
    struct case_event *events;
    size_t count;
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &procedure));
    TRY(case_history(op, &file->organisation_id, &file->id, &events, &count));
    return events_replay(op, procedure, file, events, count, life);
}

static enum fault stand_in(struct op *op, const struct absentee *absentee,
                           const struct uuid *case_id)
{
    struct case_record record;
    struct case_life life;
    TRY(case_by_id(op, &absentee->organisation_id, case_id, &record));
    TRY(read_life(op, &record.file, &life));
    if (!life.handover || life.handover_acknowledged)
        return OK;
    TRY(hand_over(op, &record.file, &life, &absentee->staff_id));
    const struct telling alarm = { .file = &record.file,
                                   .to = addressee_of_stand_in(),
                                   .type = NOTIFICATION_ALARM,
                                   .due_on = NO_DAY };
    return tell_staff(op, &alarm, 1);
}

/* A case that does not add up does not keep the others waiting. */
static enum fault unless_broken(struct op *op, const struct uuid *case_id, enum fault fault)
{
    if (fault != FAULT_BUG)
        return fault;
    LOG(op, LOG_ERROR, "handover_not_passed_on", log_id("case", *case_id));
    return OK;
}

static enum fault see_to_absentee(struct op *op, const struct absentee *absentee)
{
    struct uuid *case_ids;
    size_t count;
    TRY(handovers_find(op, &absentee->organisation_id, &absentee->staff_id, &case_ids, &count));
    for (size_t i = 0; i < count; i++)
        TRY(unless_broken(op, &case_ids[i], stand_in(op, absentee, &case_ids[i])));
    return investigations_tell_away(op, &absentee->organisation_id, &absentee->staff_id);
}

static enum fault see_to_piece(struct op *op, const void *nothing, size_t *seen_to)
{
    struct absentee *absentees;
    (void)nothing;
    TRY(absences_begin(op, PIECE, &absentees, seen_to));
    for (size_t i = 0; i < *seen_to; i++)
        TRY(see_to_absentee(op, &absentees[i]));
    return OK;
}

enum fault see_to_absences(struct op *op)
{
    TRY(see_all(op));
    return pieces_do(op, see_to_piece, NULL);
}
