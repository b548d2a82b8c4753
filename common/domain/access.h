/*
 * Who may do what: access.def, a table of role, relation to the case and groups
 * of acts. Pure: the records say how somebody stands to a case.
 *
 * Every route and every act asks this table, and what no row allows is closed.
 * Rule: A12, A13, B12, C11, D9, D11, D12, D15, D17.
 */
#ifndef DOMAIN_ACCESS_H
#define DOMAIN_ACCESS_H

#include "common/base/op.h"
#include "common/domain/key.h"

struct case_file;

/* Whether they are of no organisation's staff: of a case they may know what is told publicly, and
 * nothing of what was sealed off. Rule: D17. */
bool actor_is_outside(const struct actor *actor);

/* Whom a row is for, as bits: the roles, and those who have none. */
enum {
#define ROLE(name, text) WHO_##name = 1 << ROLE_##name,
#include "common/domain/role.def"
#undef ROLE
    WHO_VISITOR = 1 << 27, /* of a website, in a browser with its publishable key */
    WHO_SITE = 1 << 28,
    WHO_COMPLAINANT = 1 << 29,
    WHO_ANYONE = 1 << 30, /* without any credential */
};

enum relation { /* how somebody stands to a case; several may be true */
                RELATION_NONE,
#define RELATION(name, text, meaning) RELATION_##name,
#include "common/domain/relation.def"
#undef RELATION
                RELATION_COUNT
};

enum act_group { /* acts that are allowed together */
                 GROUP_NONE,
#define ACT_GROUP(name, text, meaning) GROUP_##name,
#include "common/domain/act_group.def"
#undef ACT_GROUP
                 GROUP_COUNT
};

/* Groups as bits: MAY(READ) | MAY(PACK). */
#define MAY(name) (UINT64_C(1) << GROUP_##name)
#define MAY_EVERYTHING UINT64_MAX /* of the service itself */

enum request { /* what is asked besides the acts on a case */
               REQUEST_NONE,
#define REQUEST(operation, groups) REQUEST_##operation,
#include "common/domain/request.def"
#undef REQUEST
               REQUEST_COUNT
};

/* One row of the table. */
struct access_rule {
    unsigned who; /* one bit */
    enum relation relation;
    uint64_t may; /* groups */
};
extern const struct access_rule access_rules[]; /* ends with who 0 */

/* Words and meanings, for whoever is told of the table. */
extern const struct vocabulary relations, act_groups, requests;
const char *relation_meaning(enum relation relation);
const char *act_group_meaning(enum act_group group);
const char *event_operation(enum event_type event); /* of the API; "none" of the service's own */
const char *who_text(unsigned who);                 /* of one bit */

/* What the records hold of a member of staff and a case, besides the file itself. */
struct case_bonds {
    bool is_part_of_it;   /* complained about or conflicted, and not dismissed. Rule: C11, D11 */
    bool is_handed_to;    /* let into it when it was sealed. Rule: A13 */
    bool is_investigator; /* named when an investigation was opened. Rule: A17 */
    bool is_handlers_deputy, is_contacts_deputy; /* of one who is away. Rule: D9 */
    bool is_trustees_deputy;      /* of the handler, who is a trustee and away. Rule: D9 */
    bool is_investigators_deputy; /* of one who is away and no part of it. Rule: A17, D9 */
    bool is_officers_deputy;      /* of one who is away and was let into it. Rule: A13, D9 */
    bool is_before_board, is_before_committee, is_before_review_panel; /* the case. Rule: A16 */
};

/* Whom the rows that apply to somebody are for: bits. */
unsigned actor_who(const struct actor *actor);

/* How somebody stands to a case: bits 1 << enum relation. 'bonds' counts for staff alone. */
unsigned case_relations(const struct actor *actor, const struct case_file *file,
                        const struct case_bonds *bonds);

/* All that the table allows. Nothing: for them there is no such case. */
uint64_t access_may(unsigned who, unsigned relations);

/* The first row that allows any of the groups, or NULL. */
const struct access_rule *access_rule_for(unsigned who, unsigned relations, uint64_t groups);

/* Whether somebody like that may do so at all, in whatever relation: else a route is closed to
 * them before a case is looked for. */
bool access_is_open(unsigned who, uint64_t groups);

/* Who may do so in this relation, or in any that every case has. */
unsigned access_who(enum relation relation, uint64_t groups);

/* Who can deal with what was handed to them, or to somebody who is away and for whom they deputise.
 * Rule: A13, D9. */
unsigned access_carers(void);

/* Who can stand in for somebody with these roles in anything that may be theirs; for whoever has
 * none that leads to any, who can for anybody. Rule: A13, D9. */
unsigned access_deputies(unsigned held);

/* The group of an act, the groups of a request: any of them is enough. */
uint64_t event_groups(enum event_type event);
uint64_t request_groups(enum request request);

/* What a website's key must be for besides; none where the group asks for nothing. */
enum key_scope groups_key_scope(uint64_t groups);

#endif
