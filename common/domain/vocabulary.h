/*
 * The fixed words of the domain: enums whose texts are the words of
 * DOMAIN.md in snake_case, the same in SQL, C and JSON. Each .def is one list.
 * Zero is "none" in every enum; the texts start at one.
 */
#ifndef DOMAIN_VOCABULARY_H
#define DOMAIN_VOCABULARY_H

#include "common/base/base.h"

#include <stdbool.h>
#include <stddef.h>

/* One list: texts[0] is "" (none), texts[1..count-1] the words. */
struct vocabulary {
    const char *const *texts;
    size_t count;
};

/* Defines the list 'name' from the array name_texts. */
#define VOCABULARY(name) const struct vocabulary name = { name##_texts, COUNT(name##_texts) }

/* The word's number, or 0 when the list does not hold it. */
int vocabulary_read(const struct vocabulary *vocabulary, const char *text);
/* "" for 0. */
const char *vocabulary_text(const struct vocabulary *vocabulary, int word);
/* All words, "hours, calendar_days, working_days". Owner: memory. */
const char *vocabulary_list(void *memory, const struct vocabulary *vocabulary);

enum kind { /* what sort of matter a case is */
            KIND_NONE,
#define KIND(name, text) KIND_##name,
#include "common/domain/kind.def"
#undef KIND
};
extern const struct vocabulary kinds;

enum channel { /* how it reached the organisation */
               CHANNEL_NONE,
#define CHANNEL(name, text) CHANNEL_##name,
#include "common/domain/channel.def"
#undef CHANNEL
};
extern const struct vocabulary channels;

enum customer_type { /* Rule: A1 */
                     CUSTOMER_TYPE_NONE,
#define CUSTOMER_TYPE(name, text) CUSTOMER_TYPE_##name,
#include "common/domain/customer_type.def"
#undef CUSTOMER_TYPE
};
extern const struct vocabulary customer_types;

enum state { /* where a case stands; one function changes it: case_apply */
             STATE_NONE,
#define STATE(name, text, status) STATE_##name,
#include "common/domain/state.def"
#undef STATE
};
extern const struct vocabulary states;
extern const struct vocabulary statuses; /* state → the public word, same numbers as enum state */

enum event_type { /* what can stand in a case's history */
                  EVENT_NONE,
#define EVENT(name, text, shown, operation, group) EVENT_##name,
#include "common/domain/event.def"
#undef EVENT
                  EVENT_COUNT
};
extern const struct vocabulary event_types;

/* Whether the complainant may read an event of this type by receipt code. Rule: B1. */
bool event_is_shown(enum event_type type);

enum topic { /* what the worker is told */
             TOPIC_NONE,
#define TOPIC(name, text) TOPIC_##name,
#include "common/domain/topic.def"
#undef TOPIC
};
extern const struct vocabulary topics;

enum role {
    ROLE_NONE,
#define ROLE(name, text) ROLE_##name,
#include "common/domain/role.def"
#undef ROLE
};
extern const struct vocabulary roles;

enum party { /* whom staff were in touch with. Rule: A17 */
             PARTY_NONE,
#define PARTY(name, text) PARTY_##name,
#include "common/domain/party.def"
#undef PARTY
};
extern const struct vocabulary parties;

enum finding { /* of an allegation. Rule: B5 */
               FINDING_NONE,
#define FINDING(name, text) FINDING_##name,
#include "common/domain/finding.def"
#undef FINDING
};
extern const struct vocabulary findings;

enum agreement { /* the form of an agreed interval. Rule: A5 */
                 AGREEMENT_NONE,
#define AGREEMENT(name, text) AGREEMENT_##name,
#include "common/domain/agreement.def"
#undef AGREEMENT
};
extern const struct vocabulary agreements;

enum counterpart { /* who agreed on an interval. Rule: A5 */
                   COUNTERPART_NONE,
#define COUNTERPART(name, text) COUNTERPART_##name,
#include "common/domain/counterpart.def"
#undef COUNTERPART
};
extern const struct vocabulary counterparts;

enum help_answer { /* what became of help that was offered. Rule: C10 */
                   HELP_ANSWER_NONE,
#define HELP_ANSWER(name, text) HELP_ANSWER_##name,
#include "common/domain/help_answer.def"
#undef HELP_ANSWER
};
extern const struct vocabulary help_answers;

enum refusal_ground { /* why a case is declined. Rule: D19 */
                      REFUSAL_GROUND_NONE,
#define REFUSAL_GROUND(name, text) REFUSAL_GROUND_##name,
#include "common/domain/refusal_ground.def"
#undef REFUSAL_GROUND
};
extern const struct vocabulary refusal_grounds;

enum receipt_reason { /* why a receipt code is replaced. Rule: B1 */
                      RECEIPT_REASON_NONE,
#define RECEIPT_REASON(name, text) RECEIPT_REASON_##name,
#include "common/domain/receipt_reason.def"
#undef RECEIPT_REASON
};
extern const struct vocabulary receipt_reasons;

enum due_rule { /* what says when a promise is due, if not its amount alone */
                DUE_RULE_NONE,
#define DUE_RULE(name, text) DUE_RULE_##name,
#include "common/domain/due_rule.def"
#undef DUE_RULE
};
extern const struct vocabulary due_rules;

enum due_by { /* what says when a clock is due */
              DUE_BY_NONE,
#define DUE_BY(name, text) DUE_BY_##name,
#include "common/domain/due_by.def"
#undef DUE_BY
};
extern const struct vocabulary dues_by;

enum answer { /* to a question of the closing checklist. Rule: A8, A9, C10 */
              ANSWER_NONE,
#define ANSWER(name, text) ANSWER_##name,
#include "common/domain/answer.def"
#undef ANSWER
};
extern const struct vocabulary checklist_answers;

enum body { /* who meets */
            BODY_NONE,
#define BODY(name, text, title) BODY_##name,
#include "common/domain/body.def"
#undef BODY
};
extern const struct vocabulary bodies;

enum datatype { /* of a field of the form */
                DATATYPE_NONE,
#define DATATYPE(name, text) DATATYPE_##name,
#include "common/domain/datatype.def"
#undef DATATYPE
};
extern const struct vocabulary datatypes;

enum reading_part { /* what of a case somebody was shown. Rule: A12 */
                    READING_PART_NONE,
#define READING_PART(name, text) READING_PART_##name,
#include "common/domain/reading_part.def"
#undef READING_PART
};
extern const struct vocabulary reading_parts;

/* As a sentence names it: "the Board of Trustees". */
const char *body_title(enum body body);

#define ROLE_BIT(name) (1u << ROLE_##name)

#endif
