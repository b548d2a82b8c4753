#include "common/domain/access.h"

#include "common/domain/case_file.h"

/* The names of groups, as access.def and request.def have them. */
enum {
#define ACT_GROUP(name, text, meaning) name = MAY(name),
#include "common/domain/act_group.def"
#undef ACT_GROUP
    TALKS_ABOUT_IT = READ | TALK | RECORD | NAME | VOICE | RECEIPT | ALERT | STEP_BACK,
    LOOKS_INTO_IT = READ | TALK | RECORD | NAME | INVESTIGATE | ALERT | STEP_BACK,
    DEALS_WITH_IT = TALKS_ABOUT_IT | LOOKS_INTO_IT | TAKE | WORK,
    LEADS_IT = DEALS_WITH_IT | DECIDE | DETACH | DISCIPLINE,
    CARES_FOR_IT = READ | DISCIPLINE | RECORD | NAME | VOICE | RECEIPT | DETACH | PROTECT |
                   SAFEGUARD | STEP_BACK,
};

const struct access_rule access_rules[] = {
#define ALLOW(who, relation, may) { WHO_##who, RELATION_##relation, may },
#include "common/domain/access.def"
#undef ALLOW
    { 0 },
};

static const char *const relations_texts[] = {
    "",
#define RELATION(name, text, meaning) text,
#include "common/domain/relation.def"
#undef RELATION
};
VOCABULARY(relations);

static const char *const act_groups_texts[] = {
    "",
#define ACT_GROUP(name, text, meaning) text,
#include "common/domain/act_group.def"
#undef ACT_GROUP
};
VOCABULARY(act_groups);

static const char *const requests_texts[] = {
    "",
#define REQUEST(operation, groups) #operation,
#include "common/domain/request.def"
#undef REQUEST
};
VOCABULARY(requests);

const char *relation_meaning(enum relation relation)
{
    static const char *const meanings[] = {
        "",
#define RELATION(name, text, meaning) meaning,
#include "common/domain/relation.def"
#undef RELATION
    };
    return meanings[relation];
}

const char *act_group_meaning(enum act_group group)
{
    static const char *const meanings[] = {
        "",
#define ACT_GROUP(name, text, meaning) meaning,
#include "common/domain/act_group.def"
#undef ACT_GROUP
    };
    return meanings[group];
}

const char *event_operation(enum event_type event)
{
    static const char *const operations[] = {
        "",
#define EVENT(name, text, shown, operation, group) #operation,
#include "common/domain/event.def"
#undef EVENT
    };
    return operations[event];
}

const char *who_text(unsigned who)
{
    for (int role = 1; role < (int)roles.count; role++)
        if (who == 1u << role)
            return vocabulary_text(&roles, role);
    return who == WHO_SITE          ? "site"
           : who == WHO_VISITOR     ? "visitor"
           : who == WHO_COMPLAINANT ? "complainant"
                                    : "anyone";
}

unsigned actor_who(const struct actor *actor)
{
    switch (actor->kind) {
    case ACTOR_STAFF:
        return actor->roles;
    case ACTOR_SITE:
        return actor->is_visitor ? WHO_VISITOR : WHO_SITE;
    case ACTOR_COMPLAINANT:
        return WHO_COMPLAINANT;
    case ACTOR_NOBODY:
    case ACTOR_PROGRAM:
        return WHO_ANYONE;
    }
    return WHO_ANYONE;
}

bool actor_is_outside(const struct actor *actor)
{
    return actor->kind != ACTOR_STAFF;
}

static unsigned bit(bool is_true, enum relation relation)
{
    return is_true ? 1u << relation : 0;
}

