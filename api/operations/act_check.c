#include "api/operations/act_split.h"
#include "common/domain/access.h"
#include "common/domain/case_people.h"
#include "common/domain/event_trait.h"
#include "common/domain/fact_check.h"
#include "common/store/case_clock_store.h"
#include "common/store/meeting_store.h"
#include "common/store/organisation_store.h"
#include "common/store/staff_store.h"

/* The case as far as whoever asks knows where it stands. Rule: D17. */
static struct case_file case_seen(const struct op *op, const struct case_file *file)
{
    return actor_is_outside(&op->actor) ? case_as_public(file) : *file;
}

const enum event_type *allowed_actions(struct op *op, const struct procedure *procedure,
                                       const struct case_file *file, const struct case_life *life,
                                       uint64_t may, size_t *count)
{
    enum event_type *allowed = NEW_ARRAY(op->memory, enum event_type, EVENT_COUNT);
    const struct case_file seen = case_seen(op, file);
    *count = 0;
    for (int event = 1; event < EVENT_COUNT; event++)
        if ((may & event_groups((enum event_type)event)) &&
            event_is_allowed(procedure, &seen, life, (enum event_type)event))
            allowed[(*count)++] = (enum event_type)event;
    return allowed;
}

enum fault act_refuse(struct op *op, const struct acting *acting, const struct refusal *why)
{
    size_t count;
    const enum event_type *allowed = allowed_actions(op, acting->procedure, &acting->record.file,
                                                     &acting->life, acting->may, &count);
    const char *list = "";
    for (size_t i = 0; i < count; i++)
        if (!(acting->is_inquorate && event_needs_quorum(allowed[i])))
            list = memory_printf(op->memory, "%s%s%s", list, *list ? ", " : "",
                                 vocabulary_text(&event_types, (int)allowed[i]));
    if (why)
        mistake_add(op, "", why->code, why->detail);
    if (actor_is_outside(&op->actor)) {
        mistake_add(op, "", "allowed_now",
                    memory_printf(op->memory, "a case that is %s allows you: %s",
                                  case_public_status(&acting->record.file), list));
        return FAULT_ACT_NOT_ALLOWED;
    }
    mistake_add(op, "", "allowed_now",
                memory_printf(op->memory, "a case that is %s in stage %s allows you: %s",
                              vocabulary_text(&states, (int)acting->record.file.state),
                              acting->record.file.stage, list));
    return FAULT_ACT_NOT_ALLOWED;
}

/* Somebody of the organisation; to whom the case is given, one whose role lets them deal with it.
 */
static enum fault check_person(struct op *op, const char *pointer, const struct uuid *staff_id,
                               unsigned who)
{
    unsigned held;
    if (uuid_is_nil(staff_id))
        return OK;
    TRY(staff_roles(op, staff_id, &op->actor.organisation_id, &held));
    if (!held)
        mistake_add(op, pointer, "unknown_staff",
                    "must be the id of somebody with a role in the organisation");
    else if (!(held & who))
        mistake_add(op, pointer, "role_missing",
                    "must be somebody whose role lets them do this about a case");
    return OK;
}

/* Rule: A13. A matter of safeguarding goes to a manager or to those who deal with such matters. */
static enum fault check_officer(struct op *op, const struct acting *acting)
{
    static const enum role officers[] = { ROLE_MANAGER, ROLE_SAFEGUARDING_OFFICER,
                                          ROLE_SAFEGUARDING_TRUSTEE };
    bool holds;
    if (acting->call->event != EVENT_SAFEGUARDING || op->actor.kind != ACTOR_STAFF)
        return OK;
    TRY(staff_holds(op, &acting->facts.staff, &op->actor.organisation_id, officers, COUNT(officers),
                    &holds));
    return holds ? OK
                 : mistake_add(op, "/staff", "no_officer",
                               "must be a manager or somebody who deals with safeguarding");
}

/* Rule: D10. Nobody but a senior takes a case from others; everybody may step back. */
static void check_conflict(struct op *op, const struct acting *acting)
{
    if (acting->call->event == EVENT_CONFLICT_DECLARED && op->actor.kind == ACTOR_STAFF &&
        !uuid_equal(&acting->facts.staff, &op->actor.id) && !(acting->may & MAY(DETACH)))
        mistake_add(op, "/staff", "not_yourself",
                    "must be yourself: a senior declares the conflicts of others");
}

