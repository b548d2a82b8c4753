#include "common/domain/notification.h"

#include <string.h>

static const char *const notification_types_texts[] = {
    "",
#define NOTIFICATION_TYPE(name, text) text,
#include "common/domain/notification_type.def"
#undef NOTIFICATION_TYPE
};
VOCABULARY(notification_types);

static const enum role after_ceo[] = { ROLE_CHAIR, ROLE_VICE_CHAIR, ROLE_TRUSTEE, ROLE_MANAGER };
static const enum role after_chair[] = { ROLE_VICE_CHAIR, ROLE_TRUSTEE };
static const enum role after_naming[] = { ROLE_VICE_CHAIR, ROLE_CEO, ROLE_MANAGER, ROLE_TRUSTEE };
static const enum role after_officer[] = { ROLE_SAFEGUARDING_TRUSTEE };

/* Rule: A13, D17. What is sealed goes to officers, whoever it would go to otherwise. */
static struct addressee within_seal(const struct case_file *file, struct addressee addressee)
{
    static const struct addressee officers = { .favourite = FAVOURITE_OFFICER,
                                               .role = ROLE_SAFEGUARDING_OFFICER };
    return file->sealed_off ? officers : addressee;
}

struct addressee addressee_of_stage(const struct procedure *procedure, const struct case_file *file)
{
    const size_t number = procedure_stage(procedure, file->stage);
    struct addressee addressee = { 0 };
    if (number < procedure->stage_count) {
        const struct stage *stage = &procedure->stages[number];
        addressee.role = stage->responsible;
        addressee.substitutes = stage->substitutes;
        addressee.substitute_count = stage->substitute_count;
    }
    return within_seal(file, addressee);
}

struct addressee addressee_of_case(const struct procedure *procedure, const struct case_file *file)
{
    struct addressee addressee = addressee_of_stage(procedure, file);
    addressee.favourite = FAVOURITE_HANDLER;
    return within_seal(file, addressee);
}

struct addressee addressee_of_contact(const struct procedure *procedure,
                                      const struct case_file *file)
{
    struct addressee addressee = addressee_of_stage(procedure, file);
    addressee.favourite = FAVOURITE_CONTACT;
    return within_seal(file, addressee);
}

struct addressee addressee_of_naming(const struct case_file *file)
{
    return within_seal(file, (struct addressee){ .role = ROLE_CEO,
                                                 .substitutes = after_ceo,
                                                 .substitute_count = COUNT(after_ceo) });
}

struct addressee addressee_of_chair(const struct case_file *file)
{
    return within_seal(file, (struct addressee){ .role = ROLE_CHAIR,
                                                 .substitutes = after_chair,
                                                 .substitute_count = COUNT(after_chair) });
}

struct addressee addressee_of_investigator(const struct case_file *file,
                                           const struct uuid *investigator)
{
    return within_seal(file, (struct addressee){ .favourite = FAVOURITE_PERSON,
                                                 .person = *investigator,
                                                 .role = ROLE_CHAIR,
                                                 .substitutes = after_naming,
                                                 .substitute_count = COUNT(after_naming) });
}

struct addressee addressee_of_person(const struct uuid *person)
{
    return (struct addressee){ .favourite = FAVOURITE_PERSON, .person = *person };
}

struct addressee addressee_of_vacancy(void)
{
    return (struct addressee){ .role = ROLE_ORGANISATION_ADMIN, .everyone = true };
}

struct addressee addressee_of_stand_in(void)
{
    return (struct addressee){ .favourite = FAVOURITE_OFFICER,
                               .role = ROLE_SAFEGUARDING_OFFICER,
                               .substitutes = after_officer,
                               .substitute_count = COUNT(after_officer) };
}

/* Rule: A13. */
static struct addressee addressee_of_alarm(void)
{
    struct addressee addressee = addressee_of_stand_in();
    addressee.everyone = true;
    return addressee;
}

static const struct standard *find_standard(const struct procedure *procedure,
                                            const struct case_file *file, const char *code)
{
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (strcmp(procedure->standards[i].code, code) == 0 &&
            standard_applies(&procedure->standards[i], file->kind, file->channel, file->category))
            return &procedure->standards[i];
    return NULL;
}

static bool is_started_by(const struct standard *standard, enum event_type event)
{
    for (size_t i = 0; i < standard->starts_with_count; i++)
        if (standard->starts_with[i] == event)
            return true;
    return false;
}

/* Rule: C14, D10. Not the business of whoever deals with the case: it may be about them. */
struct addressee addressee_of_promise(const struct procedure *procedure,
                                      const struct case_file *file, const char *standard)
{
    const struct standard *found = find_standard(procedure, file, standard);
    if (found && is_started_by(found, EVENT_DISADVANTAGE_REPORTED))
        return addressee_of_chair(file);
    if (found && is_started_by(found, EVENT_SUBJECT_NAMED))
        return addressee_of_naming(file);
    return addressee_of_case(procedure, file);
}

size_t tellings_of_breach(const struct procedure *procedure, const struct case_file *file,
                          const char *standard, day due_on,
                          struct telling tellings[BREACH_TELLINGS])
{
    const struct standard *found = find_standard(procedure, file, standard);
    struct telling telling = { file, addressee_of_promise(procedure, file, standard),
                               NOTIFICATION_BREACHED, standard, due_on };
    tellings[0] = tellings[1] = telling;
    if (found && standard_met_by(found, EVENT_HANDOVER_ACKNOWLEDGED)) {
        tellings[0].type = NOTIFICATION_ALARM;
        tellings[0].to = addressee_of_alarm();
        return 1;
    }
    if (!found || found->due != DUE_RULE_NEXT_MEETING)
        return 1;
    tellings[1].to = addressee_of_chair(file);
    return 2;
}

int procedure_warn_hours(const struct procedure *procedure, const char *standard)
{
    int hours = 0;
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (strcmp(procedure->standards[i].code, standard) == 0 &&
            procedure->standards[i].warn_hours > hours)
            hours = procedure->standards[i].warn_hours;
    return hours;
}
