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

/* 'flaw': why their deputy does not stand in, as of deputy_flaw. */
static enum fault go_away(struct op *op, const struct organisation *organisation,
                          const struct uuid *staff_id, const struct arguments *arguments,
                          const char **flaw)
{
    struct uuid deputy;
    TRY(absence_add(op, &organisation->id, staff_id, argument_day(arguments, OPTION_FROM),
                    argument_day(arguments, OPTION_TO)));
    TRY(deputy_find(op, &organisation->id, staff_id, &deputy));
    *flaw = "is nobody, or has left";
    return uuid_is_nil(&deputy) ? OK : deputy_flaw(op, &organisation->id, staff_id, &deputy, flaw);
}

/* Somebody is away whether or not anybody stands in: it is only said. */
static void print_cover(const char *flaw)
{
    if (flaw)
        fprintf(stderr,
                "On these days nothing waits for the person: whoever is next in line stands in. "
                "Their deputy %s.\n",
                flaw);
    else
        fprintf(stderr, "On these days nothing waits for the person: their deputy stands in.\n");
}

enum fault staff_absent_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct uuid staff_id;
    const char *flaw = NULL;
    const bool is_none = argument_is_given(arguments, OPTION_NONE);
    TRY(check_choice(op, arguments));
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(staff_chosen(op, arguments, &organisation, &staff_id));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(is_none ? come_back(op, &organisation, &staff_id)
                : go_away(op, &organisation, &staff_id, arguments, &flaw));
    TRY(tx_commit(&tx));
    if (is_none)
        fprintf(stderr, "What the person deals with is theirs alone again.\n");
    else
        print_cover(flaw);
    return OK;
}
