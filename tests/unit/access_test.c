/* Who may do what: the table of access.def, and how somebody stands to a case. */
#include "common/domain/access.h"

#include "common/domain/case_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define IN(relation) (1u << RELATION_##relation)

static const struct {
    const char *why;
    unsigned who, relations;
    enum event_type event;
    bool may;
} rules[] = {
    { "a handler deals with their own case", WHO_HANDLER, IN(ANY) | IN(ITS_HANDLER), EVENT_OUTCOME,
      true },
    { "and with nobody else's", WHO_HANDLER, IN(ANY), EVENT_NOTE, false },
    { "a handler takes what nobody has", WHO_HANDLER, IN(ANY) | IN(UNASSIGNED), EVENT_ASSIGNED,
      true },
    { "before they deal with it", WHO_HANDLER, IN(ANY) | IN(UNASSIGNED), EVENT_OUTCOME, false },
    { "whoever sees a danger says so at once", WHO_HANDLER, IN(ANY) | IN(UNASSIGNED),
      EVENT_SAFEGUARDING, true },
    { "a point of contact answers", WHO_HANDLER, IN(ANY) | IN(ITS_POINT_OF_CONTACT), EVENT_ANSWER,
      true },
    { "and does not decide", WHO_HANDLER, IN(ANY) | IN(ITS_POINT_OF_CONTACT), EVENT_OUTCOME,
      false },
    { "a deputy does what an absent handler may", WHO_HANDLER, IN(ANY) | IN(DEPUTY_OF_HANDLER),
      EVENT_OUTCOME, true },
    { "a trustee for a handler does not lead either", WHO_TRUSTEE, IN(ANY) | IN(DEPUTY_OF_HANDLER),
      EVENT_COURSE_DETERMINED, false },
    { "for the trustee who stands in for all who lead, they do", WHO_TRUSTEE,
      IN(ANY) | IN(DEPUTY_OF_HANDLER) | IN(DEPUTY_OF_TRUSTEE), EVENT_COURSE_DETERMINED, true },
    { "and what an absent point of contact may", WHO_TRUSTEE, IN(ANY) | IN(DEPUTY_OF_CONTACT),
      EVENT_ANSWER, true },
    { "which is not to decide", WHO_TRUSTEE, IN(ANY) | IN(DEPUTY_OF_CONTACT), EVENT_OUTCOME,
      false },
    { "a deputy without a role for it does not", WHO_INTAKE, IN(ANY) | IN(DEPUTY_OF_HANDLER),
      EVENT_NOTE, false },
    { "sealed: the deputy of an absent officer takes over", WHO_MANAGER,
      IN(SEALED) | IN(DEPUTY_OF_OFFICER), EVENT_HANDOVER_ACKNOWLEDGED, true },
    { "sealed: not with a role that deals with no such matter", WHO_HANDLER,
      IN(SEALED) | IN(DEPUTY_OF_OFFICER), EVENT_HANDOVER_ACKNOWLEDGED, false },
    { "an investigator reports", WHO_TRUSTEE, IN(ANY) | IN(ON_ITS_COMMITTEE),
      EVENT_INVESTIGATION_CLOSED, true },
    { "who leads may do so everywhere", WHO_CEO, IN(ANY), EVENT_OUTCOME, true },
    { "the Chair alone determines a course", WHO_CEO, IN(ANY), EVENT_COURSE_DETERMINED, false },
    { "the vice-chair for the Chair", WHO_VICE_CHAIR, IN(ANY), EVENT_COURSE_DETERMINED, true },
    { "a trustee reads and steps back", WHO_TRUSTEE, IN(ANY) | IN(BEFORE_THE_BOARD),
      EVENT_CONFLICT_DECLARED, true },
    { "and does nothing else", WHO_TRUSTEE, IN(ANY) | IN(BEFORE_THE_BOARD), EVENT_NOTE, false },
    { "unless the case was given to them", WHO_TRUSTEE, IN(ANY) | IN(ITS_HANDLER),
      EVENT_COURSE_DETERMINED, true },
    { "a role of somebody else's is none", WHO_INTAKE, IN(ANY) | IN(ITS_HANDLER), EVENT_NOTE,
      false },
    { "roles add up", WHO_INTAKE | WHO_MANAGER, IN(ANY), EVENT_NOTE, true },
    { "sealed: not those who lead", WHO_CEO | WHO_CHAIR, IN(SEALED), EVENT_NOTE, false },
    { "sealed: an officer", WHO_SAFEGUARDING_OFFICER, IN(SEALED), EVENT_NOTE, true },
    { "sealed: the trustee when it was handed to them", WHO_SAFEGUARDING_TRUSTEE,
      IN(SEALED) | IN(HANDED_TO), EVENT_HANDOVER_ACKNOWLEDGED, true },
    { "not otherwise", WHO_SAFEGUARDING_TRUSTEE, IN(SEALED), EVENT_HANDOVER_ACKNOWLEDGED, false },
    { "sealed: the Chair, as the last in line", WHO_CHAIR, IN(SEALED) | IN(HANDED_TO),
      EVENT_HANDOVER_ACKNOWLEDGED, true },
    { "an officer has no business elsewhere", WHO_SAFEGUARDING_OFFICER, IN(ANY), EVENT_NOTE,
      false },
    { "whoever complained asks", WHO_COMPLAINANT, IN(ITS_COMPLAINANT), EVENT_QUESTION, true },
    { "and does not answer", WHO_COMPLAINANT, IN(ITS_COMPLAINANT), EVENT_ANSWER, false },
    { "a website never acts", WHO_SITE, IN(ITS_SITE), EVENT_MESSAGE, false },
    { "whoever is part of it may nothing", ~0u, IN(PART_OF_IT), EVENT_NOTE, false },
    { "what the service does, nobody may", ~0u, ~0u, EVENT_RECEIVED, false },
};

