/* heed erasure list: the certificates of what was erased. Rule: B7. */
#include "common/store/erasure_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"

static void print_erasure(const struct erasure *erasure)
{
    char id[UUID_TEXT], asked_at[INSTANT_TEXT], erased_at[INSTANT_TEXT];
    uuid_text(&erasure->id, id);
    instant_text(erasure->asked_at, asked_at);
    instant_text(erasure->erased_at, erased_at);
    printf("%s\t%s\t%s\t%s\t%s\t%s\n", erased_at, erasure->reference, id, erasure->ground, asked_at,
           erasure->destroyed);
}

enum fault erasure_list_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct erasure *erasures;
    size_t count;
    SCOPED_TX tx = { 0 };
    TRY(organisation_chosen(op, arguments, &organisation));
    op->scope = (struct scope){ &organisation.id, 1 };
    TRY(tx_begin(op, &tx));
    TRY(erasure_list(op, &organisation.id, &erasures, &count));
    for (size_t i = 0; i < count; i++)
        print_erasure(&erasures[i]);
    return OK;
}
