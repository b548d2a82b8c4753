#include "common/json/act_shapes.h"

enum { TEXT_CHARS = 20000 };

#define OCCURRED_AT FIELD(struct act_request, occurred_at, INSTANT)
#define MEDIUM FIELD(struct act_request, medium, WORD, .words = &channels)
#define OPTIONAL_TEXT FIELD(struct act_request, text, TEXT, .max_chars = TEXT_CHARS)
#define REQUIRED_TEXT                                                                              \
    FIELD(struct act_request, text, TEXT, .max_chars = TEXT_CHARS, .required = true)

static const struct field initial_response_fields[] = {
    OCCURRED_AT,
    REQUIRED_TEXT,
    MEDIUM,
    FIELD(struct act_request, handler, UUID),
    FIELD(struct act_request, point_of_contact, UUID),
};
const struct shape initial_response_shape = SHAPE(struct act_request, initial_response_fields);

static const struct field update_fields[] = { OCCURRED_AT, REQUIRED_TEXT, MEDIUM };
const struct shape update_shape = SHAPE(struct act_request, update_fields);

static const struct field outcome_fields[] = {
    OCCURRED_AT,
    OPTIONAL_TEXT,
    LIST(struct act_request, outcomes, outcome_count, CODE, .required = true, .max_items = 20),
    FIELD(struct act_request, sent_on, DAY),
};
const struct shape outcome_shape = SHAPE(struct act_request, outcome_fields);

static const struct field written_outcome_fields[] = {
    OCCURRED_AT,
    OPTIONAL_TEXT,
    MEDIUM,
    FIELD(struct act_request, sent_on, DAY),
};
const struct shape written_outcome_shape = SHAPE(struct act_request, written_outcome_fields);

static const struct field close_fields[] = { OCCURRED_AT, OPTIONAL_TEXT };
const struct shape close_shape = SHAPE(struct act_request, close_fields);

static const struct field reopen_fields[] = { OCCURRED_AT, REQUIRED_TEXT };
const struct shape reopen_shape = SHAPE(struct act_request, reopen_fields);
