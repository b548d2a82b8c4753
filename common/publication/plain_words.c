#include "common/publication/plain_words.h"

#include "common/base/memory.h"

#include <ctype.h>

const char *role_words(enum role role)
{
    static const char *const words[] = {
        [ROLE_NONE] = "",
        [ROLE_INTAKE] = "reception",
        [ROLE_HANDLER] = "the person who deals with your complaint",
        [ROLE_MANAGER] = "a manager",
        [ROLE_CEO] = "the Chief Executive",
        [ROLE_TRUSTEE] = "a trustee",
        [ROLE_CHAIR] = "the Chair of the trustees",
        [ROLE_VICE_CHAIR] = "the vice-chair of the trustees",
        [ROLE_SAFEGUARDING_OFFICER] = "the safeguarding officer",
        [ROLE_SAFEGUARDING_TRUSTEE] = "the safeguarding trustee",
        [ROLE_REVIEW_PANEL] = "the review panel",
        [ROLE_REGISTER_KEEPER] = "the keeper of the register",
        [ROLE_ORGANISATION_ADMIN] = "the administrator",
        [ROLE_AUDITOR] = "the auditor",
        [ROLE_OPERATOR] = "the operator of the service",
        [ROLE_ANALYST] = "the analyst",
    };
    return words[role];
}

const char *channel_words(enum channel channel)
{
    static const char *const words[] = {
        [CHANNEL_NONE] = "",
        [CHANNEL_WEB] = "on our website",
        [CHANNEL_EMAIL] = "by e-mail",
        [CHANNEL_TELEPHONE] = "by telephone",
        [CHANNEL_POST] = "by post",
        [CHANNEL_IN_PERSON] = "in person",
        [CHANNEL_INSTANT_MESSAGE] = "by instant message",
        [CHANNEL_SUGGESTION_BOX] = "in the suggestion box",
        [CHANNEL_VISITOR_BOOK] = "in the visitor book",
    };
    return words[channel];
}

const char *kind_words(enum kind kind)
{
    static const char *const words[] = {
        [KIND_NONE] = "",
        [KIND_COMPLAINT] = "complaints",
        [KIND_SUGGESTION] = "suggestions",
        [KIND_ENQUIRY] = "enquiries",
        [KIND_COMPLIMENT] = "compliments",
        [KIND_REQUEST] = "requests",
    };
    return words[kind];
}

const char *customer_type_words(enum customer_type type)
{
    static const char *const words[] = {
        [CUSTOMER_TYPE_NONE] = "",
        [CUSTOMER_TYPE_SERVICE_USER] = "somebody who uses the services",
        [CUSTOMER_TYPE_CLIENT] = "a client",
        [CUSTOMER_TYPE_PARTNER] = "a partner",
        [CUSTOMER_TYPE_FUNDER] = "a funder",
        [CUSTOMER_TYPE_POTENTIAL_CUSTOMER] = "somebody who may use the services one day",
        [CUSTOMER_TYPE_VOLUNTEER] = "a volunteer",
        [CUSTOMER_TYPE_CARER] = "a carer",
        [CUSTOMER_TYPE_MEMBER_OF_THE_PUBLIC] = "a member of the public",
    };
    return words[type];
}

const char *event_words(enum event_type event)
{
    static const char *const words[] = {
        [EVENT_NONE] = "",
#define EVENT_WORDS(name, text) [EVENT_##name] = text,
#include "common/publication/event_words.def"
#undef EVENT_WORDS
    };
    return words[event];
}

const char *amount_words(void *memory, int amount, enum unit unit)
{
    static const char *const units_of_time[] = {
        [UNIT_NONE] = "",
        [UNIT_HOURS] = "hour",
        [UNIT_CALENDAR_DAYS] = "day",
        [UNIT_WORKING_DAYS] = "working day",
    };
    return memory_printf(memory, "%d %s%s", amount, units_of_time[unit], amount == 1 ? "" : "s");
}

const char *day_words(void *memory, day on)
{
    char words[DAY_WORDS];
    day_in_words(on, words);
    return memory_text(memory, words);
}

const char *choice_words(void *memory, const char *const *words, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++) {
        const char *join = i == 0 ? "" : i + 1 == count ? " or " : ", ";
        text = memory_printf(memory, "%s%s%s", text, join, words[i]);
    }
    return text;
}

const char *sentence(void *memory, const char *words)
{
    char *text = memory_text(memory, words);
    if (text[0] >= 'a' && text[0] <= 'z')
        text[0] = (char)toupper((unsigned char)text[0]);
    return text;
}
