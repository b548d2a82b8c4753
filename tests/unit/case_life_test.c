#include "common/domain/case_people.h"
#include "tests/unit/case_events.h"

/* What waits after these events: allegations, remedies, questions, reports, clarifications. */
static const struct {
    const char *why;
    struct happened happened[EVENTS_MAX];
    size_t open[5];
} waiting[] = {
    { "nothing", { JUST(RECEIVED) }, { 0 } },
    { "an allegation waits for its finding", { JUST(ALLEGATION_ADDED) }, { 1, 0, 0, 0, 0 } },
    { "a finding is about the oldest",
      { JUST(ALLEGATION_ADDED), JUST(ALLEGATION_ADDED), JUST(FOUND) },
      { 1, 0, 0, 0, 0 } },
    { "or the one that it names",
      { JUST(ALLEGATION_ADDED), JUST(ALLEGATION_ADDED), DID(FOUND, .concerns = 2), JUST(FOUND) },
      { 0 } },
    { "a finding that is revised takes no other's place",
      { JUST(ALLEGATION_ADDED), JUST(ALLEGATION_ADDED), DID(FOUND, .concerns = 2),
        DID(FOUND, .concerns = 2) },
      { 1, 0, 0, 0, 0 } },
    { "a remedy is owed until it is done", { JUST(REMEDY_OWED) }, { 0, 1, 0, 0, 0 } },
    { "and then no more", { JUST(REMEDY_OWED), JUST(REMEDY_DONE) }, { 0 } },
    { "a question waits for its own answer",
      { JUST(QUESTION), JUST(QUESTION), DID(ANSWER, .concerns = 1) },
      { 0, 0, 1, 0, 0 } },
    { "an answer to nothing answers nothing", { JUST(ANSWER), JUST(QUESTION) }, { 0, 0, 1, 0, 0 } },
    { "a report of being treated worse",
      { JUST(DISADVANTAGE_REPORTED), JUST(DISADVANTAGE_REPORTED), JUST(DISADVANTAGE_ANSWERED) },
      { 0, 0, 0, 1, 0 } },
    { "a clarification that was asked for", { JUST(CLARIFICATION_ASKED) }, { 0, 0, 0, 0, 1 } },
    { "and given", { JUST(CLARIFICATION_ASKED), JUST(CLARIFICATION_GIVEN) }, { 0 } },
};

static void what_waits_is_what_was_asked_and_not_answered(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(waiting); i++) {
        const struct case_life life = life_of(waiting[i].happened);
        const size_t open[] = { life_open(life.allegations, life.allegation_count),
                                life_open(life.remedies, life.remedy_count),
                                life_open(life.questions, life.question_count),
                                life_open(life.disadvantages, life.disadvantage_count),
                                life_open(life.clarifications, life.clarification_count) };
        for (size_t j = 0; j < COUNT(open); j++)
            if (open[j] != waiting[i].open[j])
                fail_msg("%s: %zu of list %zu", waiting[i].why, open[j], j);
    }
}

/* Rule: B5. */
static void an_allegation_that_was_folded_away_can_be_recalled(void **state)
{
    struct case_life life = new_life;
    (void)state;
    for (int seq = 1; seq <= LIFE_ALLEGATIONS + 1; seq++) {
        life_take(&life, seq, EVENT_ALLEGATION_ADDED, seq, &no_facts);
        if (seq == 1)
            life_take(&life, seq, EVENT_FOUND, seq, &no_facts);
    }
    assert_null(life_item(life.allegations, life.allegation_count, 1));
    life_recall(&life, 1, 1);
    assert_true(life_item(life.allegations, life.allegation_count, 1)->done);
    assert_int_equal(life_open(life.allegations, life.allegation_count), LIFE_ALLEGATIONS);
}

static void an_item_is_found_by_the_event_that_it_is(void **state)
{
    const struct happened happened[EVENTS_MAX] = { JUST(QUESTION), JUST(UPDATE), JUST(QUESTION),
                                                   JUST(ANSWER) };
    const struct case_life life = life_of(happened);
    (void)state;
    assert_true(life_item(life.questions, life.question_count, 1)->done);
    assert_false(life_item(life.questions, life.question_count, 3)->done);
    assert_null(life_item(life.questions, life.question_count, 2));
    assert_null(life_item(life.questions, life.question_count, 0));
}

