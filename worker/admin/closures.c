/* The days on which an organisation does not work. Rule: B3. */
#include "common/store/calendar_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

enum fault closure_add_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    const char *title = argument_text(arguments, OPTION_TITLE);
    TRY(organisation_chosen(op, arguments, &organisation));

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = closure_add(op, &organisation.id, argument_day(arguments, OPTION_DAY),
                                         title ? title : "Closed");
    if (fault == FAULT_ALREADY_EXISTS)
        return refuse(op, fault, "--day", "%s is closed on that day already", organisation.slug);
    TRY(fault);
    TRY(tx_commit(&tx));
    fprintf(stderr, "%s is closed on %s.\n", organisation.slug,
            argument_text(arguments, OPTION_DAY));
    return OK;
}

enum fault closure_remove_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    TRY(organisation_chosen(op, arguments, &organisation));

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault =
        closure_remove(op, &organisation.id, argument_day(arguments, OPTION_DAY));
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "--day", "%s is not closed on that day", organisation.slug);
    TRY(fault);
    TRY(tx_commit(&tx));
    fprintf(stderr, "%s is not closed on %s any more.\n", organisation.slug,
            argument_text(arguments, OPTION_DAY));
    return OK;
}

enum fault closure_list_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct holiday *closures;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(closure_list(op, &organisation.id, &closures, &count));
    for (size_t i = 0; i < count; i++) {
        char on[DAY_TEXT];
        day_text(closures[i].on, on);
        printf("%s\t%s\n", on, closures[i].title);
    }
    return OK;
}
