#include "common/json/act_shapes.h"

#include "common/json/case_shapes.h"

enum { TEXT_CHARS = 20000, REASON_CHARS = 2000, DAYS_MAX = 366, MEMBERS_MAX = 20 };

#define ACT(name, fields) const struct shape name = SHAPE(struct act_request, fields)
#define FACT(member, kind, ...)                                                                    \
    FIELD_AS(#member, struct act_request, facts.member, kind, __VA_ARGS__)
#define FACTS(member, count, kind, ...)                                                            \
    LIST_AS(#member, struct act_request, facts.member, facts.count, kind, __VA_ARGS__)
#define REQUIRED .required = true

#define OCCURRED_AT FIELD(struct act_request, occurred_at, INSTANT)
#define SENT_ON FIELD(struct act_request, sent_on, DAY)
#define OPTIONAL_TEXT FIELD(struct act_request, text, TEXT, .max_chars = TEXT_CHARS)
#define REQUIRED_TEXT FIELD(struct act_request, text, TEXT, .max_chars = TEXT_CHARS, REQUIRED)
#define MEDIUM FACT(medium, WORD, .words = &channels)
#define HANDLER FACT(handler, UUID)
#define POINT_OF_CONTACT FACT(point_of_contact, UUID)
#define STAFF FACT(staff, UUID)
#define MEETING FACT(meeting, UUID)
#define OUTSIDE_BODY FACT(outside_body, CODE)
#define CONCERNS FACT(concerns, INTEGER, .least = 1, .most = 1000000)
#define OUTCOMES FACTS(outcomes, outcome_count, CODE, REQUIRED, .max_items = 20)
#define MEMBERS FACTS(members, member_count, UUID, REQUIRED, .max_items = MEMBERS_MAX)

static const struct field initial_response_fields[] = { OCCURRED_AT, REQUIRED_TEXT, MEDIUM, HANDLER,
                                                        POINT_OF_CONTACT };
ACT(initial_response_shape, initial_response_fields);

static const struct field text_fields[] = { OCCURRED_AT, REQUIRED_TEXT };
ACT(text_shape, text_fields);

static const struct field optional_text_fields[] = { OCCURRED_AT, OPTIONAL_TEXT };
ACT(optional_text_shape, optional_text_fields);

static const struct field medium_fields[] = { OCCURRED_AT, REQUIRED_TEXT, MEDIUM };
ACT(medium_shape, medium_fields);

static const struct field contact_fields[] = {
    OCCURRED_AT,
    REQUIRED_TEXT,
    MEDIUM,
    STAFF,
    FACT(party, WORD, .words = &parties, REQUIRED),
    FACT(not_reached, BOOLEAN),
    FACT(consented, BOOLEAN),
};
ACT(contact_shape, contact_fields);

static const struct field assignment_fields[] = { OCCURRED_AT, OPTIONAL_TEXT, HANDLER,
                                                  POINT_OF_CONTACT };
ACT(assignment_shape, assignment_fields);

static const struct field interval_fields[] = {
    OCCURRED_AT,
    OPTIONAL_TEXT,
    MEDIUM,
    FACT(interval_days, INTEGER, .least = 1, .most = DAYS_MAX, REQUIRED),
    FACT(agreed_by, WORD, .words = &counterparts, REQUIRED),
    FACT(agreed_in, WORD, .words = &agreements, REQUIRED),
};
ACT(interval_shape, interval_fields);

static const struct field bypass_fields[] = { OCCURRED_AT, OPTIONAL_TEXT, FACT(stage, CODE) };
ACT(bypass_shape, bypass_fields);

static const struct field meeting_fields[] = { OCCURRED_AT, OPTIONAL_TEXT,
                                               FACT(meeting, UUID, REQUIRED) };
ACT(meeting_shape, meeting_fields);

static const struct field investigation_fields[] = { OCCURRED_AT, OPTIONAL_TEXT, MEETING, MEMBERS };
ACT(investigation_shape, investigation_fields);

static const struct field reassignment_fields[] = { OCCURRED_AT, REQUIRED_TEXT, MEMBERS };
ACT(reassignment_shape, reassignment_fields);

static const struct field investigation_report_fields[] = {
    OCCURRED_AT,
    REQUIRED_TEXT,
    FACTS(not_discussed, not_discussed_count, WORD, .words = &parties),
};
ACT(investigation_report_shape, investigation_report_fields);

static const struct field extension_fields[] = { OCCURRED_AT, REQUIRED_TEXT,
                                                 FACT(standard, CODE, REQUIRED),
                                                 FACT(until, DAY, REQUIRED) };
ACT(extension_shape, extension_fields);

static const struct field concern_fields[] = { OCCURRED_AT, REQUIRED_TEXT, MEDIUM, CONCERNS };
ACT(concern_shape, concern_fields);

static const struct field finding_fields[] = {
    OCCURRED_AT,
    OPTIONAL_TEXT,
    CONCERNS,
    FACT(finding, WORD, .words = &findings, REQUIRED),
};
ACT(finding_shape, finding_fields);

static const struct field outcome_fields[] = { OCCURRED_AT, OPTIONAL_TEXT,
                                               OUTCOMES,    FACT(informal, BOOLEAN),
                                               MEETING,     SENT_ON };
ACT(outcome_shape, outcome_fields);

static const struct field written_outcome_fields[] = {
    OCCURRED_AT,
    OPTIONAL_TEXT,
    MEDIUM,
    SENT_ON,
    FIELD(struct act_request, format, TEXT, .max_chars = 200, .single_line = true),
    FIELD(struct act_request, language, TEXT, .max_chars = 35, .single_line = true),
    FIELD(struct act_request, not_as_needed, TEXT, .max_chars = REASON_CHARS),
};
ACT(written_outcome_shape, written_outcome_fields);

static const struct field settled_fields[] = { OCCURRED_AT, REQUIRED_TEXT, MEDIUM, OUTCOMES,
                                               HANDLER };
ACT(settled_shape, settled_fields);

static const struct field remedy_fields[] = { OCCURRED_AT, REQUIRED_TEXT, STAFF,
                                              FACT(until, DAY, REQUIRED) };
ACT(remedy_shape, remedy_fields);

static const struct field action_fields[] = { OCCURRED_AT, REQUIRED_TEXT, STAFF,
                                              FACT(none, BOOLEAN) };
ACT(action_shape, action_fields);

static const struct field course_fields[] = { OCCURRED_AT, REQUIRED_TEXT, OUTSIDE_BODY };
ACT(course_shape, course_fields);

static const struct field mediation_offer_fields[] = { OCCURRED_AT, REQUIRED_TEXT, OUTSIDE_BODY,
                                                       FACT(arbitration, BOOLEAN) };
ACT(mediation_offer_shape, mediation_offer_fields);

static const struct field mediation_acceptance_fields[] = { OCCURRED_AT, OPTIONAL_TEXT,
                                                            FACT(agrees_to_be_bound, BOOLEAN) };
ACT(mediation_acceptance_shape, mediation_acceptance_fields);

static const struct field mediation_fields[] = { OCCURRED_AT, REQUIRED_TEXT, FACT(until, DAY) };
ACT(mediation_shape, mediation_fields);

static const struct field redress_notice_fields[] = { OCCURRED_AT, OPTIONAL_TEXT, MEDIUM,
                                                      FACT(rule, CODE) };
ACT(redress_notice_shape, redress_notice_fields);

static const struct field person_fields[] = { OCCURRED_AT, OPTIONAL_TEXT, STAFF };
ACT(person_shape, person_fields);

static const struct field subject_letter_fields[] = { OCCURRED_AT, REQUIRED_TEXT, MEDIUM, CONCERNS,
                                                      FACT(until, DAY) };
ACT(subject_letter_shape, subject_letter_fields);

static const struct field safeguarding_fields[] = { OCCURRED_AT, REQUIRED_TEXT,
                                                    FACT(staff, UUID, REQUIRED) };
ACT(safeguarding_shape, safeguarding_fields);

/* When it occurred is when the complainant agreed, the medium is how, the text what was agreed. */
#define PART(member, kind, ...)                                                                    \
    FIELD_AS(#member, struct act_request, part.member, kind, ##__VA_ARGS__)
#define PEOPLE(member, count)                                                                      \
    LIST_AS(#member, struct act_request, part.member, part.count, UUID, .max_items = MEMBERS_MAX)
static const struct field split_fields[] = {
    OCCURRED_AT,
    REQUIRED_TEXT,
    FACT(medium, WORD, .words = &channels, REQUIRED),
    FACT(told_by_code, BOOLEAN),
    PART(kind, WORD, .words = &kinds, REQUIRED),
    PART(category, CODE),
    PART(narrative, TEXT, .max_chars = TEXT_CHARS, REQUIRED),
    PART(wanted_outcome, TEXT, .max_chars = TEXT_CHARS),
    PART(happened_on, DAY),
    PART(anonymous, BOOLEAN),
    PEOPLE(subjects, subject_count),
    PEOPLE(cleared, cleared_count),
};
ACT(split_shape, split_fields);

static const struct field needs_change_fields[] = {
    OCCURRED_AT,
    OPTIONAL_TEXT,
    FIELD(struct act_request, needs, OBJECT, .shape = &needs_shape, REQUIRED),
};
ACT(needs_change_shape, needs_change_fields);

static const struct field help_noted_fields[] = {
    OCCURRED_AT,
    OPTIONAL_TEXT,
    FACT(help, OBJECT, .shape = &help_shape, REQUIRED),
};
ACT(help_noted_shape, help_noted_fields);

static const struct field receipt_code_fields[] = {
    OCCURRED_AT,
    OPTIONAL_TEXT,
    FACT(reason, WORD, .words = &receipt_reasons, REQUIRED),
    FACT(medium, WORD, .words = &channels, REQUIRED),
};
ACT(receipt_code_shape, receipt_code_fields);

static const struct field representative_fields[] = {
    OCCURRED_AT,
    REQUIRED_TEXT,
    FIELD(struct act_request, representative, OBJECT, .shape = &customer_shape, REQUIRED),
};
ACT(representative_shape, representative_fields);

static const struct field declined_fields[] = {
    OCCURRED_AT,
    REQUIRED_TEXT,
    FACT(ground, WORD, .words = &refusal_grounds, REQUIRED),
};
ACT(declined_shape, declined_fields);

static const struct field link_fields[] = { OCCURRED_AT, OPTIONAL_TEXT,
                                            FIELD(struct act_request, reference, TEXT,
                                                  .max_chars = 64, REQUIRED) };
ACT(link_shape, link_fields);

static const struct field partner_fields[] = { OCCURRED_AT, OPTIONAL_TEXT,
                                               FACT(site, UUID, REQUIRED) };
ACT(partner_shape, partner_fields);

static const struct field close_fields[] = {
    OCCURRED_AT,
    OPTIONAL_TEXT,
    FACT(alternative_considered, WORD, .words = &checklist_answers),
    FACT(apology_considered, WORD, .words = &checklist_answers),
    FACT(feedback_given, WORD, .words = &checklist_answers),
    FACT(outcome_reviewed, WORD, .words = &checklist_answers),
    FACT(subjects_told, WORD, .words = &checklist_answers),
};
ACT(close_shape, close_fields);

/* Members in the order of the alphabet. */
#define KEPT(member, kind, ...) FIELD(struct facts, member, kind, .omit_empty = true, ##__VA_ARGS__)
static const struct field facts_fields[] = {
    KEPT(agreed_by, WORD, .words = &counterparts),
    KEPT(agreed_in, WORD, .words = &agreements),
    KEPT(agrees_to_be_bound, BOOLEAN),
    KEPT(alternative_considered, WORD, .words = &checklist_answers),
    KEPT(apology_considered, WORD, .words = &checklist_answers),
    KEPT(arbitration, BOOLEAN),
    KEPT(concerns, INTEGER),
    KEPT(consented, BOOLEAN),
    KEPT(feedback_given, WORD, .words = &checklist_answers),
    KEPT(finding, WORD, .words = &findings),
    KEPT(ground, WORD, .words = &refusal_grounds),
    KEPT(handler, UUID),
    KEPT(help, OBJECT, .shape = &help_shape),
    KEPT(informal, BOOLEAN),
    KEPT(interval_days, INTEGER),
    KEPT(kind, WORD, .words = &kinds),
    KEPT(medium, WORD, .words = &channels),
    KEPT(meeting, UUID),
    LIST(struct facts, members, member_count, UUID, .omit_empty = true),
    KEPT(none, BOOLEAN),
    LIST(struct facts, not_discussed, not_discussed_count, WORD, .words = &parties,
         .omit_empty = true),
    KEPT(not_reached, BOOLEAN),
    LIST(struct facts, notices_shown, notice_count, OBJECT, .shape = &notice_shown_shape,
         .omit_empty = true),
    KEPT(other_case, UUID),
    KEPT(outcome_reviewed, WORD, .words = &checklist_answers),
    LIST(struct facts, outcomes, outcome_count, CODE, .omit_empty = true),
    KEPT(outside_body, CODE),
    KEPT(party, WORD, .words = &parties),
    KEPT(point_of_contact, UUID),
    KEPT(reason, WORD, .words = &receipt_reasons),
    KEPT(rule, CODE),
    KEPT(sealed, BOOLEAN),
    KEPT(site, UUID),
    KEPT(staff, UUID),
    KEPT(stage, CODE),
    KEPT(standard, CODE),
    KEPT(subjects_told, WORD, .words = &checklist_answers),
    KEPT(told_by_code, BOOLEAN),
    KEPT(until, DAY),
};
const struct shape facts_shape = SHAPE(struct facts, facts_fields);
