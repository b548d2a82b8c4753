#include "common/json/case_shapes.h"

enum { NARRATIVE_CHARS = 20000, EVENT_TEXT_CHARS = 100000, CONTACT_CHARS = 500 };

static const struct field customer_fields[] = {
    FIELD(struct customer, name, TEXT, .max_chars = 200, .single_line = true, .omit_empty = true),
    FIELD(struct customer, email, TEXT, .max_chars = 254, .single_line = true, .omit_empty = true),
    FIELD(struct customer, telephone, TEXT, .max_chars = 50, .single_line = true,
          .omit_empty = true),
    FIELD(struct customer, address, TEXT, .max_chars = CONTACT_CHARS, .omit_empty = true),
};
const struct shape customer_shape = SHAPE(struct customer, customer_fields);

static const struct field needs_fields[] = {
    FIELD(struct needs, format, TEXT, .max_chars = CONTACT_CHARS, .omit_empty = true),
    FIELD(struct needs, language, TEXT, .max_chars = 35, .single_line = true, .omit_empty = true),
    FIELD(struct needs, access, TEXT, .max_chars = CONTACT_CHARS, .omit_empty = true),
    FIELD(struct needs, companion, TEXT, .max_chars = CONTACT_CHARS, .omit_empty = true),
    FIELD(struct needs, contact, TEXT, .max_chars = CONTACT_CHARS, .omit_empty = true),
    FIELD(struct needs, must_not_know, TEXT, .max_chars = CONTACT_CHARS, .omit_empty = true),
    FIELD(struct needs, do_not_write, BOOLEAN),
    FIELD(struct needs, do_not_ring, BOOLEAN),
    FIELD(struct needs, do_not_leave_messages, BOOLEAN),
};
const struct shape needs_shape = SHAPE(struct needs, needs_fields);

static const struct field help_fields[] = {
    FIELD(struct help, writing, WORD, .words = &help_answers, .omit_empty = true),
    FIELD(struct help, privacy, WORD, .words = &help_answers, .omit_empty = true),
    FIELD(struct help, reading, WORD, .words = &help_answers, .omit_empty = true),
};
const struct shape help_shape = SHAPE(struct help, help_fields);

static const struct field notice_shown_fields[] = {
    FIELD(struct notice_shown, code, CODE, .required = true),
    FIELD(struct notice_shown, version, INTEGER, .required = true, .least = 1, .most = 1000000),
};
const struct shape notice_shown_shape = SHAPE(struct notice_shown, notice_shown_fields);

static const struct field case_request_fields[] = {
    FIELD(struct case_request, kind, WORD, .required = true, .words = &kinds),
    FIELD(struct case_request, channel, WORD, .words = &channels),
    FIELD(struct case_request, category, CODE),
    FIELD(struct case_request, customer_type, WORD, .words = &customer_types),
    FIELD(struct case_request, narrative, TEXT, .max_chars = NARRATIVE_CHARS),
    FIELD(struct case_request, wanted_outcome, TEXT, .max_chars = NARRATIVE_CHARS),
    FIELD(struct case_request, happened_on, DAY),
    FIELD(struct case_request, customer, OBJECT, .shape = &customer_shape),
    FIELD(struct case_request, needs, OBJECT, .shape = &needs_shape),
    FIELD(struct case_request, help, OBJECT, .shape = &help_shape),
    FIELD(struct case_request, received_at, INSTANT),
    FIELD(struct case_request, addressed_to, WORD, .words = &roles),
    FIELD(struct case_request, safeguarding, WORD, .words = &roles),
    FIELD(struct case_request, bypass_to, CODE),
    LIST(struct case_request, subjects, subject_count, UUID, .max_items = 20),
    LIST(struct case_request, notices_shown, notice_count, OBJECT, .shape = &notice_shown_shape,
         .max_items = 20),
};
const struct shape case_request_shape = SHAPE(struct case_request, case_request_fields);

static const struct field promise_fields[] = {
    FIELD(struct promise, standard, CODE),
    FIELD(struct promise, period, INTEGER),
    FIELD(struct promise, state, CODE),
    FIELD(struct promise, first_due_on, DAY),
    FIELD(struct promise, due_on, DAY),
    FIELD(struct promise, due_by, WORD, .words = &dues_by),
    FIELD(struct promise, meeting_id, UUID, .omit_empty = true),
    FIELD(struct promise, due_at, INSTANT),
    FIELD(struct promise, provisional, BOOLEAN),
    FIELD(struct promise, met_at, INSTANT),
    FIELD(struct promise, explanation, TEXT),
    FIELD(struct promise, explanation_url, TEXT),
};
static const struct shape promise_shape = SHAPE(struct promise, promise_fields);

