#include "common/casework/case_access.h"

#include "common/store/case_person_store.h"

enum fault case_relations_of(struct op *op, const struct actor *actor, const struct case_file *file,
                             unsigned *relations_held)
{
    struct case_bonds bonds = { 0 };
    if (actor->kind == ACTOR_STAFF)
        TRY(case_bonds_read(op, file, &actor->id, &bonds));
    *relations_held = case_relations(actor, file, &bonds);
    return OK;
}

enum fault case_access(struct op *op, const struct case_file *file, uint64_t *may)
{
    unsigned relations_held;
    *may = MAY_EVERYTHING;
    if (op->actor.kind == ACTOR_PROGRAM)
        return OK;
    TRY(case_relations_of(op, &op->actor, file, &relations_held));
    *may = access_may(actor_who(&op->actor), relations_held);
    return OK;
}
