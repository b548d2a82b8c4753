#include "common/casework/complainant.h"

#include "common/seal/receipt.h"
#include "common/store/case_store.h"
#include "common/store/organisation_store.h"

#include <string.h>

/* A reference names its organisation by its prefix. One that can be none, and a prefix of nobody,
 * take the same steps: what is sought then is a case of no organisation. */
static enum fault find_case(struct op *op, const char *typed, struct case_record *record)
{
    char reference[REFERENCE_TEXT], prefix[REFERENCE_TEXT];
    struct organisation *organisation = NEW(op->memory, struct organisation);
    if (!reference_read(typed, reference))
        memset(reference, 0, sizeof reference);
    memcpy(prefix, reference, sizeof prefix);
    prefix[strcspn(prefix, "-")] = '\0';
    const enum fault fault = organisation_by_prefix(op, prefix, organisation);
    if (fault && fault != FAULT_NOT_FOUND)
        return fault;
    op->scope = (struct scope){ &organisation->id, 1 };
    return case_by_reference(op, &organisation->id, reference, record);
}

enum fault complainant_proved(struct op *op, const char *reference, const char *code)
{
    struct case_record record = { 0 };
    op->actor = (struct actor){ .kind = ACTOR_NOBODY };
    const enum fault found = find_case(op, reference, &record);
    if (found && found != FAULT_NOT_FOUND)
        return found;
    if (!receipt_matches(code, found ? NULL : record.receipt_hash.data))
        return FAULT_NOT_FOUND;
    op->actor = (struct actor){ .kind = ACTOR_COMPLAINANT,
                                .id = record.file.id,
                                .organisation_id = record.file.organisation_id,
                                .receipt_generation = record.receipt_generation };
    return OK;
}

bool complainant_is_current(const struct op *op, const struct case_record *record)
{
    return record->file.erased_at == NO_INSTANT &&
           record->receipt_generation == op->actor.receipt_generation;
}