static const struct field case_created_fields[] = {
    FIELD(struct case_created, reference, TEXT),
    FIELD(struct case_created, receipt_code, TEXT),
    FIELD(struct case_created, proof_of_lodging, TEXT),
    FIELD(struct case_created, status, CODE),
    FIELD(struct case_created, received_at, INSTANT),
    LIST(struct case_created, promises, promise_count, OBJECT, .shape = &promise_shape),
    FIELD(struct case_created, turn_to, TEXT, .omit_empty = true),
};
const struct shape case_created_shape = SHAPE(struct case_created, case_created_fields);

static const struct field receipt_issued_fields[] = {
    FIELD(struct receipt_issued, reference, TEXT),
    FIELD(struct receipt_issued, receipt_code, TEXT),
};
const struct shape receipt_issued_shape = SHAPE(struct receipt_issued, receipt_issued_fields);

static const struct field case_status_view_fields[] = {
    FIELD(struct case_status_view, reference, TEXT),
    FIELD(struct case_status_view, kind, WORD, .words = &kinds),
    FIELD(struct case_status_view, status, CODE),
    FIELD(struct case_status_view, received_at, INSTANT),
    FIELD(struct case_status_view, erased_at, INSTANT),
};
const struct shape case_status_view_shape = SHAPE(struct case_status_view, case_status_view_fields);

static const struct field status_request_fields[] = {
    FIELD(struct status_request, reference, TEXT, .required = true, .max_chars = 64),
    FIELD(struct status_request, receipt_code, TEXT, .required = true, .max_chars = 64),
};
const struct shape status_request_shape = SHAPE(struct status_request, status_request_fields);

static const struct field event_view_fields[] = {
    FIELD(struct event_view, seq, INTEGER),
    FIELD(struct event_view, type, WORD, .words = &event_types),
    FIELD(struct event_view, occurred_at, INSTANT),
    FIELD(struct event_view, recorded_at, INSTANT),
    FIELD(struct event_view, actor_kind, CODE),
    FIELD(struct event_view, actor, UUID),
    FIELD(struct event_view, facts, RAW),
    FIELD(struct event_view, text, TEXT),
    FIELD(struct event_view, withheld, BOOLEAN, .omit_empty = true),
    FIELD(struct event_view, format, TEXT, .omit_empty = true),
    FIELD(struct event_view, language, TEXT, .omit_empty = true),
    FIELD(struct event_view, not_as_needed, TEXT, .omit_empty = true),
    FIELD(struct event_view, needs, OBJECT, .shape = &needs_shape, .omit_empty = true),
    FIELD(struct event_view, representative, OBJECT, .shape = &customer_shape, .omit_empty = true),
};
static const struct shape event_view_shape = SHAPE(struct event_view, event_view_fields);

static const struct field further_case_fields[] = {
    FIELD(struct further_case, reference, TEXT),
    FIELD(struct further_case, receipt_code, TEXT),
};
static const struct shape further_case_shape = SHAPE(struct further_case, further_case_fields);

static const struct field receipt_view_fields[] = {
    FIELD(struct receipt_view, reference, TEXT),
    FIELD(struct receipt_view, proof_of_lodging, TEXT),
    FIELD(struct receipt_view, kind, WORD, .words = &kinds),
    FIELD(struct receipt_view, status, CODE),
    FIELD(struct receipt_view, received_at, INSTANT),
    FIELD(struct receipt_view, erasure_not_before, DAY),
    LIST(struct receipt_view, promises, promise_count, OBJECT, .shape = &promise_shape),
    FIELD(struct receipt_view, handler, OBJECT, .shape = &named_staff_shape),
    FIELD(struct receipt_view, point_of_contact, OBJECT, .shape = &deputised_staff_shape),
    LIST(struct receipt_view, messages, message_count, OBJECT, .shape = &event_view_shape),
    LIST(struct receipt_view, further_cases, further_count, OBJECT, .shape = &further_case_shape,
         .omit_empty = true),
    LIST(struct receipt_view, allowed_actions, allowed_count, WORD, .words = &event_types),
};
const struct shape receipt_view_shape = SHAPE(struct receipt_view, receipt_view_fields);

