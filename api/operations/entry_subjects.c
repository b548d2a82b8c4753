#include "api/operations/entry_subjects.h"

#include "api/operations/acting.h"
#include "common/casework/handover.h"
#include "common/casework/sealing.h"
#include "common/store/tx.h"

/* Rule: A13. A matter of safeguarding is handed over next: to somebody who is not part of it. */
static enum fault check_officers(struct op *op, const struct acting *acting, enum role chosen)
{
    struct uuid officer;
    if (!chosen)
        return OK;
    const enum fault fault =
        officer_find(op, &acting->record.file, &acting->life, chosen, &officer);
    return fault == FAULT_NOT_FOUND
               ? mistake_add(op, "/subjects", "nobody_left",
                             "would leave nobody to deal with a matter of safeguarding: give "
                             "somebody the role first, or tell the local authority")
               : fault;
}

static enum fault name_subjects(struct op *op, const struct case_request *request,
                                struct acting *acting)
{
    TRY(act_read_life(op, acting));
    TRY(case_key_open(&acting->record, &acting->key));
    for (size_t i = 0; i < request->subject_count; i++) {
        struct facts *facts = NEW(op->memory, struct facts);
        *facts = no_facts;
        facts->staff = request->subjects[i];
        TRY(act_apply(op, acting, EVENT_SUBJECT_NAMED, op->now, facts));
    }
    TRY(check_officers(op, acting, request->safeguarding));
    TRY(act_pass_on(op, acting, op->now));
    return act_save(op, acting);
}

enum fault take_in_with_subjects(struct op *op, const struct case_request *request,
                                 const struct intake *intake, bool *is_new)
{
    SCOPED_TX tx = { 0 };
    const struct act_call call = {
        .reference = intake->record.file.reference,
        .event = EVENT_SUBJECT_NAMED,
        .request = { .occurred_at = NO_INSTANT, .sent_on = NO_DAY, .facts = no_facts }
    };
    struct acting acting = { .call = &call,
                             .facts = no_facts,
                             .occurred_at = op->now,
                             .record = intake->record,
                             .last_hash = intake->received.hash,
                             .is_entered = true };
    TRY(tx_begin(op, &tx));
    TRY(tx_act_for_organisation(op));
    TRY(intake_insert_within(op, intake, is_new));
    if (!*is_new)
        return OK;
    const enum fault fault = name_subjects(op, request, &acting);
    case_key_release(&acting.key);
    TRY(fault);
    return tx_commit(&tx);
}
