/* JSON of the acts that staff record. Every act may say when it occurred; without, it is now. */
#ifndef JSON_ACT_SHAPES_H
#define JSON_ACT_SHAPES_H

#include "common/domain/vocabulary.h"
#include "common/json/shape.h"

/* What any act may tell; each shape has those members that its act needs. */
struct act_request {
    instant occurred_at;                   /* NO_INSTANT: now */
    const char *text;                      /* what was said or written; sealed */
    struct uuid handler, point_of_contact; /* nil: whoever answers; the handler */
    enum channel medium;                   /* how the customer was told */
    const char *const *outcomes;           /* codes of the procedure */
    size_t outcome_count;
    day sent_on; /* when the written outcome went out */
};

extern const struct shape initial_response_shape; /* Rule: A15 */
extern const struct shape update_shape;           /* Rule: A5, D7 */
extern const struct shape outcome_shape;          /* Rule: A21 */
extern const struct shape written_outcome_shape;  /* Rule: A20 */
extern const struct shape close_shape;
extern const struct shape reopen_shape; /* Rule: D7 */

#endif
