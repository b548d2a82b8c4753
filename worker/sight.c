#include "worker/sight.h"

#include "common/store/organisation_store.h"
#include "common/store/tx.h"

enum fault see_all(struct op *op)
{
    SCOPED_TX tx = { 0 };
    struct uuid *organisations;
    size_t count;
    TRY(tx_begin(op, &tx));
    TRY(organisation_ids(op, &organisations, &count));
    TRY(tx_commit(&tx));
    op->scope = (struct scope){ organisations, count };
    return OK;
}
