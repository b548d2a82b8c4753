#include "api/operations/safeguard.h"

#include "api/operations/acting.h"
#include "common/casework/handover.h"
#include "common/casework/telling.h"
#include "common/store/tx.h"

/* Rule: D9, D10. */
static enum fault tell_of_vacancy(struct op *op, const struct case_file *file)
{
    SCOPED_TX tx = { 0 };
    const struct telling telling = { .file = file,
                                     .to = addressee_of_vacancy(),
                                     .type = NOTIFICATION_NOBODY_LEFT,
                                     .due_on = NO_DAY };
    TRY(tx_begin(op, &tx));
    TRY(tx_act_for_organisation(op));
    TRY(tell_staff(op, &telling, 1));
    return tx_commit(&tx);
}

static enum fault hand_over_first(struct op *op, const struct case_record *record, enum role chosen,
                                  bool *is_taken)
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
    *is_taken = fault == OK;
    if (fault)
        return fault == FAULT_NOT_FOUND ? tell_of_vacancy(op, &record->file) : fault;
    return record_act(op, &call);
}

enum fault safeguard(struct op *caller, const struct uuid *case_id, enum role chosen,
                     bool *is_taken)
{
    struct op program = *caller; /* whoever enters it may not see it */
    struct case_record record;
    program.actor =
        (struct actor){ .kind = ACTOR_PROGRAM, .organisation_id = caller->actor.organisation_id };
    *is_taken = true;
    TRY(case_by_id(&program, &program.actor.organisation_id, case_id, &record));
    return record.file.sealed_off && record.file.state == STATE_RECEIVED
               ? hand_over_first(&program, &record, chosen, is_taken)
               : OK;
}
