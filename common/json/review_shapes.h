/* JSON of the draft of a review: exact figures, for the committee only. */
#ifndef JSON_REVIEW_SHAPES_H
#define JSON_REVIEW_SHAPES_H

#include "common/domain/review.h"
#include "common/json/shape.h"

extern const struct shape review_draft_shape; /* struct review_draft */

#endif
