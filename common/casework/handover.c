#include "common/casework/handover.h"

#include "common/domain/access.h"
#include "common/domain/case_people.h"
#include "common/store/case_person_store.h"
#include "common/store/deputy_store.h"
#include "common/store/staff_store.h"

enum fault officer_find(struct op *op, const struct case_file *file, const struct case_life *life,
                        enum role chosen, struct uuid *next)
{
    const enum role line[] = { chosen ? chosen : ROLE_SAFEGUARDING_OFFICER,
                               ROLE_SAFEGUARDING_OFFICER, ROLE_SAFEGUARDING_TRUSTEE, ROLE_CHAIR,
                               ROLE_CEO };
    return substitute_find(op, file, life, line, COUNT(line), next);
}

/* Whether somebody is there, and may deal with what was handed to them or to whom they deputise
 * for. */
static enum fault check_presence(struct op *op, const struct case_file *file,
                                 const struct uuid *staff_id, bool *is_there)
{
    unsigned held;
    bool is_absent;
    TRY(staff_roles(op, staff_id, &file->organisation_id, &held));
    TRY(absence_find(op, &file->organisation_id, staff_id, &is_absent));
    *is_there = !is_absent && (held & access_carers());
    return OK;
}

/* The same of the deputy of somebody who is away: nobody deputises for one who has left. */
static enum fault check_deputy(struct op *op, const struct case_file *file,
                               const struct case_life *life, const struct uuid *staff_id,
                               bool *is_there)
{
    struct uuid deputy;
    bool is_absent;
    *is_there = false;
    TRY(absence_find(op, &file->organisation_id, staff_id, &is_absent));
    TRY(deputy_find(op, &file->organisation_id, staff_id, &deputy));
    if (!is_absent || uuid_is_nil(&deputy) || life_excludes(life, &deputy))
        return OK;
    return check_presence(op, file, &deputy, is_there);
}

enum fault hand_over(struct op *op, const struct case_file *file, const struct case_life *life,
                     const struct uuid *officer)
{
    bool is_there;
    struct uuid next;
    TRY(case_admit(op, file, officer, life->handover));
    TRY(check_presence(op, file, officer, &is_there));
    if (!is_there)
        TRY(check_deputy(op, file, life, officer, &is_there));
    if (is_there)
        return OK;
    const enum fault fault = officer_find(op, file, life, ROLE_NONE, &next);
    if (fault)
        return fault == FAULT_NOT_FOUND ? OK : fault;
    return case_admit(op, file, &next, life->handover);
}