/* Whoever must not deal with the case. Rule: C11, D10. */
static const struct {
    const char *why;
    struct happened happened[EVENTS_MAX];
    bool ann, ben;
} excluded[] = {
    { "nobody is named", { JUST(RECEIVED) }, false, false },
    { "who is named stays away at once", { DID(SUBJECT_NAMED, .staff = ANN) }, true, false },
    { "also when it is confirmed",
      { DID(SUBJECT_NAMED, .staff = ANN), DID(SUBJECT_CONFIRMED, .concerns = 1) },
      true,
      false },
    { "but not when it is dismissed",
      { DID(SUBJECT_NAMED, .staff = ANN), DID(SUBJECT_NAMED, .staff = BEN),
        DID(SUBJECT_DISMISSED, .concerns = 1) },
      false,
      true },
    { "who was named twice needs to be dismissed twice",
      { DID(SUBJECT_NAMED, .staff = ANN), DID(SUBJECT_NAMED, .staff = ANN),
        DID(SUBJECT_DISMISSED, .concerns = 2) },
      true,
      false },
    { "who is conflicted stays away", { DID(CONFLICT_DECLARED, .staff = BEN) }, false, true },
    { "somebody unknown to Heed keeps nobody away", { JUST(SUBJECT_NAMED) }, false, false },
};

static void whoever_is_part_of_it_stays_away(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(excluded); i++) {
        const struct case_life life = life_of(excluded[i].happened);
        if (life_excludes(&life, &ann) != excluded[i].ann ||
            life_excludes(&life, &ben) != excluded[i].ben)
            fail_msg("%s", excluded[i].why);
        assert_false(life_excludes(&life, &nobody));
    }
}

static void a_subject_is_provisional_and_a_conflict_is_not(void **state)
{
    const struct happened happened[EVENTS_MAX] = { DID(SUBJECT_NAMED, .staff = ANN),
                                                   DID(CONFLICT_DECLARED, .staff = BEN) };
    const struct case_life life = life_of(happened);
    (void)state;
    assert_int_equal(life.person_count, 2);
    assert_true(life.people[0].is_subject);
    assert_int_equal(life.people[0].standing, STANDING_PROVISIONAL);
    assert_false(life.people[1].is_subject);
    assert_int_equal(life.people[1].standing, STANDING_CONFIRMED);
}

/* Rule: A17. Each investigation speaks to everybody anew. */
static void an_investigation_begins_with_nobody_spoken_to(void **state)
{
    struct happened happened[EVENTS_MAX] = { DID(SUBJECT_NAMED, .staff = ANN),
                                             JUST(INVESTIGATION_OPENED),
                                             DID(CONTACT, .party = PARTY_REPRESENTATIVE),
                                             DID(CONTACT, .party = PARTY_SUBJECT, .staff = ANN) };
    struct case_life life = life_of(happened);
    (void)state;
    assert_true(life.is_investigated);
    assert_true(life.complainant_discussed);
    assert_true(life.people[0].discussed);

    happened[3].facts.staff = ben;
    life = life_of(happened);
    assert_false(life.people[0].discussed);

    happened[4].event = EVENT_INVESTIGATION_CLOSED;
    happened[5].event = EVENT_INVESTIGATION_OPENED;
    life = life_of(happened);
    assert_true(life.is_investigated);
    assert_false(life.complainant_discussed);
}

/* Rule: A17, C11, D9. */
static void an_investigation_is_given_on_as_it_stands(void **state)
{
    static const struct uuid had[] = { ANN, ANN }, has[] = { BEN };
    struct happened happened[EVENTS_MAX] = {
        DID(INVESTIGATION_OPENED, .members = had, .member_count = COUNT(had)),
        DID(CONTACT, .party = PARTY_COMPLAINANT),
    };
    struct case_life life = life_of(happened);
    struct uuid found[COUNT(had)];
    (void)state;
    assert_int_equal(life_investigators(&life, found), 1);
    assert_true(uuid_equal(&found[0], &ann));

    happened[2] = (struct happened)DID(INVESTIGATION_REASSIGNED, .members = has, .member_count = 1);
    life = life_of(happened);
    assert_false(life_investigates(&life, &ann));
    assert_true(life_investigates(&life, &ben));
    assert_int_equal(life.investigated_at, HOUR);
    assert_true(life.complainant_discussed);

    happened[3] = (struct happened)DID(CONFLICT_DECLARED, .staff = BEN);
    life = life_of(happened);
    assert_int_equal(life_investigators(&life, found), 0);

    happened[3] = (struct happened)JUST(INVESTIGATION_CLOSED);
    life = life_of(happened);
    assert_int_equal(life_investigators(&life, found), 0);
}