static unsigned staff_relations(const struct actor *actor, const struct case_file *file,
                                const struct case_bonds *bonds)
{
    if (bonds->is_part_of_it)
        return bit(true, RELATION_PART_OF_IT);
    if (file->sealed_off)
        return bit(true, RELATION_SEALED) | bit(bonds->is_handed_to, RELATION_HANDED_TO) |
               bit(bonds->is_officers_deputy, RELATION_DEPUTY_OF_OFFICER);
    return bit(true, RELATION_ANY) |
           bit(uuid_is_nil(&file->handler) && file->state != STATE_CLOSED, RELATION_UNASSIGNED) |
           bit(uuid_equal(&file->handler, &actor->id), RELATION_ITS_HANDLER) |
           bit(uuid_equal(&file->point_of_contact, &actor->id), RELATION_ITS_POINT_OF_CONTACT) |
           bit(bonds->is_handlers_deputy, RELATION_DEPUTY_OF_HANDLER) |
           bit(bonds->is_trustees_deputy, RELATION_DEPUTY_OF_TRUSTEE) |
           bit(bonds->is_contacts_deputy, RELATION_DEPUTY_OF_CONTACT) |
           bit(bonds->is_investigator, RELATION_ON_ITS_COMMITTEE) |
           bit(bonds->is_investigators_deputy, RELATION_DEPUTY_OF_INVESTIGATOR) |
           bit(bonds->is_before_board, RELATION_BEFORE_THE_BOARD) |
           bit(bonds->is_before_committee, RELATION_BEFORE_A_COMMITTEE) |
           bit(bonds->is_before_review_panel, RELATION_BEFORE_A_REVIEW_PANEL);
}

unsigned case_relations(const struct actor *actor, const struct case_file *file,
                        const struct case_bonds *bonds)
{
    switch (actor->kind) {
    case ACTOR_STAFF:
        return staff_relations(actor, file, bonds);
    case ACTOR_SITE:
        if (!uuid_equal(&file->site_id, &actor->id))
            return 0;
        return bit(true, file->hidden_from_site ? RELATION_PART_OF_IT : RELATION_ITS_SITE);
    case ACTOR_COMPLAINANT:
        return bit(uuid_equal(&file->id, &actor->id), RELATION_ITS_COMPLAINANT);
    case ACTOR_NOBODY:
    case ACTOR_PROGRAM:
        return 0;
    }
    return 0;
}

static bool applies(const struct access_rule *rule, unsigned who, unsigned relations_held)
{
    return (rule->who & who) && (relations_held & 1u << rule->relation);
}

uint64_t access_may(unsigned who, unsigned relations_held)
{
    uint64_t may = 0;
    for (const struct access_rule *rule = access_rules; rule->who; rule++)
        if (applies(rule, who, relations_held))
            may |= rule->may;
    return may;
}

const struct access_rule *access_rule_for(unsigned who, unsigned relations_held, uint64_t groups)
{
    for (const struct access_rule *rule = access_rules; rule->who; rule++)
        if (applies(rule, who, relations_held) && (rule->may & groups))
            return rule;
    return NULL;
}

bool access_is_open(unsigned who, uint64_t groups)
{
    return access_rule_for(who, ~0u, groups) != NULL;
}

unsigned access_who(enum relation relation, uint64_t groups)
{
    unsigned who = 0;
    for (const struct access_rule *rule = access_rules; rule->who; rule++)
        if ((rule->relation == relation || rule->relation == RELATION_ANY) && (rule->may & groups))
            who |= rule->who;
    return who;
}

unsigned access_carers(void)
{
    return WHO_SAFEGUARDING_OFFICER | access_who(RELATION_DEPUTY_OF_OFFICER, MAY(SAFEGUARD));
}

unsigned access_deputies(unsigned held)
{
    const unsigned carers = access_carers(),
                   workers = access_who(RELATION_DEPUTY_OF_HANDLER, MAY(RECORD));
    const unsigned deputies = (held & carers ? carers : 0) | (held & workers ? workers : 0);
    return deputies ? deputies : carers | workers;
}

uint64_t event_groups(enum event_type event)
{
    static const uint64_t groups[] = {
        0,
#define EVENT(name, text, shown, operation, group) group,
#include "common/domain/event.def"
#undef EVENT
    };
    return groups[event];
}

uint64_t request_groups(enum request request)
{
    static const uint64_t groups[] = {
        0,
#define REQUEST(operation, groups) groups,
#include "common/domain/request.def"
#undef REQUEST
    };
    return groups[request];
}

enum key_scope groups_key_scope(uint64_t groups)
{
    return groups & ENTER                          ? KEY_SCOPE_CREATE_CASES
           : groups & (LIST | STATUS | DELIVERIES) ? KEY_SCOPE_READ_STATUS
                                                   : KEY_SCOPE_NONE;
}