static enum fault check_people(struct op *op, const struct facts *facts)
{
    TRY(check_person(op, "/handler", &facts->handler, access_who(RELATION_ITS_HANDLER, MAY(WORK))));
    TRY(check_person(op, "/point_of_contact", &facts->point_of_contact,
                     access_who(RELATION_ITS_POINT_OF_CONTACT, MAY(TALK))));
    TRY(check_person(op, "/staff", &facts->staff, ~0u));
    for (size_t i = 0; i < facts->member_count; i++)
        TRY(check_person(op, memory_printf(op->memory, "/members/%zu", i), &facts->members[i],
                         access_who(RELATION_ON_ITS_COMMITTEE, MAY(INVESTIGATE))));
    return OK;
}

/* Rule: D4, D5. What a meeting did, it did on its day, whenever that is entered; a case is tabled
 * for one that is still to come. */
static enum fault check_meeting_time(struct op *op, const struct meeting *meeting,
                                     struct acting *acting)
{
    const bool is_ahead = meeting->starts_at > op->now;
    if (acting->call->event == EVENT_TABLED)
        return is_ahead ? OK
                        : mistake_add(op, "/meeting", "meeting_over",
                                      "must be a meeting that is still to come");
    if (is_ahead)
        return mistake_add(op, "/meeting", "meeting_ahead",
                           "must be a meeting that has taken place");
    if (acting->call->request.occurred_at == NO_INSTANT &&
        meeting->starts_at >= acting->life.opened_at)
        acting->occurred_at = meeting->starts_at;
    return OK;
}

static enum fault check_meeting(struct op *op, struct acting *acting)
{
    const struct facts *facts = &acting->facts;
    struct meetings meetings;
    if (uuid_is_nil(&facts->meeting))
        return OK;
    TRY(meetings_of(op, &op->actor.organisation_id, &meetings));
    const struct meeting *meeting = meetings_find(&meetings, &facts->meeting);
    if (!meeting || meeting->is_cancelled)
        return mistake_add(op, "/meeting", "unknown_meeting",
                           "must be the id of a meeting that is not cancelled");
    return check_meeting_time(op, meeting, acting);
}

/* Rule: D12. A partner's website is one of the organisation's sites. */
static enum fault check_site(struct op *op, const struct facts *facts)
{
    struct site site;
    if (uuid_is_nil(&facts->site))
        return OK;
    const enum fault fault = site_by_id(op, &op->actor.organisation_id, &facts->site, &site);
    return fault == FAULT_NOT_FOUND
               ? mistake_add(op, "/site", "unknown_site",
                             "must be the id of one of the organisation's sites")
               : fault;
}

static enum fault check_link(struct op *op, struct acting *acting)
{
    char reference[REFERENCE_TEXT];
    struct case_record *other = NEW(op->memory, struct case_record);
    if (acting->call->event != EVENT_LINKED)
        return OK;
    const enum fault fault =
        reference_read(acting->call->request.reference, reference)
            ? case_by_reference(op, &op->actor.organisation_id, reference, other)
            : FAULT_NOT_FOUND;
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    if (fault || uuid_equal(&other->file.id, &acting->record.file.id))
        return mistake_add(op, "/reference", "unknown_case",
                           "must be the reference of another case of the organisation");
    acting->facts.other_case = other->file.id;
    return OK;
}

/* Rule: A8, A9, C10. Whoever asked for something may have got something else, or something may have
 * gone wrong: closing asks about both. Of a complaint it asks more. */
static void check_checklist(struct op *op, const struct acting *acting)
{
    const struct facts *facts = &acting->facts;
    const enum kind kind = acting->record.file.kind;
    const bool is_complaint = kind == KIND_COMPLAINT,
               is_wish = is_complaint || kind == KIND_ENQUIRY || kind == KIND_REQUEST;
    const struct {
        const char *pointer;
        enum answer answer;
        bool is_asked;
    } questions[] = {
        { "/alternative_considered", facts->alternative_considered, is_wish },
        { "/apology_considered", facts->apology_considered, is_wish },
        { "/feedback_given", facts->feedback_given, is_complaint },
        { "/outcome_reviewed", facts->outcome_reviewed, is_complaint },
    };
    for (size_t i = 0; acting->call->event == EVENT_CLOSED && i < COUNT(questions); i++)
        if (questions[i].is_asked && !questions[i].answer)
            mistake_add(op, questions[i].pointer, "required",
                        memory_printf(op->memory, "closing such a case (%s) asks this: yes or no",
                                      vocabulary_text(&kinds, (int)kind)));
}

