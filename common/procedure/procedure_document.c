#include "common/procedure/procedure_document.h"

#include "common/json/procedure_shapes.h"
#include "common/procedure/procedure_check.h"

#include <string.h>

static const struct field stage_fields[] = {
    FIELD(struct stage, code, CODE, .required = true),
    FIELD(struct stage, title, TEXT, .required = true, .max_chars = 200),
    FIELD(struct stage, responsible, WORD, .required = true, .words = &roles),
    LIST(struct stage, substitutes, substitute_count, WORD, .words = &roles),
    FIELD(struct stage, quorum, INTEGER, .least = 1, .most = 20),
    FIELD(struct stage, ends_by, TEXT, .max_chars = 500),
};
static const struct shape stage_shape = SHAPE(struct stage, stage_fields);

static const struct field entry_fields[] = {
    LIST(struct entry, kinds, kind_count, WORD, .words = &kinds),
    FIELD(struct entry, addressed_to, WORD, .words = &roles),
    FIELD(struct entry, stage, CODE, .required = true),
};
static const struct shape entry_shape = SHAPE(struct entry, entry_fields);

static const struct field outcome_fields[] = {
    FIELD(struct choice, code, CODE, .required = true),
    FIELD(struct choice, title, TEXT, .required = true, .max_chars = 200),
    FIELD(struct choice, need_to_know, BOOLEAN),
};
static const struct shape outcome_shape = SHAPE(struct choice, outcome_fields);

static const struct field category_fields[] = {
    FIELD(struct choice, code, CODE, .required = true),
    FIELD(struct choice, title, TEXT, .required = true, .max_chars = 200),
    FIELD(struct choice, policy, CODE),
};
static const struct shape category_shape = SHAPE(struct choice, category_fields);

static const struct field standard_fields[] = {
    FIELD(struct standard, code, CODE, .required = true),
    FIELD(struct standard, title, TEXT, .required = true, .max_chars = 200),
    FIELD(struct standard, rule, TEXT, .max_chars = 10),
    LIST(struct standard, kinds, kind_count, WORD, .words = &kinds),
    LIST(struct standard, channels, channel_count, WORD, .words = &channels),
    LIST(struct standard, categories, category_count, CODE),
    LIST(struct standard, stages, stage_count, CODE),
    LIST(struct standard, media, medium_count, WORD, .words = &channels),
    FIELD(struct standard, amount, INTEGER, .required = true, .least = 1,
          .most = CALENDAR_AMOUNT_MAX),
    FIELD(struct standard, unit, WORD, .required = true, .words = &units),
    FIELD(struct standard, roll, WORD, .required = true, .words = &rolls),
    FIELD(struct standard, due, WORD, .words = &due_rules),
    FIELD(struct standard, body, WORD, .words = &bodies),
    FIELD(struct standard, within, INTEGER, .least = 1, .most = CALENDAR_AMOUNT_MAX),
    FIELD(struct standard, each, BOOLEAN),
    FIELD(struct standard, extendable, BOOLEAN),
    FIELD(struct standard, agreeable, BOOLEAN),
    FIELD(struct standard, watched, BOOLEAN),
    FIELD_AS("internal", struct standard, is_internal, BOOLEAN),
    FIELD(struct standard, warn_hours, INTEGER, .least = 1, .most = 24L * 366),
    FIELD(struct standard, repeats, BOOLEAN),
    LIST(struct standard, starts_with, starts_with_count, WORD, .required = true,
         .words = &event_types),
    LIST(struct standard, met_by, met_by_count, WORD, .words = &event_types),
    LIST(struct standard, ended_by, ended_by_count, WORD, .words = &event_types),
};
static const struct shape standard_shape = SHAPE(struct standard, standard_fields);

static const struct field transition_fields[] = {
    LIST(struct transition, events, event_count, WORD, .required = true, .words = &event_types),
    LIST(struct transition, from, from_count, WORD, .required = true, .words = &states),
    LIST(struct transition, stages, stage_count, CODE),
    FIELD(struct transition, to, WORD, .words = &states),
    FIELD(struct transition, next_stage, CODE),
};
static const struct shape transition_shape = SHAPE(struct transition, transition_fields);

enum { TEXT_CHARS = 20000 };

static const struct field outside_body_fields[] = {
    FIELD(struct outside_body, code, CODE, .required = true),
    FIELD(struct outside_body, title, TEXT, .required = true, .max_chars = 200),
    FIELD(struct outside_body, arbitrates, BOOLEAN),
};
static const struct shape outside_body_shape = SHAPE(struct outside_body, outside_body_fields);

static const struct field way_fields[] = {
    FIELD(struct way, channel, WORD, .required = true, .words = &channels),
    FIELD(struct way, about, WORD, .words = &roles),
    FIELD(struct way, text, TEXT, .required = true, .max_chars = 1000),
};
static const struct shape way_shape = SHAPE(struct way, way_fields);

static const struct field section_fields[] = {
    FIELD(struct section, code, CODE, .required = true),
    FIELD(struct section, title, TEXT, .required = true, .max_chars = 200),
    FIELD(struct section, text, TEXT, .required = true, .max_chars = TEXT_CHARS),
};
static const struct shape section_shape = SHAPE(struct section, section_fields);

static const struct field notice_fields[] = {
    FIELD(struct notice, code, CODE, .required = true),
    FIELD(struct notice, version, INTEGER, .required = true, .least = 1, .most = 1000000),
    FIELD(struct notice, text, TEXT, .required = true, .max_chars = TEXT_CHARS),
};
static const struct shape notice_shape = SHAPE(struct notice, notice_fields);

static const struct field procedure_fields[] = {
    FIELD(struct procedure, name, TEXT, .required = true, .max_chars = 200),
    LIST(struct procedure, stages, stage_count, OBJECT, .required = true, .shape = &stage_shape),
    LIST(struct procedure, entries, entry_count, OBJECT, .required = true, .shape = &entry_shape),
    LIST(struct procedure, policies, policy_count, OBJECT, .shape = &policy_shape),
    LIST(struct procedure, categories, category_count, OBJECT, .required = true,
         .shape = &category_shape),
    LIST(struct procedure, outcomes, outcome_count, OBJECT, .required = true,
         .shape = &outcome_shape),
    LIST(struct procedure, standards, standard_count, OBJECT, .required = true,
         .shape = &standard_shape),
    LIST(struct procedure, transitions, transition_count, OBJECT, .required = true,
         .shape = &transition_shape),
    LIST(struct procedure, outside_bodies, outside_body_count, OBJECT,
         .shape = &outside_body_shape),
    LIST(struct procedure, ways, way_count, OBJECT, .required = true, .shape = &way_shape),
    LIST(struct procedure, sections, section_count, OBJECT, .required = true,
         .shape = &section_shape),
    LIST(struct procedure, notices, notice_count, OBJECT, .required = true, .shape = &notice_shape),
};
static const struct shape procedure_shape = SHAPE(struct procedure, procedure_fields);

enum fault procedure_load(struct op *op, const char *text, struct procedure *procedure)
{
    *procedure = (struct procedure){ 0 };
    return shape_read(op, &procedure_shape, text, strlen(text), procedure);
}

enum fault procedure_read(struct op *op, const char *text, struct procedure *procedure)
{
    TRY(procedure_load(op, text, procedure));
    return procedure_check(op, procedure);
}

const char procedure_default[] = {
#define EMBEDDED(name, bytes, text) text
#include "procedure.def"
#undef EMBEDDED
};
