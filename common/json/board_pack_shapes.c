#include "common/json/board_pack_shapes.h"

#include "common/json/act_shapes.h"

static const struct field pack_promise_fields[] = {
    FIELD(struct pack_promise, standard, CODE),
    FIELD(struct pack_promise, title, TEXT),
    FIELD(struct pack_promise, state, CODE),
    FIELD(struct pack_promise, first_due_on, DAY),
    FIELD(struct pack_promise, due_on, DAY),
    FIELD(struct pack_promise, due_by, WORD, .words = &dues_by),
    FIELD(struct pack_promise, met_at, INSTANT),
};
static const struct shape pack_promise_shape = SHAPE(struct pack_promise, pack_promise_fields);

static const struct field pack_allegation_fields[] = {
    FIELD(struct pack_allegation, text, TEXT),
    FIELD(struct pack_allegation, finding, WORD, .words = &findings),
    FIELD(struct pack_allegation, reason, TEXT),
};
static const struct shape pack_allegation_shape =
    SHAPE(struct pack_allegation, pack_allegation_fields);

static const struct field pack_remedy_fields[] = {
    FIELD(struct pack_remedy, text, TEXT),
    FIELD(struct pack_remedy, until, DAY),
    FIELD(struct pack_remedy, done, BOOLEAN),
};
static const struct shape pack_remedy_shape = SHAPE(struct pack_remedy, pack_remedy_fields);

static const struct field pack_entry_fields[] = {
    FIELD(struct pack_entry, type, WORD, .words = &event_types),
    FIELD(struct pack_entry, occurred_at, INSTANT),
    FIELD(struct pack_entry, actor_kind, CODE),
    FIELD(struct pack_entry, by, TEXT),
    FIELD(struct pack_entry, facts, OBJECT, .shape = &facts_shape),
    FIELD(struct pack_entry, text, TEXT),
    FIELD(struct pack_entry, withheld, BOOLEAN, .omit_empty = true),
};
static const struct shape pack_entry_shape = SHAPE(struct pack_entry, pack_entry_fields);

static const struct field pack_case_fields[] = {
    FIELD(struct pack_case, reference, TEXT),
    FIELD(struct pack_case, kind, WORD, .words = &kinds),
    FIELD(struct pack_case, channel, WORD, .words = &channels),
    FIELD(struct pack_case, category, TEXT),
    FIELD(struct pack_case, category_title, TEXT),
    FIELD(struct pack_case, stage, CODE),
    FIELD(struct pack_case, stage_title, TEXT),
    FIELD(struct pack_case, state, WORD, .words = &states),
    FIELD(struct pack_case, received_at, INSTANT),
    FIELD(struct pack_case, handler, TEXT),
    FIELD(struct pack_case, point_of_contact, TEXT),
    LIST(struct pack_case, investigators, investigator_count, TEXT),
    FIELD(struct pack_case, anonymous, BOOLEAN),
    FIELD(struct pack_case, customer, OBJECT, .shape = &customer_shape, .omit_empty = true),
    FIELD(struct pack_case, representative, OBJECT, .shape = &customer_shape, .omit_empty = true),
    FIELD(struct pack_case, needs, OBJECT, .shape = &needs_shape, .omit_empty = true),
    FIELD(struct pack_case, narrative, TEXT),
    FIELD(struct pack_case, wanted_outcome, TEXT),
    FIELD(struct pack_case, happened_on, DAY),
    LIST(struct pack_case, promises, promise_count, OBJECT, .shape = &pack_promise_shape),
    LIST(struct pack_case, allegations, allegation_count, OBJECT, .shape = &pack_allegation_shape),
    LIST(struct pack_case, remedies, remedy_count, OBJECT, .shape = &pack_remedy_shape),
    LIST(struct pack_case, history, history_count, OBJECT, .shape = &pack_entry_shape),
};
static const struct shape pack_case_shape = SHAPE(struct pack_case, pack_case_fields);

static const struct field board_pack_fields[] = {
    FIELD(struct board_pack, meeting, OBJECT, .shape = &meeting_line_shape),
    FIELD(struct board_pack, organisation, TEXT),
    FIELD(struct board_pack, drawn_up_at, INSTANT),
    LIST(struct board_pack, cases, case_count, OBJECT, .shape = &pack_case_shape),
};
const struct shape board_pack_shape = SHAPE(struct board_pack, board_pack_fields);
