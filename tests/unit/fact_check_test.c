#include "common/domain/fact_check.h"
#include "tests/unit/case_events.h"

#include <stdio.h>

#define NAMED(name, ...)                                                                           \
    DID(name, .members = (const struct uuid[]){ __VA_ARGS__ },                                     \
        .member_count = sizeof((const struct uuid[]){ __VA_ARGS__ }) / sizeof(struct uuid))

/* What an act says, on a case in stage "referred" with this history. */
static const struct {
    const char *why;
    struct happened happened[EVENTS_MAX];
    struct happened act;
    const char *mistake; /* pointer and code */
} acts[] = {
    { "an answer to a question", { JUST(QUESTION) }, DID(ANSWER, .concerns = 1), NULL },
    { "to something else",
      { JUST(UPDATE) },
      DID(ANSWER, .concerns = 1),
      "/concerns not_concerned" },
    { "to what was answered",
      { JUST(QUESTION), JUST(ANSWER) },
      DID(ANSWER, .concerns = 1),
      "/concerns not_concerned" },
    { "a finding is revised",
      { JUST(ALLEGATION_ADDED), JUST(FOUND) },
      DID(FOUND, .concerns = 1),
      NULL },
    { "a subject is confirmed once",
      { JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1) },
      DID(SUBJECT_DISMISSED, .concerns = 1),
      "/concerns not_concerned" },
    { "past a stage to a later one", { JUST(RECEIVED) }, DID(BYPASSED, .stage = "external"), NULL },
    { "not to the same",
      { JUST(RECEIVED) },
      DID(BYPASSED, .stage = "referred"),
      "/stage not_later_stage" },
    { "not back",
      { JUST(RECEIVED) },
      DID(BYPASSED, .stage = "informal"),
      "/stage not_later_stage" },
    { "not to nowhere",
      { JUST(RECEIVED) },
      DID(BYPASSED, .stage = "moon"),
      "/stage not_later_stage" },
    { "a subject deals with nothing",
      { DID(SUBJECT_NAMED, .staff = ANN) },
      DID(ASSIGNED, .handler = ANN),
      "/handler not_detached" },
    { "is not asked about it",
      { DID(CONFLICT_DECLARED, .staff = ANN) },
      DID(ASSIGNED, .handler = BEN, .point_of_contact = ANN),
      "/point_of_contact contact_not_detached" },
    { "sits on no committee",
      { DID(SUBJECT_NAMED, .staff = BEN) },
      NAMED(INVESTIGATION_OPENED, ANN, BEN),
      "/members member_not_detached" },
    { "nor is given what another investigates",
      { DID(SUBJECT_NAMED, .staff = BEN), NAMED(INVESTIGATION_OPENED, ANN) },
      NAMED(INVESTIGATION_REASSIGNED, ANN, BEN),
      "/members member_not_detached" },
    { "an investigation goes to others",
      { NAMED(INVESTIGATION_OPENED, ANN) },
      NAMED(INVESTIGATION_REASSIGNED, BEN),
      NULL },
    { "or to one more",
      { NAMED(INVESTIGATION_OPENED, ANN) },
      NAMED(INVESTIGATION_REASSIGNED, ANN, BEN),
      NULL },
    { "or to one less",
      { NAMED(INVESTIGATION_OPENED, ANN, BEN) },
      NAMED(INVESTIGATION_REASSIGNED, BEN),
      NULL },
    { "not to those who have it, in whatever order",
      { NAMED(INVESTIGATION_OPENED, ANN, BEN) },
      NAMED(INVESTIGATION_REASSIGNED, BEN, ANN, BEN),
      "/members same_investigators" },
    { "nor to whoever is left of them",
      { NAMED(INVESTIGATION_OPENED, ANN, BEN), DID(CONFLICT_DECLARED, .staff = ANN) },
      NAMED(INVESTIGATION_REASSIGNED, BEN),
      "/members same_investigators" },
    { "but back to who had it once",
      { NAMED(INVESTIGATION_OPENED, ANN), NAMED(INVESTIGATION_REASSIGNED, BEN) },
      NAMED(INVESTIGATION_REASSIGNED, ANN),
      NULL },
    { "takes no hand-over",
      { DID(SUBJECT_NAMED, .staff = ANN) },
      DID(SAFEGUARDING, .staff = ANN),
      "/staff officer_not_detached" },
    { "somebody else may",
      { DID(SUBJECT_NAMED, .staff = ANN) },
      DID(SAFEGUARDING, .staff = BEN),
      NULL },
    { "an investigation does not end without the complainant",
      { JUST(INVESTIGATION_OPENED) },
      JUST(INVESTIGATION_CLOSED),
      "/not_discussed not_discussed" },
    { "whom nobody reached was not heard",
      { JUST(INVESTIGATION_OPENED), DID(CONTACT, .party = PARTY_COMPLAINANT, .not_reached = true) },
      JUST(INVESTIGATION_CLOSED),
      "/not_discussed not_discussed" },
    { "a partner learns nothing without consent",
      { JUST(RECEIVED) },
      DID(CONTACT, .party = PARTY_PARTNER),
      "/consented no_consent" },
    { "nor does one who was not reached",
      { JUST(RECEIVED) },
      DID(CONTACT, .party = PARTY_PARTNER, .not_reached = true),
      NULL },
    { "and with consent what was agreed to",
      { JUST(RECEIVED) },
      DID(CONTACT, .party = PARTY_PARTNER, .consented = true),
      NULL },
    { "mediation binds nobody", { JUST(MEDIATION_OFFERED) }, JUST(MEDIATION_ACCEPTED), NULL },
    { "arbitration nobody who does not agree to it",
      { DID(MEDIATION_OFFERED, .arbitration = true) },
      JUST(MEDIATION_ACCEPTED),
      "/agrees_to_be_bound not_bound" },
    { "but whoever does",
      { DID(MEDIATION_OFFERED, .arbitration = true) },
      DID(MEDIATION_ACCEPTED, .agrees_to_be_bound = true),
      NULL },
    { "what was offered last counts",
      { DID(MEDIATION_OFFERED, .arbitration = true), JUST(MEDIATION_DECLINED),
        JUST(MEDIATION_OFFERED) },
      JUST(MEDIATION_ACCEPTED),
      NULL },
    { "nor without a subject",
      { DID(SUBJECT_NAMED, .staff = ANN), JUST(INVESTIGATION_OPENED),
        DID(CONTACT, .party = PARTY_COMPLAINANT) },
      JUST(INVESTIGATION_CLOSED),
      "/not_discussed not_discussed" },
    { "but without one who was dismissed",
      { DID(SUBJECT_NAMED, .staff = ANN), JUST(INVESTIGATION_OPENED),
        DID(CONTACT, .party = PARTY_COMPLAINANT), DID(SUBJECT_DISMISSED, .concerns = 1) },
      JUST(INVESTIGATION_CLOSED),
      NULL },
    { "or with the reason why",
      { DID(SUBJECT_NAMED, .staff = ANN), JUST(INVESTIGATION_OPENED) },
      DID(INVESTIGATION_CLOSED,
          .not_discussed = (const enum party[]){ PARTY_SUBJECT, PARTY_COMPLAINANT },
          .not_discussed_count = 2),
      NULL },
    { "nor without one who has not replied",
      { DID(SUBJECT_NAMED, .staff = ANN), DID(SUBJECT_CONFIRMED, .concerns = 1),
        DID(SUBJECT_REPLIED, .concerns = 1), JUST(INVESTIGATION_OPENED),
        DID(CONTACT, .party = PARTY_COMPLAINANT) },
      JUST(INVESTIGATION_CLOSED),
      "/not_discussed not_discussed" },
    { "a reply is as good as a discussion",
      { DID(SUBJECT_NAMED, .staff = ANN), DID(SUBJECT_CONFIRMED, .concerns = 1),
        JUST(INVESTIGATION_OPENED), DID(CONTACT, .party = PARTY_COMPLAINANT),
        DID(SUBJECT_REPLIED, .concerns = 1) },
      JUST(INVESTIGATION_CLOSED),
      NULL },
    { "a letter goes to a subject who stands confirmed",
      { DID(SUBJECT_NAMED, .staff = ANN), DID(SUBJECT_CONFIRMED, .concerns = 1) },
      DID(SUBJECT_TOLD, .concerns = 1, .until = NO_DAY),
      NULL },
    { "not to another",
      { JUST(SUBJECT_NAMED), JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1) },
      DID(SUBJECT_OUTCOME_TOLD, .concerns = 2),
      "/concerns not_concerned" },
    { "nor to one who is conflicted",
      { JUST(CONFLICT_DECLARED) },
      DID(SUBJECT_TOLD, .concerns = 1, .until = NO_DAY),
      "/concerns not_concerned" },
    { "a reply is wanted by a day to come",
      { JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1) },
      DID(SUBJECT_TOLD, .concerns = 1, .until = -1),
      "/until over_before" },
    { "a remedy is owed by a day to come",
      { JUST(RECEIVED) },
      DID(REMEDY_OWED, .until = -1),
      "/until over_before" },
    { "or by today", { JUST(RECEIVED) }, DID(REMEDY_OWED, .until = 0), NULL },
};