static void test_rules(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rules); i++) {
        const uint64_t groups = event_groups(rules[i].event);
        const bool may = (access_may(rules[i].who, rules[i].relations) & groups) != 0;
        const bool has_rule = access_rule_for(rules[i].who, rules[i].relations, groups) != NULL;
        if (may != rules[i].may || has_rule != may)
            fail_msg("%s", rules[i].why);
    }
}

#define ANN                                                                                        \
    {                                                                                              \
        .bytes = { 1 }                                                                             \
    }
#define BOB                                                                                        \
    {                                                                                              \
        .bytes = { 2 }                                                                             \
    }

static const struct {
    const char *why;
    struct case_file file;
    struct case_bonds bonds;
    unsigned relations;
} standings[] = {
    { "nobody deals with it", { .state = STATE_RECEIVED }, { 0 }, IN(ANY) | IN(UNASSIGNED) },
    { "nobody has to, when it is closed", { .state = STATE_CLOSED }, { 0 }, IN(ANY) },
    { "somebody else does", { .state = STATE_RECEIVED, .handler = BOB }, { 0 }, IN(ANY) },
    { "she does", { .handler = ANN, .point_of_contact = BOB }, { 0 }, IN(ANY) | IN(ITS_HANDLER) },
    { "he does, she is asked about it",
      { .handler = BOB, .point_of_contact = ANN },
      { 0 },
      IN(ANY) | IN(ITS_POINT_OF_CONTACT) },
    { "she looks into it",
      { .handler = BOB },
      { .is_investigator = true },
      IN(ANY) | IN(ON_ITS_COMMITTEE) },
    { "those who deal with it are away, and she is their deputy",
      { .handler = BOB },
      { .is_handlers_deputy = true, .is_contacts_deputy = true },
      IN(ANY) | IN(DEPUTY_OF_HANDLER) | IN(DEPUTY_OF_CONTACT) },
    { "a trustee who deals with it is away, and she is their deputy",
      { .handler = BOB },
      { .is_handlers_deputy = true, .is_trustees_deputy = true },
      IN(ANY) | IN(DEPUTY_OF_HANDLER) | IN(DEPUTY_OF_TRUSTEE) },
    { "who looks into it is away, and she is their deputy",
      { .handler = BOB },
      { .is_investigators_deputy = true },
      IN(ANY) | IN(DEPUTY_OF_INVESTIGATOR) },
    { "sealed: she deputises for who dealt with it",
      { .handler = BOB, .sealed_off = true },
      { .is_handlers_deputy = true, .is_contacts_deputy = true, .is_investigators_deputy = true },
      IN(SEALED) },
    { "sealed: she deputises for who was let in",
      { .sealed_off = true },
      { .is_officers_deputy = true },
      IN(SEALED) | IN(DEPUTY_OF_OFFICER) },
    { "it comes before meetings",
      { .handler = BOB },
      { .is_before_board = true, .is_before_committee = true, .is_before_review_panel = true },
      IN(ANY) | IN(BEFORE_THE_BOARD) | IN(BEFORE_A_COMMITTEE) | IN(BEFORE_A_REVIEW_PANEL) },
    { "sealed: whatever she had to do with it",
      { .handler = ANN, .sealed_off = true },
      { .is_investigator = true, .is_before_board = true },
      IN(SEALED) },
    { "sealed and handed to her",
      { .sealed_off = true },
      { .is_handed_to = true },
      IN(SEALED) | IN(HANDED_TO) },
    { "it is about her",
      { .handler = ANN },
      { .is_part_of_it = true, .is_investigator = true, .is_handlers_deputy = true },
      IN(PART_OF_IT) },
    { "it is about her and sealed",
      { .sealed_off = true },
      { .is_part_of_it = true, .is_handed_to = true, .is_officers_deputy = true },
      IN(PART_OF_IT) },
};

static void test_standings(void **state)
{
    const struct actor actor = { .kind = ACTOR_STAFF, .id = ANN, .roles = ~0u };
    (void)state;
    for (size_t i = 0; i < COUNT(standings); i++)
        if (case_relations(&actor, &standings[i].file, &standings[i].bonds) !=
            standings[i].relations)
            fail_msg("%s", standings[i].why);
}

