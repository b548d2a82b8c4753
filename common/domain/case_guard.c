#include "common/domain/case_guard.h"

#include "common/domain/case_people.h"

#define REFUSE(name, text) static const struct refusal name = { #name, text }
REFUSE(nothing_to_find, "every allegation has its finding, or there is none: add an allegation");
REFUSE(no_open_question, "no question waits for an answer");
REFUSE(no_open_report, "no report of disadvantage waits for an answer");
REFUSE(no_open_request, "no request for clarification waits for an answer");
REFUSE(no_open_remedy, "no remedy is owed");
REFUSE(investigation_open, "an investigation is open already");
REFUSE(no_investigation, "no investigation is open");
REFUSE(no_offer, "no informal resolution is offered");
REFUSE(offer_open, "an informal resolution is offered already");
REFUSE(mediation_open, "mediation is under way already");
REFUSE(mediation_not_offered, "mediation is not offered");
REFUSE(mediation_not_accepted, "mediation is not accepted: record that first");
REFUSE(no_mediation, "the case is not with a mediation body");
REFUSE(no_handover, "no hand-over waits to be acknowledged");
REFUSE(handover_open, "the hand-over is not acknowledged yet");
REFUSE(nobody_to_confirm, "nobody is named as a subject provisionally");
REFUSE(nobody_confirmed, "nobody is confirmed as a subject: let somebody senior confirm it first");
REFUSE(findings_missing, "every allegation needs its finding first");
REFUSE(report_missing, "an investigation is open: end it with its report first");
REFUSE(action_missing, "record what is done about it, or the reason for nothing, first");
REFUSE(nothing_declined, "nothing was declined that could be appealed against");
REFUSE(sealed_off, "the case went to safeguarding: it goes on there");
REFUSE(not_handed_over, "only a case that was handed over to safeguarding is split");
REFUSE(answered_before, "the initial response was given: record an update");
REFUSE(room_is_used, "a case holds no more of these that are open");
REFUSE(erased, "the case was erased, as whoever complained wished: nothing is left to act on");
REFUSE(no_wish, "no wish to be erased stands");
REFUSE(held_already, "a legal hold was placed already");
REFUSE(not_held, "no legal hold was placed");
#undef REFUSE

bool kind_needs_action(enum kind kind)
{
    return kind == KIND_SUGGESTION || kind == KIND_COMPLIMENT;
}

static const struct refusal *unless(bool fine, const struct refusal *refusal)
{
    return fine ? NULL : refusal;
}

/* Answers need something that is open. */
static const struct refusal *answer_refusal(const struct case_life *life, enum event_type event)
{
    const struct life_list list = life_answered_by(life, event);
    const size_t open = life_open(list.items, list.count);
    switch ((int)event) {
    case EVENT_FOUND: /* a finding may be revised */
        return unless(life->allegation_count > 0, &nothing_to_find);
    case EVENT_ANSWER:
        return unless(open, &no_open_question);
    case EVENT_DISADVANTAGE_ANSWERED:
        return unless(open, &no_open_report);
    case EVENT_CLARIFICATION_GIVEN:
        return unless(open, &no_open_request);
    case EVENT_REMEDY_DONE:
        return unless(open, &no_open_remedy);
    case EVENT_SUBJECT_CONFIRMED:
    case EVENT_SUBJECT_DISMISSED:
        return unless(life_provisional(life), &nobody_to_confirm);
    case EVENT_SUBJECT_TOLD:
    case EVENT_SUBJECT_REPLIED:
    case EVENT_SUBJECT_OUTCOME_TOLD:
        return unless(life_subject_for(life, event), &nobody_confirmed);
    case EVENT_APPEALED:
        return unless(life->is_declined, &nothing_declined);
    default:
        return NULL;
    }
}

