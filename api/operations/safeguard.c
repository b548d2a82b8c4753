#include "api/operations/safeguard.h"

#include "api/operations/record_act.h"
#include "common/store/case_person_store.h"
#include "common/store/case_store.h"

static enum fault hand_over(struct op *op, const struct case_file *file, enum role chosen)
{
    const enum role line[] = { chosen, ROLE_SAFEGUARDING_OFFICER, ROLE_SAFEGUARDING_TRUSTEE,
                               ROLE_CHAIR, ROLE_CEO };
    struct act_call call = {
        .reference = file->reference,
        .event = EVENT_SAFEGUARDING,
        .request = { .occurred_at = NO_INSTANT, .sent_on = NO_DAY, .facts = no_facts }
    };
    const enum fault fault =
        substitute_find(op, file, &new_life, line, COUNT(line), &call.request.facts.staff);
    if (fault)
        return fault == FAULT_NOT_FOUND ? OK : fault;
    return record_act(op, &call);
}

enum fault safeguard(struct op *caller, const struct uuid *case_id, enum role chosen)
{
    struct op program = *caller; /* whoever enters it may not see it */
    struct case_record record;
    program.actor =
        (struct actor){ .kind = ACTOR_PROGRAM, .organisation_id = caller->actor.organisation_id };
    TRY(case_by_id(&program, &program.actor.organisation_id, case_id, &record));
    return record.file.sealed_off && record.file.state == STATE_RECEIVED
               ? hand_over(&program, &record.file, chosen)
               : OK;
}
