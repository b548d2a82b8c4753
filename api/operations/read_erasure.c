#include "api/operations/read_erasure.h"

#include "common/casework/case_access.h"
#include "common/store/case_store.h"
#include "common/store/erasure_store.h"

enum fault read_erasure(struct op *op, const char *reference, struct erasure *erasure)
{
    struct case_record record;
    uint64_t may;
    TRY(case_by_reference(op, &op->actor.organisation_id, reference, &record));
    TRY(case_access(op, &record.file, &may));
    if (!(may & (MAY(READ) | MAY(HISTORY))))
        return may ? FAULT_NOT_ALLOWED : FAULT_NOT_FOUND;
    return erasure_by_reference(op, &op->actor.organisation_id, reference, erasure);
}
