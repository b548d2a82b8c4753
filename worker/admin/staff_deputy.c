/* Who deputises for whom. Rule: A15, D9. */
#include "common/store/deputy_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/deputies.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

/* Who --deputy names, of that organisation, who can stand in, and not the person themselves. */
static enum fault deputy_chosen(struct op *op, const struct arguments *arguments,
                                const struct organisation *organisation, struct uuid *deputy)
{
    const struct uuid staff_id = argument_id(arguments, OPTION_STAFF);
    const char *flaw;
    TRY(colleague_chosen(op, arguments, OPTION_DEPUTY, organisation, deputy));
    if (uuid_is_nil(deputy))
        return OK;
    if (uuid_equal(deputy, &staff_id))
        return refuse(op, FAULT_PARAMETER_INVALID, "--deputy", "must be somebody else");
    TRY(deputy_flaw(op, &organisation->id, &staff_id, deputy, &flaw));
    return flaw ? refuse(op, FAULT_PARAMETER_INVALID, "--deputy", "%s", flaw) : OK;
}

/* One of the two, not both. */
static enum fault check_choice(struct op *op, const struct arguments *arguments)
{
    if (argument_is_given(arguments, OPTION_DEPUTY) != argument_is_given(arguments, OPTION_NONE))
        return OK;
    return refuse(op, FAULT_PARAMETER_INVALID, "--deputy", "say either who it is, or --none");
}

static enum fault save(struct op *op, const struct organisation *organisation,
                       const struct uuid *staff_id, const struct uuid *deputy)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    if (!uuid_is_nil(deputy)) {
        TRY(deputy_set(op, &organisation->id, staff_id, deputy));
        return tx_commit(&tx);
    }
    const enum fault fault = deputy_drop(op, &organisation->id, staff_id);
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "--staff", "nobody deputises for that person");
    TRY(fault);
    return tx_commit(&tx);
}

enum fault staff_deputy_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct uuid staff_id, deputy;
    TRY(check_choice(op, arguments));
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(staff_chosen(op, arguments, &organisation, &staff_id));
    TRY(deputy_chosen(op, arguments, &organisation, &deputy));
    TRY(save(op, &organisation, &staff_id, &deputy));
    fprintf(stderr, "%s\n",
            uuid_is_nil(&deputy) ? "Nobody deputises for the person any more."
                                 : "Those who complained are told the deputy with the person.");
    return OK;
}
