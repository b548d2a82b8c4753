#include "common/domain/vocabulary.h"

#include "common/base/memory.h"

#include <string.h>

int vocabulary_read(const struct vocabulary *vocabulary, const char *text)
{
    for (size_t i = 1; i < vocabulary->count; i++)
        if (strcmp(vocabulary->texts[i], text) == 0)
            return (int)i;
    return 0;
}

const char *vocabulary_text(const struct vocabulary *vocabulary, int word)
{
    return word > 0 && (size_t)word < vocabulary->count ? vocabulary->texts[word] : "";
}

const char *vocabulary_list(void *memory, const struct vocabulary *vocabulary)
{
    const char *list = vocabulary->texts[1];
    for (size_t i = 2; i < vocabulary->count; i++)
        list = memory_printf(memory, "%s, %s", list, vocabulary->texts[i]);
    return list;
}

static const char *const kinds_texts[] = {
    "",
#define KIND(name, text) text,
#include "common/domain/kind.def"
#undef KIND
};
VOCABULARY(kinds);

static const char *const channels_texts[] = {
    "",
#define CHANNEL(name, text) text,
#include "common/domain/channel.def"
#undef CHANNEL
};
VOCABULARY(channels);

static const char *const customer_types_texts[] = {
    "",
#define CUSTOMER_TYPE(name, text) text,
#include "common/domain/customer_type.def"
#undef CUSTOMER_TYPE
};
VOCABULARY(customer_types);

static const char *const states_texts[] = {
    "",
#define STATE(name, text, status) text,
#include "common/domain/state.def"
#undef STATE
};
VOCABULARY(states);

static const char *const statuses_texts[] = {
    "",
#define STATE(name, text, status) status,
#include "common/domain/state.def"
#undef STATE
};
VOCABULARY(statuses);

static const char *const event_types_texts[] = {
    "",
#define EVENT(name, text, shown, operation, group) text,
#include "common/domain/event.def"
#undef EVENT
};
VOCABULARY(event_types);

static const char *const topics_texts[] = {
    "",
#define TOPIC(name, text) text,
#include "common/domain/topic.def"
#undef TOPIC
};
VOCABULARY(topics);

static const char *const roles_texts[] = {
    "",
#define ROLE(name, text) text,
#include "common/domain/role.def"
#undef ROLE
};
VOCABULARY(roles);

bool event_is_shown(enum event_type type)
{
    static const bool shown_types[] = {
        false,
#define EVENT(name, text, shown, operation, group) shown,
#include "common/domain/event.def"
#undef EVENT
    };
    return shown_types[type];
}

static const char *const parties_texts[] = {
    "",
#define PARTY(name, text) text,
#include "common/domain/party.def"
#undef PARTY
};
VOCABULARY(parties);

static const char *const findings_texts[] = {
    "",
#define FINDING(name, text) text,
#include "common/domain/finding.def"
#undef FINDING
};
VOCABULARY(findings);

static const char *const agreements_texts[] = {
    "",
#define AGREEMENT(name, text) text,
#include "common/domain/agreement.def"
#undef AGREEMENT
};
VOCABULARY(agreements);

static const char *const counterparts_texts[] = {
    "",
#define COUNTERPART(name, text) text,
#include "common/domain/counterpart.def"
#undef COUNTERPART
};
VOCABULARY(counterparts);

static const char *const help_answers_texts[] = {
    "",
#define HELP_ANSWER(name, text) text,
#include "common/domain/help_answer.def"
#undef HELP_ANSWER
};
VOCABULARY(help_answers);

static const char *const refusal_grounds_texts[] = {
    "",
#define REFUSAL_GROUND(name, text) text,
#include "common/domain/refusal_ground.def"
#undef REFUSAL_GROUND
};
VOCABULARY(refusal_grounds);

static const char *const receipt_reasons_texts[] = {
    "",
#define RECEIPT_REASON(name, text) text,
#include "common/domain/receipt_reason.def"
#undef RECEIPT_REASON
};
VOCABULARY(receipt_reasons);

static const char *const due_rules_texts[] = {
    "",
#define DUE_RULE(name, text) text,
#include "common/domain/due_rule.def"
#undef DUE_RULE
};
VOCABULARY(due_rules);

static const char *const bodies_texts[] = {
    "",
#define BODY(name, text, title) text,
#include "common/domain/body.def"
#undef BODY
};
VOCABULARY(bodies);

const char *body_title(enum body body)
{
    static const char *const titles[] = {
        "",
#define BODY(name, text, title) title,
#include "common/domain/body.def"
#undef BODY
    };
    return titles[body];
}

static const char *const dues_by_texts[] = {
    "",
#define DUE_BY(name, text) text,
#include "common/domain/due_by.def"
#undef DUE_BY
};
VOCABULARY(dues_by);

static const char *const checklist_answers_texts[] = {
    "",
#define ANSWER(name, text) text,
#include "common/domain/answer.def"
#undef ANSWER
};
VOCABULARY(checklist_answers);

static const char *const datatypes_texts[] = {
    "",
#define DATATYPE(name, text) text,
#include "common/domain/datatype.def"
#undef DATATYPE
};
VOCABULARY(datatypes);

static const char *const reading_parts_texts[] = {
    "",
#define READING_PART(name, text) text,
#include "common/domain/reading_part.def"
#undef READING_PART
};
VOCABULARY(reading_parts);