static void what_an_act_says_fits_the_case(void **state)
{
    const struct case_file file = { .kind = KIND_COMPLAINT, .stage = "referred" };
    (void)state;
    for (size_t i = 0; i < COUNT(acts); i++) {
        const struct case_life life = life_of(acts[i].happened);
        const struct act act = { acts[i].act.event, HOUR, &acts[i].act.facts };
        const struct fact_mistake *mistake = act_fact_mistake(&autus, &file, &life, &act);
        char found[100] = "none";
        if (mistake)
            snprintf(found, sizeof found, "%s %s", mistake->pointer, mistake->code);
        if (strcmp(found, acts[i].mistake ? acts[i].mistake : "none") != 0)
            fail_msg("%s: %s", acts[i].why, found);
    }
}

static const struct {
    const char *why, *standard;
    int days;   /* after the promise is due */
    instant at; /* of the act; the promise is too late at HOUR */
    const char *mistake;
} extensions[] = {
    { "a day more", "investigation", 1, 0, NULL },
    { "at the last moment", "investigation", 1, HOUR - 1, NULL },
    { "before it began", "investigation", 1, -1, "no_such_clock" },
    { "too late", "investigation", 1, HOUR, "too_late" },
    { "no more", "investigation", 0, 0, "not_later" },
    { "less", "investigation", -1, 0, "not_later" },
    { "what does not run", "decision", 1, 0, "no_such_clock" },
    { "what cannot be extended", "initial_response", 1, 0, "no_such_clock" },
    { "what is no promise", "moon", 1, 0, "no_such_clock" },
};

