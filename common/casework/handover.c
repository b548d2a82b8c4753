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

/* Whether the person's deputy is there, and may deal with what was handed to the person. */
static enum fault check_deputy(struct op *op, const struct case_file *file,
                               const struct case_life *life, const struct uuid *staff_id,
                               bool *is_there)
{
    const struct uuid *organisation_id = &file->organisation_id;
    struct uuid deputy;
    unsigned held;
    bool is_absent;
    *is_there = false;
    TRY(deputy_find(op, organisation_id, staff_id, &deputy));
    if (uuid_is_nil(&deputy) || life_excludes(life, &deputy))
        return OK;
    TRY(staff_roles(op, &deputy, organisation_id, &held));
    TRY(absence_find(op, organisation_id, &deputy, &is_absent));
    *is_there = !is_absent && (held & (WHO_SAFEGUARDING_OFFICER |
                                       access_who(RELATION_DEPUTY_OF_OFFICER, MAY(SAFEGUARD))));
    return OK;
}

enum fault hand_over(struct op *op, const struct case_file *file, const struct case_life *life,
                     const struct uuid *officer)
{
    bool is_absent, has_deputy;
    struct uuid next;
    TRY(case_admit(op, file, officer, life->handover));
    TRY(absence_find(op, &file->organisation_id, officer, &is_absent));
    if (!is_absent)
        return OK;
    TRY(check_deputy(op, file, life, officer, &has_deputy));
    if (has_deputy)
        return OK;
    const enum fault fault = officer_find(op, file, life, ROLE_NONE, &next);
    if (fault)
        return fault == FAULT_NOT_FOUND ? OK : fault;
    return case_admit(op, file, &next, life->handover);
}