static void mediation_goes_step_by_step(void **state)
{
    static const struct {
        enum event_type event;
        enum mediation mediation;
    } steps[] = {
        { EVENT_MEDIATION_ASKED, MEDIATION_ASKED },
        { EVENT_MEDIATION_OFFERED, MEDIATION_OFFERED },
        { EVENT_UPDATE, MEDIATION_OFFERED },
        { EVENT_MEDIATION_ACCEPTED, MEDIATION_ACCEPTED },
        { EVENT_MEDIATION_REFERRED, MEDIATION_REFERRED },
        { EVENT_MEDIATION_RESULT, MEDIATION_NONE },
        { EVENT_MEDIATION_OFFERED, MEDIATION_OFFERED },
        { EVENT_MEDIATION_DECLINED, MEDIATION_NONE },
    };
    struct case_life life = new_life;
    (void)state;
    for (int i = 0; i < (int)COUNT(steps); i++) {
        life_take(&life, i + 1, steps[i].event, HOUR, &no_facts);
        assert_int_equal(life.mediation, steps[i].mediation);
    }
}

static void a_hand_over_is_open_until_it_is_acknowledged(void **state)
{
    const struct happened happened[EVENTS_MAX] = { JUST(RECEIVED), JUST(SAFEGUARDING),
                                                   JUST(HANDOVER_ACKNOWLEDGED) };
    struct case_life life = life_of(happened);
    (void)state;
    assert_int_equal(life.handover, 2);
    assert_true(life.handover_acknowledged);
    life_take(&life, 4, EVENT_SAFEGUARDING, HOUR, &no_facts);
    assert_int_equal(life.handover, 4);
    assert_false(life.handover_acknowledged);
}

static void the_last_decision_and_the_last_letter_count(void **state)
{
    static const enum event_type decisions[] = { EVENT_OUTCOME, EVENT_SETTLED, EVENT_DECLINED,
                                                 EVENT_RESOLUTION_AGREED };
    static const enum event_type answers[] = { EVENT_WRITTEN_OUTCOME,
                                               EVENT_WRITTEN_OUTCOME_DECLINED, EVENT_NO_ROUTE };
    static const enum event_type doors[] = {
        EVENT_RECEIVED, EVENT_CLOSED, EVENT_REOPENED, EVENT_WITHDRAWN, EVENT_SAFEGUARDING_CLOSED,
        EVENT_APPEALED
    };
    struct case_life life = new_life;
    instant at = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(decisions); i++) {
        life_take(&life, 1, decisions[i], at += HOUR, &no_facts);
        assert_true(life.decided_at == at);
    }
    for (size_t i = 0; i < COUNT(answers); i++) {
        life_take(&life, 1, answers[i], at += HOUR, &no_facts);
        assert_true(life.answered_at == at);
    }
    for (size_t i = 0; i < COUNT(doors); i++) {
        life_take(&life, 1, doors[i], at += HOUR, &no_facts);
        assert_true(life.opened_at == at);
    }
    assert_true(life.decided_at == (instant)COUNT(decisions) * HOUR);
}

static void what_was_offered_declined_and_extended_is_known(void **state)
{
    const struct happened happened[EVENTS_MAX] = { JUST(RESOLUTION_OFFERED), JUST(EXTENDED),
                                                   JUST(EXTENDED), JUST(DECLINED),
                                                   JUST(ACTION_RECORDED) };
    struct case_life life = life_of(happened);
    (void)state;
    assert_true(life.resolution_offered);
    assert_int_equal(life.extensions, 2);
    assert_true(life.is_declined);
    assert_true(life.action_recorded);
    life_take(&life, 6, EVENT_RESOLUTION_REFUSED, HOUR, &no_facts);
    life_take(&life, 7, EVENT_APPEALED, HOUR, &no_facts);
    assert_false(life.resolution_offered);
    assert_false(life.is_declined);
}

static void there_is_room_for_so_many_and_no_more(void **state)
{
    struct case_life life = new_life;
    (void)state;
    for (int seq = 1; seq <= LIFE_PEOPLE + 1; seq++)
        life_take(&life, seq, EVENT_SUBJECT_NAMED, HOUR, &no_facts);
    for (int seq = 1; seq <= LIFE_QUESTIONS + 1; seq++)
        life_take(&life, seq, EVENT_QUESTION, HOUR, &no_facts);
    assert_int_equal(life.person_count, LIFE_PEOPLE);
    assert_int_equal(life.question_count, LIFE_QUESTIONS);
    assert_null(life_item(life.questions, life.question_count, LIFE_QUESTIONS + 1));
}

