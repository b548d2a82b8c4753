#include "common/casework/meetings.h"

#include "common/casework/reference_data.h"
#include "common/casework/settle.h"
#include "common/store/meeting_store.h"
#include "common/store/procedure_store.h"
#include "common/store/tx.h"

#include <string.h>

static bool holds(const struct codes *codes, const char *code)
{
    for (size_t i = 0; i < codes->count; i++)
        if (strcmp(codes->list[i], code) == 0)
            return true;
    return false;
}

static bool waits_for(const struct standard *standard, enum body body)
{
    return standard->due == DUE_RULE_NEXT_MEETING && (!body || standard->body == body);
}

static void add_standards(struct op *op, const struct procedure *procedure, enum body body,
                          struct codes *standards)
{
    const char **list =
        NEW_ARRAY(op->memory, const char *, standards->count + procedure->standard_count);
    if (standards->count)
        memcpy(list, standards->list, standards->count * sizeof *list);
    standards->list = list;
    for (size_t i = 0; i < procedure->standard_count; i++) {
        const struct standard *standard = &procedure->standards[i];
        if (waits_for(standard, body) && !holds(standards, standard->code))
            list[standards->count++] = standard->code;
    }
}

enum fault meeting_standards(struct op *op, const struct uuid *organisation_id, enum body body,
                             struct codes *standards)
{
    int *versions;
    size_t count;
    *standards = (struct codes){ 0 };
    TRY(procedure_versions_of(op, organisation_id, &versions, &count));
    for (size_t i = 0; i < count; i++) {
        const struct procedure *procedure;
        TRY(procedure_of(op, organisation_id, versions[i], &procedure));
        add_standards(op, procedure, body, standards);
    }
    return OK;
}

enum fault waiting_cases_hold(struct op *op, const struct uuid *organisation_id,
                              struct waiting_cases *waiting)
{
    struct codes standards;
    TRY(meeting_standards(op, organisation_id, BODY_NONE, &standards));
    TRY(tx_act_for_organisation(op));
    TRY(cases_waiting(op, organisation_id, &standards, &waiting->files, &waiting->count));
    return settle_held(op, waiting->files, waiting->count);
}

enum fault waiting_cases_settle(struct op *op, const struct uuid *organisation_id,
                                const struct waiting_cases *waiting)
{
    TRY(meetings_changed(op, organisation_id));
    return settle_held(op, waiting->files, waiting->count);
}
