#include "api/operations/safeguard.h"

#include "api/operations/acting.h"
#include "common/casework/handover.h"

static enum fault hand_over_first(struct op *op, const struct case_record *record, enum role chosen)
{
    struct acting acting = { .record = *record };
    struct act_call call = {
        .reference = record->file.reference,
        .event = EVENT_SAFEGUARDING,
        .request = { .occurred_at = NO_INSTANT, .sent_on = NO_DAY, .facts = no_facts }
    };
    TRY(act_read_life(op, &acting));
    const enum fault fault =
        officer_find(op, &record->file, &acting.life, chosen, &call.request.facts.staff);
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
               ? hand_over_first(&program, &record, chosen)
               : OK;
}