/* Each event of these is an hour after the one before it; the first has seq 1. */
static const struct {
    const char *why;
    struct happened happened[EVENTS_MAX];
    enum event_type event;
    int concerns;
    instant asked_at;
} asked[] = {
    { "a question", { JUST(QUESTION), JUST(QUESTION) }, EVENT_ANSWER, 2, 2 * HOUR },
    { "a remedy", { JUST(RECEIVED), JUST(REMEDY_OWED) }, EVENT_REMEDY_DONE, 2, 2 * HOUR },
    { "somebody named", { JUST(SUBJECT_NAMED) }, EVENT_SUBJECT_CONFIRMED, 1, HOUR },
    { "the last offer",
      { JUST(RESOLUTION_OFFERED), JUST(RESOLUTION_REFUSED), JUST(RESOLUTION_OFFERED) },
      EVENT_RESOLUTION_AGREED,
      0,
      3 * HOUR },
    { "the step before",
      { JUST(MEDIATION_OFFERED), JUST(MEDIATION_ACCEPTED) },
      EVENT_MEDIATION_REFERRED,
      0,
      2 * HOUR },
    { "an investigation", { JUST(INVESTIGATION_OPENED) }, EVENT_INVESTIGATION_CLOSED, 0, HOUR },
    { "one that is given on",
      { JUST(INVESTIGATION_OPENED) },
      EVENT_INVESTIGATION_REASSIGNED,
      0,
      HOUR },
    { "the hand-over",
      { JUST(NOTE), JUST(SAFEGUARDING) },
      EVENT_HANDOVER_ACKNOWLEDGED,
      0,
      2 * HOUR },
    { "nothing that there is", { JUST(QUESTION) }, EVENT_ANSWER, 2, NO_INSTANT },
    { "nothing", { JUST(QUESTION) }, EVENT_UPDATE, 0, NO_INSTANT },
};

static void an_answer_knows_when_it_was_asked_for(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(asked); i++) {
        const struct case_life life = life_of(asked[i].happened);
        if (life_asked_at(&life, asked[i].event, asked[i].concerns) != asked[i].asked_at)
            fail_msg("%s", asked[i].why);
    }
}

/* Rule: D11. */
static void a_letter_tells_of_the_last_decision(void **state)
{
    static const struct {
        struct happened happened[EVENTS_MAX];
        bool owed;
    } rows[] = {
        { { JUST(SUBJECT_NAMED) }, false },
        { { JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1) }, true },
        { { JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1), JUST(OUTCOME),
            DID(SUBJECT_OUTCOME_TOLD, .concerns = 1) },
          false },
        { { JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1), JUST(OUTCOME),
            DID(SUBJECT_OUTCOME_TOLD, .concerns = 1), JUST(OUTCOME) },
          true },
        { { JUST(SUBJECT_NAMED), JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1),
            DID(SUBJECT_CONFIRMED, .concerns = 2), DID(SUBJECT_OUTCOME_TOLD, .concerns = 1) },
          true },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct case_life life = life_of(rows[i].happened);
        if (life_owes_outcome_letter(&life) != rows[i].owed)
            fail_msg("row %zu", i);
        assert_false(life_has_investigated_subject(&life));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_tells_of_the_last_decision),
        cmocka_unit_test(an_answer_knows_when_it_was_asked_for),
        cmocka_unit_test(what_waits_is_what_was_asked_and_not_answered),
        cmocka_unit_test(an_allegation_that_was_folded_away_can_be_recalled),
        cmocka_unit_test(an_item_is_found_by_the_event_that_it_is),
        cmocka_unit_test(whoever_is_part_of_it_stays_away),
        cmocka_unit_test(a_subject_is_provisional_and_a_conflict_is_not),
        cmocka_unit_test(an_investigation_begins_with_nobody_spoken_to),
        cmocka_unit_test(an_investigation_is_given_on_as_it_stands),
        cmocka_unit_test(mediation_goes_step_by_step),
        cmocka_unit_test(a_hand_over_is_open_until_it_is_acknowledged),
        cmocka_unit_test(the_last_decision_and_the_last_letter_count),
        cmocka_unit_test(what_was_offered_declined_and_extended_is_known),
        cmocka_unit_test(there_is_room_for_so_many_and_no_more),
    };
    return cmocka_run_group_tests_name("case_life", tests, NULL, NULL);
}
