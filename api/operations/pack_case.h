/* One case of a board pack, made of all that staff may see of it. */
#ifndef API_OPERATIONS_PACK_CASE_H
#define API_OPERATIONS_PACK_CASE_H

#include "common/domain/procedure.h"
#include "common/json/board_pack_shapes.h"
#include "common/store/staff_store.h"

/* Whom a pack is made for, and what its words mean. */
struct pack_reader {
    bool may_know_people; /* who complains, and who is complained about, in the case */
    const struct staff *staff;
    const char *const *names; /* one a member of staff */
    size_t staff_count;
    const struct procedure *procedure; /* of the case */
};

/* Errors: BUG (facts that do not read). Rule: A12, A16. */
enum fault pack_case_of(struct op *op, const struct pack_reader *reader,
                        const struct case_view *view, struct pack_case *packed) CHECKED;

#endif
