/* Who deals with a case when somebody turns out to be part of it: declared in acting.h. */
#include "api/operations/acting.h"
#include "common/domain/access.h"
#include "common/domain/case_people.h"
#include "common/store/case_person_store.h"
#include "common/store/deputy_store.h"
#include "common/store/staff_store.h"

bool act_takes_away(enum event_type event)
{
    return event == EVENT_CONFLICT_DECLARED || event == EVENT_SUBJECT_NAMED;
}

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

enum fault act_pass_on(struct op *op, struct acting *acting, instant at)
{
    static const enum role line[] = { ROLE_CEO,     ROLE_CHAIR,   ROLE_VICE_CHAIR,
                                      ROLE_TRUSTEE, ROLE_MANAGER, ROLE_HANDLER };
    const struct case_file *file = &acting->record.file;
    bool can_wait = false;
    struct uuid next;
    if (file->sealed_off || !uuid_is_nil(&file->handler))
        return OK;
    const enum fault fault = substitute_find(op, file, &acting->life, line, COUNT(line), &next);
    if (fault)
        return fault == FAULT_NOT_FOUND ? lose_quorum(op, acting, at) : fault;
    if (uuid_is_nil(&acting->handler_before))
        TRY(can_be_taken(op, acting, &can_wait));
    return can_wait ? OK : give(op, acting, at, &next);
}

enum fault officer_find(struct op *op, const struct case_file *file, const struct case_life *life,
                        enum role chosen, struct uuid *next)
{
    const enum role line[] = { chosen ? chosen : ROLE_SAFEGUARDING_OFFICER,
                               ROLE_SAFEGUARDING_OFFICER, ROLE_SAFEGUARDING_TRUSTEE, ROLE_CHAIR,
                               ROLE_CEO };
    return substitute_find(op, file, life, line, COUNT(line), next);
}

/* Whether the person's deputy is there, and may deal with what was handed to the person. */
static enum fault check_deputy(struct op *op, const struct acting *acting,
                               const struct uuid *staff_id, bool *is_there)
{
    const struct uuid *organisation_id = &acting->record.file.organisation_id;
    struct uuid deputy;
    unsigned held;
    bool is_absent;
    *is_there = false;
    TRY(deputy_find(op, organisation_id, staff_id, &deputy));
    if (uuid_is_nil(&deputy) || life_excludes(&acting->life, &deputy))
        return OK;
    TRY(staff_roles(op, &deputy, organisation_id, &held));
    TRY(absence_find(op, organisation_id, &deputy, &is_absent));
    *is_there = !is_absent && (held & (WHO_SAFEGUARDING_OFFICER |
                                       access_who(RELATION_DEPUTY_OF_OFFICER, MAY(SAFEGUARD))));
    return OK;
}

enum fault act_hand_over(struct op *op, const struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    const struct uuid *officer = &acting->facts.staff;
    bool is_absent, has_deputy;
    struct uuid next;
    TRY(case_admit(op, file, officer, acting->life.handover));
    TRY(absence_find(op, &file->organisation_id, officer, &is_absent));
    if (!is_absent)
        return OK;
    TRY(check_deputy(op, acting, officer, &has_deputy));
    if (has_deputy)
        return OK;
    const enum fault fault = officer_find(op, file, &acting->life, ROLE_NONE, &next);
    if (fault)
        return fault == FAULT_NOT_FOUND ? OK : fault;
    return case_admit(op, file, &next, acting->life.handover);
}

/* Whoever is next in line is let in when one who dealt with it turns out to be part of it. */
enum fault act_find_officer(struct op *op, const struct acting *acting)
{
    static const struct refusal nobody_left = {
        "nobody_left", "nobody would be left to deal with it: give somebody the role first"
    };
    const struct case_file *file = &acting->record.file;
    struct uuid next;
    const enum fault fault = officer_find(op, file, &acting->life, ROLE_NONE, &next);
    if (fault)
        return fault == FAULT_NOT_FOUND ? act_refuse(op, acting, &nobody_left) : fault;
    return case_admit(op, file, &next, file->version);
}