/* Rule: A18. */
static void only_a_running_promise_that_may_be_extended_is(void **state)
{
    const struct case_clock running = { .due_on = 100,
                                        .due_at = HOUR,
                                        .met_at = NO_INSTANT,
                                        .ended_at = NO_INSTANT,
                                        .breached_at = NO_INSTANT,
                                        .superseded_at = NO_INSTANT };
    struct case_clock clocks[] = { running, running, running };
    (void)state;
    clocks[0].standard = "investigation";
    clocks[0].ended_at = 0;
    clocks[1].standard = "investigation";
    clocks[2].standard = "initial_response";
    for (size_t i = 0; i < COUNT(extensions); i++) {
        const struct facts facts = { .standard = extensions[i].standard,
                                     .until = 100 + extensions[i].days };
        const struct act act = { EVENT_EXTENDED, extensions[i].at, &facts };
        const struct fact_mistake *mistake = extension_mistake(&autus, clocks, COUNT(clocks), &act);
        const char *code = mistake ? mistake->code : "none";
        if (strcmp(code, extensions[i].mistake ? extensions[i].mistake : "none") != 0)
            fail_msg("%s: %s", extensions[i].why, code);
    }
}

static const struct {
    struct happened happened[EVENTS_MAX];
    enum event_type event;
    int given, concerns;
} unnamed[] = {
    { { JUST(QUESTION), JUST(QUESTION), JUST(ANSWER) }, EVENT_ANSWER, 0, 2 },
    { { JUST(QUESTION), JUST(QUESTION) }, EVENT_ANSWER, 2, 2 },
    { { JUST(QUESTION), JUST(ANSWER) }, EVENT_ANSWER, 0, 0 },
    { { JUST(UPDATE), JUST(ALLEGATION_ADDED) }, EVENT_FOUND, 0, 2 },
    { { JUST(DISADVANTAGE_REPORTED) }, EVENT_DISADVANTAGE_ANSWERED, 0, 1 },
    { { JUST(CLARIFICATION_ASKED) }, EVENT_CLARIFICATION_GIVEN, 0, 1 },
    { { JUST(REMEDY_OWED) }, EVENT_REMEDY_DONE, 0, 1 },
    { { JUST(CONFLICT_DECLARED), JUST(SUBJECT_NAMED) }, EVENT_SUBJECT_CONFIRMED, 0, 2 },
    { { JUST(QUESTION) }, EVENT_UPDATE, 0, 0 },
    { { JUST(SUBJECT_NAMED), JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 2) },
      EVENT_SUBJECT_TOLD,
      0,
      2 },
    { { JUST(SUBJECT_NAMED), JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1),
        DID(SUBJECT_CONFIRMED, .concerns = 2), DID(SUBJECT_TOLD, .concerns = 1) },
      EVENT_SUBJECT_TOLD,
      0,
      2 },
    { { JUST(SUBJECT_NAMED), JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1),
        DID(SUBJECT_CONFIRMED, .concerns = 2), DID(SUBJECT_TOLD, .concerns = 1) },
      EVENT_SUBJECT_REPLIED,
      0,
      1 },
    { { JUST(SUBJECT_NAMED), DID(SUBJECT_CONFIRMED, .concerns = 1),
        DID(SUBJECT_OUTCOME_TOLD, .concerns = 1) },
      EVENT_SUBJECT_OUTCOME_TOLD,
      0,
      1 },
};

static void an_act_that_names_nothing_is_about_the_oldest(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(unnamed); i++) {
        const struct case_life life = life_of(unnamed[i].happened);
        struct facts facts = { .concerns = unnamed[i].given };
        act_complete(&life, unnamed[i].event, &facts);
        if (facts.concerns != unnamed[i].concerns)
            fail_msg("row %zu: %d", i, facts.concerns);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_act_says_fits_the_case),
        cmocka_unit_test(only_a_running_promise_that_may_be_extended_is),
        cmocka_unit_test(an_act_that_names_nothing_is_about_the_oldest),
    };
    return cmocka_run_group_tests_name("fact_check", tests, read_autus, forget_autus);
}