/* Rule: D11. Of a case with subjects: whether each has an outcome letter of their own. */
static void check_letters(struct op *op, const struct acting *acting)
{
    const struct case_life *life = &acting->life;
    const enum answer answer = acting->facts.subjects_told;
    if (acting->call->event != EVENT_CLOSED || acting->record.file.kind != KIND_COMPLAINT ||
        !life_has_investigated_subject(life))
        return;
    if (!answer)
        mistake_add(op, "/subjects_told", "required",
                    "closing a complaint with subjects asks this: yes or no");
    else if (answer == ANSWER_YES && life_owes_outcome_letter(life))
        mistake_add(op, "/subjects_told", "letter_missing",
                    "a subject has no letter about the outcome: record it first, or answer no and "
                    "give the reason in the text");
    else if (answer == ANSWER_NO && !acting->text)
        mistake_add(op, "/text", "required", "say why a subject has no letter about the outcome");
}

/* Rule: C10. */
static void check_help(struct op *op, const struct acting *acting)
{
    const struct help *help = acting->facts.help;
    if (help && !help->writing && !help->privacy && !help->reading)
        mistake_add(op, "/help", "empty", "say of at least one kind of help what became of it");
}

static void check_outcomes(struct op *op, const struct acting *acting)
{
    for (size_t i = 0; i < acting->facts.outcome_count; i++)
        if (!procedure_has_outcome(acting->procedure, acting->facts.outcomes[i]))
            mistake_add(op, memory_printf(op->memory, "/outcomes/%zu", i), "unknown_outcome",
                        "must be an outcome of the organisation's procedure");
}

static void note(struct op *op, const struct fact_mistake *mistake)
{
    if (mistake)
        mistake_add(op, mistake->pointer, mistake->code, mistake->detail);
}

/* Rule: A18. The first by whoever deals with it, later ones by the Chair. */
static enum fault check_extension(struct op *op, const struct acting *acting, const struct act *act)
{
    static const struct refusal needs_chair = {
        "needs_chair", "an extension after the first needs the Chair: let the Chair record it"
    };
    struct case_clock *clocks;
    size_t count;
    if (act->event != EVENT_EXTENDED)
        return OK;
    if (acting->life.extensions && !(acting->may & MAY(PRESIDE)))
        return act_refuse(op, acting, &needs_chair);
    TRY(clocks_of_case(op, &acting->record.file.id, &clocks, &count));
    note(op, extension_mistake(acting->procedure, clocks, count, act));
    return OK;
}

enum fault act_check(struct op *op, struct acting *acting)
{
    struct act act = { acting->call->event, NO_INSTANT, &acting->facts };
    acting->occurred_at = acting->call->request.occurred_at == NO_INSTANT
                              ? op->now
                              : acting->call->request.occurred_at;
    if (op->actor.kind == ACTOR_COMPLAINANT && acting->call->request.occurred_at != NO_INSTANT)
        mistake_add(op, "/occurred_at", "not_allowed_here",
                    "only staff may say when; leave it out");
    act_complete(&acting->life, act.event, &acting->facts);
    const struct case_file seen = case_seen(op, &acting->record.file);
    if (!event_is_allowed(acting->procedure, &seen, &acting->life, act.event))
        return act_refuse(op, acting, event_refusal(&seen, &acting->life, act.event));
    TRY(act_check_quorum(op, acting));
    TRY(act_check_needs(op, acting)); /* before anything is found wrong: then no seal opens */
    TRY(check_people(op, &acting->facts));
    TRY(check_officer(op, acting));
    check_conflict(op, acting);
    TRY(check_meeting(op, acting));
    act.occurred_at = acting->occurred_at;
    TRY(check_site(op, &acting->facts));
    TRY(check_link(op, acting));
    check_checklist(op, acting);
    check_letters(op, acting);
    check_outcomes(op, acting);
    check_help(op, acting);
    act_check_mediation(op, acting);
    note(op, act_fact_mistake(acting->procedure, &seen, &acting->life, &act));
    TRY(check_extension(op, acting, &act));
    return act.event == EVENT_SPLIT_OFF ? act_split_prepare(op, acting) : mistakes_found(op);
}