static void test_those_outside(void **state)
{
    const struct case_bonds none = { 0 };
    const struct case_file own = { .id = ANN, .site_id = ANN }, other = { .id = BOB };
    struct case_file hidden = own;
    const struct actor site = { .kind = ACTOR_SITE, .id = ANN };
    const struct actor complainant = { .kind = ACTOR_COMPLAINANT, .id = ANN };
    const struct actor nobody = { .kind = ACTOR_NOBODY };
    (void)state;
    hidden.hidden_from_site = true;
    assert_int_equal(case_relations(&site, &own, &none), IN(ITS_SITE));
    assert_int_equal(case_relations(&site, &hidden, &none), IN(PART_OF_IT));
    assert_int_equal(case_relations(&site, &other, &none), 0);
    assert_int_equal(case_relations(&complainant, &own, &none), IN(ITS_COMPLAINANT));
    assert_int_equal(case_relations(&complainant, &other, &none), 0);
    assert_int_equal(case_relations(&nobody, &own, &none), 0);
}

/* Nothing is open by omission, nothing stands in the table for nothing. */
static void test_every_group_is_granted_and_used(void **state)
{
    uint64_t used = 0;
    (void)state;
    for (int event = 1; event < EVENT_COUNT; event++) {
        const uint64_t groups = event_groups((enum event_type)event);
        if (__builtin_popcountll(groups) != 1)
            fail_msg("%s is not of one group", vocabulary_text(&event_types, event));
        used |= groups;
    }
    for (int request = 1; request < REQUEST_COUNT; request++) {
        if (!request_groups((enum request)request))
            fail_msg("%s is of no group", vocabulary_text(&requests, request));
        used |= request_groups((enum request)request);
    }
    /* Of the cases in what MEET opens, and of what READ shows. */
    used |= MAY(PACK) | MAY(DISCIPLINE);
    for (int group = 1; group < GROUP_COUNT; group++) {
        const uint64_t bit = UINT64_C(1) << group;
        if (!(used & bit) || access_is_open(~0u, bit) != (group != GROUP_SERVICE))
            fail_msg("%s is granted or used by nothing", vocabulary_text(&act_groups, group));
    }
}

static void test_each_row_stands_once(void **state)
{
    (void)state;
    for (const struct access_rule *one = access_rules; one->who; one++) {
        assert_int_not_equal(one->relation, RELATION_PART_OF_IT);
        assert_int_equal(__builtin_popcount(one->who), 1);
        for (const struct access_rule *other = one + 1; other->who; other++)
            if (one->who == other->who && one->relation == other->relation)
                fail_msg("%s, %s stands twice", who_text(one->who),
                         vocabulary_text(&relations, (int)one->relation));
    }
}

/* A case can be given to those alone whose role lets them deal with it. */
static void test_to_whom_a_case_can_be_given(void **state)
{
    const unsigned leading = WHO_MANAGER | WHO_CEO | WHO_CHAIR | WHO_VICE_CHAIR;
    const unsigned suited = leading | WHO_HANDLER | WHO_TRUSTEE;
    (void)state;
    assert_int_equal(access_who(RELATION_ITS_HANDLER, MAY(WORK)), suited);
    assert_int_equal(access_who(RELATION_ITS_POINT_OF_CONTACT, MAY(TALK)), suited);
    assert_int_equal(access_who(RELATION_ON_ITS_COMMITTEE, MAY(INVESTIGATE)), suited);
    assert_int_equal(access_who(RELATION_UNASSIGNED, MAY(TAKE)), leading | WHO_HANDLER);
}

static void test_who_can_stand_in(void **state)
{
    (void)state;
    const unsigned leading = WHO_MANAGER | WHO_CEO | WHO_CHAIR | WHO_VICE_CHAIR;
    const unsigned working = leading | WHO_HANDLER | WHO_TRUSTEE;
    const unsigned caring = leading | WHO_SAFEGUARDING_OFFICER | WHO_SAFEGUARDING_TRUSTEE;
    assert_int_equal(access_carers(), caring);
    assert_int_equal(access_deputies(WHO_HANDLER | WHO_INTAKE), working);
    assert_int_equal(access_deputies(WHO_TRUSTEE), working);
    assert_int_equal(access_deputies(WHO_SAFEGUARDING_OFFICER), caring);
    assert_int_equal(access_deputies(WHO_SAFEGUARDING_TRUSTEE), caring);
    assert_int_equal(access_deputies(WHO_CEO), working | caring);
    assert_int_equal(access_deputies(WHO_INTAKE), working | caring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_standings),
        cmocka_unit_test(test_those_outside),
        cmocka_unit_test(test_every_group_is_granted_and_used),
        cmocka_unit_test(test_each_row_stands_once),
        cmocka_unit_test(test_to_whom_a_case_can_be_given),
        cmocka_unit_test(test_who_can_stand_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
