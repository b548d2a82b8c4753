#include "common/casework/investigation.h"

#include "common/casework/telling.h"
#include "common/store/case_person_store.h"
#include "common/store/case_store.h"

static enum fault tell_away(struct op *op, const struct uuid *organisation_id,
                            const struct uuid *case_id, const struct uuid *staff_id, instant since)
{
    struct case_record record;
    TRY(case_by_id(op, organisation_id, case_id, &record));
    const struct telling away = { .file = &record.file,
                                  .to = addressee_of_investigator(&record.file, staff_id),
                                  .type = NOTIFICATION_INVESTIGATOR_AWAY,
                                  .due_on = NO_DAY };
    return tell_staff_since(op, &away, 1, since);
}

enum fault investigations_tell_away(struct op *op, const struct uuid *organisation_id,
                                    const struct uuid *staff_id, instant since)
{
    struct uuid *case_ids;
    size_t count;
    TRY(investigations_find(op, organisation_id, staff_id, &case_ids, &count));
    for (size_t i = 0; i < count; i++)
        TRY(tell_away(op, organisation_id, &case_ids[i], staff_id, since));
    return OK;
}
