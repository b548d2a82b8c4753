#include "api/operations/issue_receipt_code.h"

#include "common/casework/case_access.h"
#include "common/casework/sealing.h"
#include "common/seal/receipt.h"

static enum fault may_issue(struct op *op, const struct case_file *file)
{
    uint64_t may;
    TRY(case_access(op, file, &may));
    if (!may)
        return FAULT_NOT_FOUND;
    return may & MAY(RECEIPT) ? OK : FAULT_NOT_ALLOWED;
}

enum fault issue_receipt_code(struct op *op, struct act_call *call, struct receipt_issued *issued)
{
    struct case_record record;
    SCOPED_CASE_KEY key = { 0 };
    char *code = memory_alloc(op->memory, RECEIPT_TEXT);

    TRY(record_act(op, call));
    TRY(case_by_reference(op, &op->actor.organisation_id, call->reference, &record));
    TRY(may_issue(op, &record.file));
    *issued = (struct receipt_issued){ .reference = record.file.reference };
    if (record.receipt_generation != call->repeat.receipt_generation ||
        record.file.erased_at != NO_INSTANT)
        return OK;
    TRY(case_key_open(&record, &key));
    receipt_code(&key, record.receipt_generation, code);
    issued->receipt_code = code;
    return OK;
}