static const struct field case_view_fields[] = {
    FIELD(struct case_view, reference, TEXT),
    FIELD(struct case_view, kind, WORD, .words = &kinds),
    FIELD(struct case_view, channel, WORD, .words = &channels),
    FIELD(struct case_view, category, TEXT),
    FIELD(struct case_view, customer_type, WORD, .words = &customer_types),
    FIELD(struct case_view, anonymous, BOOLEAN),
    FIELD(struct case_view, stage, CODE),
    FIELD(struct case_view, state, WORD, .words = &states),
    FIELD(struct case_view, status, CODE),
    FIELD(struct case_view, version, INTEGER),
    FIELD(struct case_view, handler, UUID),
    FIELD(struct case_view, point_of_contact, UUID),
    LIST(struct case_view, investigators, investigator_count, UUID),
    FIELD(struct case_view, received_at, INSTANT),
    FIELD(struct case_view, recorded_at, INSTANT),
    FIELD(struct case_view, closed_at, INSTANT),
    FIELD(struct case_view, erased_at, INSTANT),
    FIELD(struct case_view, erasure_not_before, DAY),
    FIELD(struct case_view, legal_hold, BOOLEAN),
    FIELD(struct case_view, narrative, TEXT),
    FIELD(struct case_view, wanted_outcome, TEXT),
    FIELD(struct case_view, happened_on, DAY),
    FIELD(struct case_view, customer, OBJECT, .shape = &customer_shape),
    FIELD(struct case_view, representative, OBJECT, .shape = &customer_shape),
    FIELD(struct case_view, needs, OBJECT, .shape = &needs_shape),
    FIELD(struct case_view, help, OBJECT, .shape = &help_shape),
    LIST(struct case_view, promises, promise_count, OBJECT, .shape = &promise_shape),
    LIST(struct case_view, history, history_count, OBJECT, .shape = &event_view_shape),
    LIST(struct case_view, allowed_actions, allowed_count, WORD, .words = &event_types),
};
const struct shape case_view_shape = SHAPE(struct case_view, case_view_fields);

static const struct field case_line_fields[] = {
    FIELD(struct case_line, reference, TEXT),
    FIELD(struct case_line, kind, WORD, .words = &kinds),
    FIELD(struct case_line, status, CODE),
    FIELD(struct case_line, received_at, INSTANT),
    FIELD(struct case_line, channel, WORD, .words = &channels, .omit_empty = true),
    FIELD(struct case_line, category, TEXT, .omit_empty = true),
    FIELD(struct case_line, stage, CODE, .omit_empty = true),
    FIELD(struct case_line, state, WORD, .words = &states, .omit_empty = true),
    FIELD(struct case_line, handler, UUID, .omit_empty = true),
    FIELD(struct case_line, closed_at, INSTANT, .omit_empty = true),
};
static const struct shape case_line_shape = SHAPE(struct case_line, case_line_fields);

static const struct field case_page_fields[] = {
    LIST(struct case_page, cases, case_count, OBJECT, .shape = &case_line_shape),
    PAGE_END_FIELDS(struct case_page),
};
const struct shape case_page_shape = SHAPE(struct case_page, case_page_fields);

static const struct field case_content_fields[] = {
    FIELD(struct case_content, narrative, TEXT, .max_chars = NARRATIVE_CHARS, .omit_empty = true),
    FIELD(struct case_content, wanted_outcome, TEXT, .max_chars = NARRATIVE_CHARS,
          .omit_empty = true),
    FIELD(struct case_content, happened_on, DAY, .omit_empty = true),
};
const struct shape case_content_shape = SHAPE(struct case_content, case_content_fields);

static const struct field customer_card_fields[] = {
    FIELD(struct customer_card, customer, OBJECT, .shape = &customer_shape, .omit_empty = true),
    FIELD(struct customer_card, needs, OBJECT, .shape = &needs_shape, .omit_empty = true),
};
const struct shape customer_card_shape = SHAPE(struct customer_card, customer_card_fields);

static const struct field event_text_fields[] = {
    FIELD(struct event_text, text, TEXT, .max_chars = EVENT_TEXT_CHARS),
    FIELD(struct event_text, format, TEXT, .max_chars = 200, .omit_empty = true),
    FIELD(struct event_text, language, TEXT, .max_chars = 35, .omit_empty = true),
    FIELD(struct event_text, not_as_needed, TEXT, .omit_empty = true),
    FIELD(struct event_text, needs, OBJECT, .shape = &needs_shape, .omit_empty = true),
    FIELD(struct event_text, representative, OBJECT, .shape = &customer_shape, .omit_empty = true),
};
const struct shape event_text_shape = SHAPE(struct event_text, event_text_fields);
