/* Clocks as promises: what the customer and staff are told. Rule: A7, B2. */
#ifndef API_OPERATIONS_PROMISES_H
#define API_OPERATIONS_PROMISES_H

#include "common/domain/case_clock.h"
#include "common/json/case_shapes.h"

struct promises {
    const struct promise *list;
    size_t count;
};

/* The promises of clocks, without those that were superseded; each with the address where its due
 * date is explained. 'clocks' are 'count' structs. */
enum fault promises_of(struct op *op, const struct case_file *file, const struct case_clock *clocks,
                       size_t count, struct promises *promises) CHECKED;

/* The same for a case in the records; of a sealed one the outside sees what it would if nothing had
 * been sealed. Rule: D17. */
enum fault promises_of_case(struct op *op, const struct case_file *file,
                            struct promises *promises) CHECKED;

#endif
