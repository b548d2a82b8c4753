#include "worker/admin/deputies.h"

#include "common/domain/access.h"
#include "common/store/deputy_store.h"
#include "common/store/staff_store.h"

/* "handler, manager" */
static const char *roles_text(struct op *op, unsigned wanted)
{
    const char *text = NULL;
    for (size_t role = ROLE_NONE + 1; role < roles.count; role++)
        if (wanted & 1u << role)
            text = text ? memory_printf(op->memory, "%s, %s", text, roles.texts[role])
                        : roles.texts[role];
    return text;
}

enum fault deputy_flaw(struct op *op, const struct uuid *organisation_id, const struct uuid *staff,
                       const struct uuid *deputy, const char **flaw)
{
    unsigned held, deputies_roles;
    bool is_idle;
    TRY(staff_roles(op, staff, organisation_id, &held));
    TRY(staff_roles(op, deputy, organisation_id, &deputies_roles));
    TRY(deputy_is_idle(op, organisation_id, staff, deputy, &is_idle));
    const unsigned wanted = access_deputies(held);
    *flaw = !deputies_roles ? "is disabled: nobody would be told of them, and they could do nothing"
            : !(deputies_roles & wanted)
                ? memory_printf(op->memory,
                                "could do nothing in the person's place: that takes one of these "
                                "roles: %s",
                                roles_text(op, wanted))
            : is_idle ? "is away whenever the person is: nobody would stand in"
                      : NULL;
    return OK;
}
