/*
 * The jobs that see to whoever is not there. Of somebody whose absence has begun,
 * who lost a role or may not sign in any more: what was handed to them as a
 * safeguarding officer, and nobody has acknowledged, goes at once to whoever
 * stands in; of what they investigate whoever stands in is told; and for whom
 * they stood in, somebody else must. Whoever stood in and does so no more is told
 * once. Rule: A13, A17, C11, D9.
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
#include "common/store/stand_in_store.h"
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

static enum fault pass_on(struct op *op, const struct absentee *absentee,
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
    return tell_staff_since(op, &alarm, 1, absentee->since);
}

/* A case that does not add up does not keep the others waiting. */
static enum fault unless_broken(struct op *op, const struct uuid *case_id, enum fault fault)
{
    if (fault != FAULT_BUG)
        return fault;
    LOG(op, LOG_ERROR, "handover_not_passed_on", log_id("case", *case_id));
    return OK;
}

static enum fault see_to_work(struct op *op, const struct absentee *absentee)
{
    struct uuid *case_ids;
    size_t count;
    TRY(handovers_find(op, &absentee->organisation_id, &absentee->staff_id, &case_ids, &count));
    for (size_t i = 0; i < count; i++)
        TRY(unless_broken(op, &case_ids[i], pass_on(op, absentee, &case_ids[i])));
    return investigations_tell_away(op, &absentee->organisation_id, &absentee->staff_id,
                                    absentee->since);
}

/* Their own, and that of those for whom they stood in. */
static enum fault see_to_absentee(struct op *op, const struct absentee *absentee)
{
    struct absentee *uncovered;
    size_t count;
    TRY(see_to_work(op, absentee));
    TRY(absences_uncovered(op, absentee, &uncovered, &count));
    for (size_t i = 0; i < count; i++)
        TRY(see_to_work(op, &uncovered[i]));
    return OK;
}

/* Takes at most so many who are to be seen to, in organisations that are held. */
typedef enum fault absentees_take(struct op *op, const struct uuid *held, size_t held_count,
                                  int limit, struct absentee **absentees, size_t *count);

static enum fault see_to_some(struct op *op, absentees_take *take, const struct uuid *held,
                              size_t held_count, size_t *seen_to)
{
    struct absentee *absentees;
    size_t count;
    TRY(take(op, held, held_count, PIECE, &absentees, &count));
    for (size_t i = 0; i < count; i++)
        TRY(see_to_absentee(op, &absentees[i]));
    *seen_to += count;
    return OK;
}

/* What is taken is read after it is held: it is known by then what another worker saw to. */
static enum fault see_to_piece(struct op *op, const void *nothing, size_t *seen_to)
{
    struct uuid *held;
    size_t held_count;
    (void)nothing;
    *seen_to = 0;
    TRY(absences_hold(op, PIECE, &held, &held_count));
    if (!held_count)
        return OK;
    TRY(see_to_some(op, departures_take, held, held_count, seen_to));
    return see_to_some(op, absences_begin, held, held_count, seen_to);
}

enum fault see_to_absences(struct op *op)
{
    TRY(see_all(op));
    return pieces_do(op, see_to_piece, NULL);
}

static enum fault end_piece(struct op *op, const void *nothing, size_t *ended_count)
{
    struct stand_in *ended;
    (void)nothing;
    TRY(stand_ins_end(op, PIECE, &ended, ended_count));
    return *ended_count ? stand_ins_tell(op, ended, *ended_count) : OK;
}

enum fault tell_stand_ins(struct op *op)
{
    TRY(see_all(op));
    return pieces_do(op, end_piece, NULL);
}
