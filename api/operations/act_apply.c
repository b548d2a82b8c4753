/* What an act does, step by step: declared in acting.h. */
#include "api/operations/acting.h"
#include "api/operations/notify.h"
#include "common/casework/handover.h"
#include "common/casework/history.h"
#include "common/casework/reference_data.h"
#include "common/casework/settle.h"
#include "common/domain/erasure.h"
#include "common/domain/event_trait.h"
#include "common/store/case_person_store.h"
#include "common/store/outbox_store.h"
#include "common/store/tx.h"

/* Rule: D10. */
static const char quorum_lost[] = "Everybody here who could deal with it is part of it: it is for "
                                  "somebody outside to deal with.";

/* Rule: D9. */
static const char inquorate[] = "Too few of those who decide here are left who are not part of it: "
                                "it is for somebody outside to deal with.";

/* What the event says in words: of the act itself what was told, of what follows from it the
 * reason. */
static struct event_text text_of(void *memory, const struct acting *acting, enum event_type event)
{
    const struct case_file *file = &acting->record.file;
    const struct act_request *request = &acting->call->request;
    if (event == acting->call->event)
        return (struct event_text){ .text = acting->text,
                                    .format = request->format,
                                    .language = request->language,
                                    .not_as_needed = request->not_as_needed,
                                    .needs = request->needs,
                                    .representative = request->representative };
    if (event == EVENT_ERASURE_NOTICE)
        return (struct event_text){ .text = erasure_notice(memory, file->erasure_not_before) };
    const char *reason = acting->is_inquorate ? inquorate : quorum_lost;
    return (struct event_text){ .text = event == EVENT_QUORUM_LOST       ? reason
                                        : event == EVENT_WRITTEN_OUTCOME ? acting->letter
                                                                         : NULL };
}

static enum fault tell_history(struct op *op, struct acting *acting, const struct mark *mark)
{
    const struct event_text text = text_of(op->memory, acting, mark->event);
    return history_add(op, &acting->record.file, &acting->key, mark, &text, &acting->last_hash);
}

enum fault act_apply(struct op *op, struct acting *acting, enum event_type event,
                     instant occurred_at, const struct facts *facts)
{
    struct mark mark;
    const struct act act = { event, occurred_at, facts };
    const struct time_mistake *mistake =
        act_time_mistake(&acting->record.file, &acting->life, &act, op->now);
    if (mistake)
        return mistake_add(op, "/occurred_at", mistake->code, mistake->detail);
    if (case_apply(acting->procedure, &act, &acting->record.file, &acting->life, &mark))
        return act_refuse(op, acting, NULL);
    return tell_history(op, acting, &mark);
}

/* Whoever had it has no part in it any more; those of an investigation that was over before keep
 * their sight until then. Rule: A12, A17, D9. */
static enum fault save_investigators(struct op *op, const struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    const struct facts *facts = &acting->facts;
    const enum event_type event = acting->call->event;
    if (!event_names_investigators(event))
        return OK;
    if (event == EVENT_INVESTIGATION_REASSIGNED)
        TRY(case_investigators_drop(op, file, facts->members, facts->member_count));
    return case_investigators_add(op, file, facts->members, facts->member_count, file->version);
}

/* Who may not, and who may, see the case from now on. Rule: A13, C11. */
static enum fault save_people(struct op *op, const struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    for (size_t i = 0; i < acting->life.person_count; i++)
        TRY(case_person_save(op, file, &acting->life.people[i]));
    TRY(save_investigators(op, acting));
    if (acting->call->event == EVENT_SAFEGUARDING)
        return hand_over(op, file, &acting->life, &acting->facts.staff);
    return file->sealed_off && event_takes_away(acting->call->event) && !acting->is_entered
               ? act_find_officer(op, acting)
               : OK;
}

/* A finding may be revised however many allegations there are: of those that were folded away too.
 * Rule: B5. */
static void recall_concerned(struct acting *acting, const struct mark *marks, size_t count)
{
    struct case_life *life = &acting->life;
    if (!acting->call || acting->call->event != EVENT_FOUND ||
        life_item(life->allegations, life->allegation_count, acting->facts.concerns))
        return;
    for (size_t i = 0; i < count; i++)
        if (marks[i].seq == acting->facts.concerns && marks[i].event == EVENT_ALLEGATION_ADDED)
            life_recall(life, marks[i].seq, marks[i].at);
}

enum fault act_read_life(struct op *op, struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    struct case_mark *history;
    size_t count;
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &acting->procedure));
    TRY(histories_read(op, &file->id, 1, &history, &count));
    struct mark *marks = NEW_ARRAY(op->memory, struct mark, count);
    for (size_t i = 0; i < count; i++)
        marks[i] = history[i].mark;
    TRY(history_replay(op, acting->procedure, file, marks, count, &acting->life));
    acting->investigators_before = acting->life.investigators;
    acting->investigator_count_before = acting->life.investigator_count;
    recall_concerned(acting, marks, count);
    return OK;
}

enum fault act_save(struct op *op, const struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    TRY(tx_act_for_organisation(op));
    TRY(case_save(op, file));
    TRY(save_people(op, acting));
    TRY(settle_case(op, file));
    TRY(notify_of_act(op, acting));
    return outbox_add(op, TOPIC_CASE_CHANGED, &file->organisation_id, &file->id);
}
