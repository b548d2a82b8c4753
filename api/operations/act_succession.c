/* Who deals with a case when somebody turns out to be part of it: declared in acting.h. */
#include "api/operations/acting.h"
#include "common/casework/handover.h"
#include "common/domain/event_trait.h"
#include "common/store/case_person_store.h"
#include "common/store/staff_store.h"

static enum fault give(struct op *op, struct acting *acting, instant at, const struct uuid *next)
{
    struct facts *facts = NEW(op->memory, struct facts);
    if (!event_is_allowed(acting->procedure, &acting->record.file, &acting->life, EVENT_ASSIGNED))
        return OK;
    *facts = no_facts;
    facts->handler = *next;
    if (uuid_is_nil(&acting->record.file.point_of_contact))
        facts->point_of_contact = *next;
    return act_apply(op, acting, EVENT_ASSIGNED, at, facts);
}

static enum fault lose_quorum(struct op *op, struct acting *acting, instant at)
{
    acting->quorum_lost = true;
    return act_apply(op, acting, EVENT_QUORUM_LOST, at, &no_facts);
}

/* Whether fewer are left of the body that decides its stage than must be. */
static enum fault count_quorum(struct op *op, struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    const struct procedure *procedure = acting->procedure;
    const struct stage *stage = &procedure->stages[procedure_stage(procedure, file->stage)];
    const enum role *body;
    int left;
    acting->is_inquorate = false;
    if (file->sealed_off || !stage_has_quorum(stage) ||
        !procedure_outside(procedure, file->state, file->stage))
        return OK;
    const size_t count = stage_body(stage, &body);
    TRY(detached_count(op, file, &acting->life, body, count, &left));
    acting->is_inquorate = left < stage->quorum;
    return OK;
}

static enum fault keep_quorum(struct op *op, struct acting *acting, instant at)
{
    if (acting->quorum_lost)
        return OK;
    TRY(count_quorum(op, acting));
    return acting->is_inquorate ? lose_quorum(op, acting, at) : OK;
}

enum fault act_keep_quorum(struct op *op, struct acting *acting, instant at)
{
    const enum state state = acting->record.file.state;
    const bool is_decided = state == STATE_DECIDED || state == STATE_ANSWERED;
    return is_decided ? OK : keep_quorum(op, acting, at);
}

enum fault act_check_quorum(struct op *op, struct acting *acting)
{
    static const struct refusal no_quorum = {
        "no_quorum", "too few of those who decide at this stage are left who are not part of it: "
                     "refer it to somebody outside, or give somebody the role first"
    };
    if (!event_needs_quorum(acting->call->event))
        return OK;
    TRY(count_quorum(op, acting));
    return acting->is_inquorate ? act_refuse(op, acting, &no_quorum) : OK;
}

/* Whether somebody is left who may take it of their own accord. */
static enum fault can_be_taken(struct op *op, const struct acting *acting, bool *can_be)
{
    static const enum role working[] = { ROLE_HANDLER, ROLE_MANAGER, ROLE_CEO, ROLE_CHAIR,
                                         ROLE_VICE_CHAIR };
    struct uuid somebody;
    const enum fault fault = substitute_find(op, &acting->record.file, &acting->life, working,
                                             COUNT(working), &somebody);
    *can_be = fault == OK;
    return fault == FAULT_NOT_FOUND ? OK : fault;
}

/* Nobody who leads is left: whoever has been a trustee longest does, unless one deals with it. */
static enum fault find_trustee(struct op *op, const struct acting *acting, struct uuid *next)
{
    static const enum role leading[] = { ROLE_MANAGER, ROLE_CEO, ROLE_CHAIR, ROLE_VICE_CHAIR };
    static const enum role trustees[] = { ROLE_TRUSTEE };
    const struct case_file *file = &acting->record.file;
    struct uuid leader;
    bool is_led = false;
    enum fault fault = substitute_find(op, file, &acting->life, leading, COUNT(leading), &leader);
    if (fault != FAULT_NOT_FOUND)
        return fault ? fault : FAULT_NOT_FOUND;
    if (!uuid_is_nil(&file->handler))
        TRY(staff_holds(op, &file->handler, &file->organisation_id, trustees, COUNT(trustees),
                        &is_led));
    return is_led ? FAULT_NOT_FOUND
                  : substitute_find(op, file, &acting->life, trustees, COUNT(trustees), next);
}

enum fault act_pass_on(struct op *op, struct acting *acting, instant at)
{
    static const enum role line[] = { ROLE_CEO,     ROLE_CHAIR,   ROLE_VICE_CHAIR,
                                      ROLE_TRUSTEE, ROLE_MANAGER, ROLE_HANDLER };
    const struct case_file *file = &acting->record.file;
    bool can_wait = false;
    struct uuid next;
    if (file->sealed_off)
        return OK;
    TRY(keep_quorum(op, acting, at));
    enum fault fault = find_trustee(op, acting, &next);
    if (fault != FAULT_NOT_FOUND)
        return fault ? fault : give(op, acting, at, &next);
    if (!uuid_is_nil(&file->handler))
        return OK;
    fault = substitute_find(op, file, &acting->life, line, COUNT(line), &next);
    if (fault)
        return fault != FAULT_NOT_FOUND ? fault
               : acting->quorum_lost    ? OK
                                        : lose_quorum(op, acting, at);
    if (uuid_is_nil(&acting->handler_before))
        TRY(can_be_taken(op, acting, &can_wait));
    return can_wait ? OK : give(op, acting, at, &next);
}

/* Whoever is next in line is let in when one who dealt with it turns out to be part of it. */
enum fault act_find_officer(struct op *op, const struct acting *acting)
{
    static const struct refusal nobody_left = {
        "nobody_left",
        "nobody would be left to deal with it: give somebody the role first, or tell "
        "the local authority"
    };
    const struct case_file *file = &acting->record.file;
    struct uuid next;
    const enum fault fault = officer_find(op, file, &acting->life, ROLE_NONE, &next);
    if (fault)
        return fault == FAULT_NOT_FOUND ? act_refuse(op, acting, &nobody_left) : fault;
    return case_admit(op, file, &next, file->version);
}
