/* When staff are away. Rule: D9. */
#include "common/store/deputy_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/deputies.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

/* Two days in their order that are not over, or --none. */
static enum fault check_choice(struct op *op, const struct arguments *arguments)
{
    const day first = argument_day(arguments, OPTION_FROM),
              last = argument_day(arguments, OPTION_TO);
    const bool is_none = argument_is_given(arguments, OPTION_NONE);
    if (is_none ? first != NO_DAY || last != NO_DAY : first == NO_DAY || last == NO_DAY)
        return refuse(op, FAULT_PARAMETER_INVALID, "--from", "say both days, or --none");
    if (!is_none && last < first)
        return refuse(op, FAULT_PARAMETER_INVALID, "--to", "must not lie before the first day");
    if (!is_none && last < instant_day(op->now))
        return refuse(op, FAULT_PARAMETER_INVALID, "--to", "must not lie in the past");
    return OK;
}

static enum fault come_back(struct op *op, const struct organisation *organisation,
                            const struct uuid *staff_id)
{
    const enum fault fault = absence_drop(op, &organisation->id, staff_id, instant_day(op->now));
    return fault == FAULT_NOT_FOUND
               ? refuse(op, fault, "--staff", "the person is not away, and will not be")
               : fault;
}

/* Somebody is away whether or not anybody stands in: it is only said. */
static enum fault print_cover(struct op *op, const struct organisation *organisation,
                              const struct uuid *staff_id)
{
    struct uuid deputy;
    const char *flaw = "is nobody, or has left";
    TRY(deputy_find(op, &organisation->id, staff_id, &deputy));
    if (!uuid_is_nil(&deputy))
        TRY(deputy_flaw(op, &organisation->id, staff_id, &deputy, &flaw));
    if (flaw)
        fprintf(stderr,
                "On these days nothing waits for the person: whoever is next in line stands in. "
                "Their deputy %s.\n",
                flaw);
    else
        fprintf(stderr, "On these days nothing waits for the person: their deputy stands in.\n");
    return OK;
}

enum fault staff_absent_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct uuid staff_id;
    const bool is_none = argument_is_given(arguments, OPTION_NONE);
    TRY(check_choice(op, arguments));
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(staff_chosen(op, arguments, &organisation, &staff_id));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(is_none ? come_back(op, &organisation, &staff_id)
                : absence_add(op, &organisation.id, &staff_id, argument_day(arguments, OPTION_FROM),
                              argument_day(arguments, OPTION_TO)));
    TRY(tx_commit(&tx));
    if (!is_none)
        return print_cover(op, &organisation, &staff_id);
    fprintf(stderr, "What the person deals with is theirs alone again.\n");
    return OK;
}