static const struct refusal *agreement_refusal(const struct case_life *life, enum event_type event)
{
    switch ((int)event) {
    case EVENT_RESOLUTION_OFFERED:
        return unless(!life->resolution_offered, &offer_open);
    case EVENT_RESOLUTION_AGREED:
    case EVENT_RESOLUTION_REFUSED:
        return unless(life->resolution_offered, &no_offer);
    case EVENT_MEDIATION_ASKED:
        return unless(life->mediation == MEDIATION_NONE, &mediation_open);
    case EVENT_MEDIATION_OFFERED:
        return unless(life->mediation <= MEDIATION_ASKED, &mediation_open);
    case EVENT_MEDIATION_ACCEPTED:
        return unless(life->mediation == MEDIATION_OFFERED, &mediation_not_offered);
    case EVENT_MEDIATION_DECLINED:
        return unless(life->mediation == MEDIATION_OFFERED || life->mediation == MEDIATION_ASKED,
                      &mediation_not_offered);
    case EVENT_MEDIATION_REFERRED:
        return unless(life->mediation == MEDIATION_ACCEPTED, &mediation_not_accepted);
    case EVENT_MEDIATION_RESULT:
        return unless(life->mediation == MEDIATION_REFERRED, &no_mediation);
    default:
        return NULL;
    }
}

/* A list that is full of what is open takes no more. */
static const struct refusal *room_refusal(const struct case_life *life, enum event_type event)
{
#define IS_FULL(opening, list, count, room)                                                        \
    (event == EVENT_##opening && life_open(life->list, life->count) == (room))
    const bool is_full =
        IS_FULL(ALLEGATION_ADDED, allegations, allegation_count, LIFE_ALLEGATIONS) ||
        IS_FULL(REMEDY_OWED, remedies, remedy_count, LIFE_REMEDIES) ||
        IS_FULL(QUESTION, questions, question_count, LIFE_QUESTIONS) ||
        IS_FULL(DISADVANTAGE_REPORTED, disadvantages, disadvantage_count, LIFE_QUESTIONS) ||
        IS_FULL(CLARIFICATION_ASKED, clarifications, clarification_count, LIFE_QUESTIONS) ||
        ((event == EVENT_SUBJECT_NAMED || event == EVENT_CONFLICT_DECLARED) &&
         life_people_open(life) == LIFE_PEOPLE);
#undef IS_FULL
    return unless(!is_full, &room_is_used);
}

/* Rule: B7, D18. */
static const struct refusal *erasure_refusal(const struct case_file *file, enum event_type event)
{
    if (file->erased_at != NO_INSTANT)
        return &erased;
    switch ((int)event) {
    case EVENT_ERASURE_TAKEN_BACK:
        return unless(file->erasure_not_before != NO_DAY, &no_wish);
    case EVENT_HOLD_PLACED:
        return unless(!file->legal_hold, &held_already);
    case EVENT_HOLD_LIFTED:
        return unless(file->legal_hold, &not_held);
    default:
        return NULL;
    }
}

static const struct refusal *step_refusal(const struct case_file *file,
                                          const struct case_life *life, enum event_type event)
{
    switch ((int)event) {
    case EVENT_INVESTIGATION_OPENED:
        return unless(!life->is_investigated, &investigation_open);
    case EVENT_INVESTIGATION_REASSIGNED:
    case EVENT_INVESTIGATION_CLOSED:
        return unless(life->is_investigated, &no_investigation);
    case EVENT_HANDOVER_ACKNOWLEDGED:
        return unless(life->handover && !life->handover_acknowledged, &no_handover);
    case EVENT_SAFEGUARDING_CLOSED:
        return unless(life->handover_acknowledged, &handover_open);
    case EVENT_SPLIT_OFF:
        return unless(life->handover, &not_handed_over);
    case EVENT_INITIAL_RESPONSE:
        return unless(!life->is_answered, &answered_before);
    case EVENT_REOPENED:
    case EVENT_APPEALED:
        return unless(!file->sealed_off, &sealed_off);
    case EVENT_CLOSED:
        if (life_open(life->allegations, life->allegation_count))
            return &findings_missing;
        if (life->is_investigated)
            return &report_missing;
        return unless(!kind_needs_action(file->kind) || life->action_recorded, &action_missing);
    default:
        return NULL;
    }
}

const struct refusal *event_refusal(const struct case_file *case_file, const struct case_life *life,
                                    enum event_type event)
{
    const struct refusal *refusal = erasure_refusal(case_file, event);
    if (!refusal)
        refusal = answer_refusal(life, event);
    if (!refusal)
        refusal = agreement_refusal(life, event);
    if (!refusal)
        refusal = step_refusal(case_file, life, event);
    return refusal ? refusal : room_refusal(life, event);
}

bool event_is_allowed(const struct procedure *procedure, const struct case_file *case_file,
                      const struct case_life *life, enum event_type event)
{
    return case_transition(procedure, case_file, event) && !event_refusal(case_file, life, event);
}
