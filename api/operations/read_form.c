#include "api/operations/read_form.h"

#include "api/operations/read_procedure.h"
#include "common/casework/reference_data.h"
#include "common/publication/case_form.h"

enum fault read_form(struct op *op, const char *slug, enum kind kind, struct form_view *form)
{
    struct organisation organisation;
    const struct procedure *procedure;
    TRY(read_organisation(op, slug, &organisation));
    TRY(procedure_of(op, &organisation.id, organisation.procedure_version, &procedure));
    if (!case_form_has(procedure, kind)) {
        mistake_add(op, "kind", "no_entry",
                    "the organisation's procedure takes in no cases of this kind");
        return FAULT_PARAMETER_INVALID;
    }
    *form = case_form(op->memory, procedure, kind);
    form->organisation = organisation.slug;
    form->organisation_name = organisation.name;
    return OK;
}
