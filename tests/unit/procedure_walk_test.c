/*
 * What the checker lets pass traps nobody: procedures that differ from the
 * default by chance, cases that do by chance whatever their guards allow, and
 * from wherever that led to, a search for an end by what staff can do alone.
 */
#include "common/domain/case_clock.h"
#include "common/domain/case_guard.h"
#include "common/domain/fact_check.h"
#include "common/procedure/procedure_check.h"
#include "tests/unit/autus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PROCEDURES = 300, WALKS = 3, ACTS = 40, MARKS = 128, POSITIONS = 500 };

static uint64_t chance_state;

static size_t chance(size_t below)
{
    chance_state = chance_state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(chance_state >> 33) % below;
}

/* --- procedures --- */

/* The list without one of its items. */
static void drop(void *memory, const void *list, size_t *count, size_t size)
{
    const void **items = (const void **)(uintptr_t)list;
    const size_t at = chance(*count);
    char *rest = memory_alloc(memory, *count * size);
    memcpy(rest, *items, at * size);
    memcpy(rest + at * size, (const char *)*items + (at + 1) * size, (*count - at - 1) * size);
    *items = rest;
    (*count)--;
}
#define DROP(memory, owner, list, count)                                                           \
    do {                                                                                           \
        if ((owner)->count > 1)                                                                    \
            drop(memory, &(owner)->list, &(owner)->count, sizeof *(owner)->list);                  \
    } while (0)

static void change_transition(void *memory, const struct procedure *procedure,
                              struct transition *transition)
{
    const char **stage = NEW(memory, const char *);
    *stage = procedure->stages[chance(procedure->stage_count)].code;
    switch (chance(5)) {
    case 0:
        DROP(memory, transition, events, event_count);
        break;
    case 1:
        DROP(memory, transition, from, from_count);
        break;
    case 2:
        transition->stages = stage;
        transition->stage_count = 1;
        break;
    case 3:
        transition->next_stage = chance(2) ? *stage : NULL;
        break;
    default:
        if (transition->to)
            transition->to = (enum state)(1 + chance(states.count - 1));
    }
}

static void change_standard(void *memory, struct standard *standard)
{
    switch (chance(4)) {
    case 0:
        if (standard->met_by_count)
            drop(memory, &standard->met_by, &standard->met_by_count, sizeof *standard->met_by);
        break;
    case 1:
        if (standard->ended_by_count)
            drop(memory, &standard->ended_by, &standard->ended_by_count,
                 sizeof *standard->ended_by);
        break;
    case 2:
        standard->ended_by_count = 0;
        break;
    default:
        standard->kind_count = 0;
    }
}

/* The default with one to three changes. */
static struct procedure procedure_by_chance(void *memory)
{
    struct procedure procedure = autus;
    struct transition *transitions = NEW_ARRAY(memory, struct transition, autus.transition_count);
    struct standard *standards = NEW_ARRAY(memory, struct standard, autus.standard_count);
    memcpy(transitions, autus.transitions, autus.transition_count * sizeof *transitions);
    memcpy(standards, autus.standards, autus.standard_count * sizeof *standards);
    procedure.transitions = transitions;
    procedure.standards = standards;
    for (size_t changes = 1 + chance(3); changes; changes--) {
        if (chance(6) == 0)
            DROP(memory, &procedure, transitions, transition_count);
        else if (chance(3) == 0)
            change_standard(memory, &standards[chance(procedure.standard_count)]);
        else if (procedure.transitions == transitions)
            change_transition(memory, &procedure, &transitions[chance(procedure.transition_count)]);
    }
    return procedure;
}

/* --- cases --- */

struct walked {
    void *memory;
    const struct procedure *procedure;
    struct case_file file;
    struct case_life life;
    struct mark marks[MARKS];
    size_t mark_count;
};

static const struct facts *facts_for(struct walked *walked, enum event_type event)
{
    static const enum party everybody[] = { PARTY_COMPLAINANT, PARTY_SUBJECT };
    struct facts *facts = NEW(walked->memory, struct facts);
    *facts = no_facts;
    facts->medium = (enum channel)(1 + chance(channels.count - 1));
    facts->until = (day)(21000 + chance(100));
    facts->standard = "stage";
    facts->interval_days = 7;
    facts->not_discussed = everybody;
    facts->not_discussed_count = COUNT(everybody);
    const size_t later = procedure_stage(walked->procedure, walked->file.stage) + 1;
    if (event == EVENT_BYPASSED && later < walked->procedure->stage_count)
        facts->stage =
            walked->procedure->stages[later + chance(walked->procedure->stage_count - later)].code;
    act_complete(&walked->life, event, facts);
    return facts;
}

static void act(struct walked *walked, enum event_type event, const struct facts *facts)
{
    const instant at = instant_read("2027-01-04T10:00:00Z") + (int64_t)walked->mark_count * HOUR;
    const struct act done = { event, at, facts };
    assert_in_range(walked->mark_count, 0, MARKS - 1);
    assert_int_equal(case_apply(walked->procedure, &done, &walked->file, &walked->life,
                                &walked->marks[walked->mark_count]),
                     OK);
    walked->mark_count++;
}

static bool is_allowed(const struct walked *walked, enum event_type event)
{
    return event_is_allowed(walked->procedure, &walked->file, &walked->life, event);
}

/* Some case of some kind that has done, by chance, what it was allowed to. */
static bool walk(struct walked *walked)
{
    const enum kind kind = (enum kind)(1 + chance(kinds.count - 1));
    struct facts *facts = NEW(walked->memory, struct facts);
    *facts = no_facts;
    facts->stage = procedure_entry_stage(walked->procedure, kind, (enum role)chance(roles.count));
    if (!facts->stage)
        return false;
    const size_t entry = procedure_stage(walked->procedure, facts->stage);
    if (chance(4) == 0)
        facts->stage =
            walked->procedure->stages[entry + chance(walked->procedure->stage_count - entry)].code;
    facts->medium = CHANNEL_WEB;
    walked->life = new_life;
    walked->file = (struct case_file){ .kind = kind,
                                       .erased_at = NO_INSTANT,
                                       .channel = CHANNEL_WEB,
                                       .category = chance(2) ? "data_protection" : "",
                                       .stage = "",
                                       .public_stage = "" };
    act(walked, EVENT_RECEIVED, facts);
    for (size_t i = 0; i < ACTS; i++) {
        const enum event_type event = (enum event_type)(1 + chance(EVENT_COUNT - 1));
        if (is_allowed(walked, event))
            act(walked, event, facts_for(walked, event));
    }
    return true;
}

/* --- ways to the end --- */

/* What staff can do without the complainant, and need not make up. */
static const enum event_type by_staff[] = {
    EVENT_INITIAL_RESPONSE,
    EVENT_UPDATE,
    EVENT_NOTE,
    EVENT_CONTACT,
    EVENT_ASSIGNED,
    EVENT_REFERRED,
    EVENT_TABLED,
    EVENT_DISCUSSED,
    EVENT_FOUND,
    EVENT_SETTLED,
    EVENT_OUTCOME,
    EVENT_WRITTEN_OUTCOME,
    EVENT_REMEDY_DONE,
    EVENT_ACTION_RECORDED,
    EVENT_COURSE_DETERMINED,
    EVENT_REDRESS_NOTICE,
    EVENT_MEDIATION_RESULT,
    EVENT_INVESTIGATION_CLOSED,
    EVENT_HANDOVER_ACKNOWLEDGED,
    EVENT_ANSWER,
    EVENT_DISADVANTAGE_ANSWERED,
    EVENT_SUBJECT_CONFIRMED,
    EVENT_SUBJECT_DISMISSED,
    EVENT_SAFEGUARDING_CLOSED,
    EVENT_CLOSED,
};

/* What a way leads to. */
struct goal {
    const struct standard *stopped; /* an act that stops it can be done; NULL: the case is closed */
};

static bool stops(const struct standard *standard, enum event_type event)
{
    return standard_met_by(standard, event) ? !standard->repeats
                                            : standard_ended_by(standard, event);
}

static bool is_reached(const struct walked *walked, const struct goal *goal)
{
    if (!goal->stopped)
        return walked->file.state == STATE_CLOSED;
    for (size_t i = 0; i < COUNT(by_staff); i++)
        if (stops(goal->stopped, by_staff[i]) && is_allowed(walked, by_staff[i]))
            return true;
    return false;
}

/* All that guards ask for, in a number. */
static size_t position_of(const struct walked *walked)
{
    const struct case_life *life = &walked->life;
    size_t position = procedure_stage(walked->procedure, walked->file.stage);
    position = position * states.count + (size_t)walked->file.state;
    position = position * 2 + (life_open(life->allegations, life->allegation_count) > 0);
    position = position * 2 + life->action_recorded;
    position = position * 2 + life->handover_acknowledged;
    position = position * 2 + life->is_investigated;
    return position * 5 + (size_t)life->mediation;
}

/* Does it; finds all that is to be found, for a position is not told by how much that is. */
static void do_all(struct walked *walked, enum event_type event)
{
    const struct case_life *life = &walked->life;
    do
        act(walked, event, facts_for(walked, event));
    while (event == EVENT_FOUND && life_open(life->allegations, life->allegation_count));
}

/* Where cases can get to, in the order of the number of acts. */
struct search {
    void *memory;
    struct walked *queue[POSITIONS];
    size_t end;
    bool *seen; /* by position */
};

static void note(struct search *search, const struct walked *walked)
{
    if (search->seen[position_of(walked)])
        return;
    assert_in_range(search->end, 0, POSITIONS - 1);
    search->seen[position_of(walked)] = true;
    search->queue[search->end] = NEW(search->memory, struct walked);
    *search->queue[search->end++] = *walked;
}

static void search_from(struct search *search, const struct walked *walked)
{
    for (size_t i = 0; i < COUNT(by_staff); i++) {
        struct walked next = *walked;
        if (!is_allowed(walked, by_staff[i]))
            continue;
        do_all(&next, by_staff[i]);
        note(search, &next);
    }
}

/* Whether there is a way to the goal; 'walked' goes it. */
static bool lead(struct walked *walked, const struct goal *goal)
{
    SCOPED_MEMORY memory = memory_new();
    const size_t positions = walked->procedure->stage_count * states.count * 16 * 5;
    struct search search = { .memory = memory, .seen = NEW_ARRAY(memory, bool, positions) };
    note(&search, walked);
    for (size_t first = 0; first < search.end; first++) {
        if (is_reached(search.queue[first], goal)) {
            *walked = *search.queue[first];
            return true;
        }
        search_from(&search, search.queue[first]);
    }
    return false;
}

static void check_end(struct walked *walked, size_t number)
{
    const struct goal closed = { NULL };
    if (!lead(walked, &closed))
        fail_msg("procedure %zu: a %s that is %s in %s is trapped", number,
                 vocabulary_text(&kinds, (int)walked->file.kind),
                 vocabulary_text(&states, (int)walked->file.state), walked->file.stage);
}

static const struct standard *standard_of(const struct procedure *procedure,
                                          const struct case_file *file, const char *code)
{
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (strcmp(procedure->standards[i].code, code) == 0 &&
            standard_applies(&procedure->standards[i], file->kind, file->channel, file->category))
            return &procedure->standards[i];
    fail_msg("no standard %s", code);
    return &procedure->standards[0];
}

/* Each promise that still runs can be stopped from where the case stands. */
static void check_clocks(struct walked *walked, size_t number)
{
    static const struct calendar calendar = {
        .version = 1, .nation = NATION_SCOTLAND, .first_day = 20000, .last_day = 30000
    };
    struct mark marks[COUNT(walked->marks)];
    memcpy(marks, walked->marks, sizeof marks);
    const struct clock_basis basis = { .procedure = walked->procedure,
                                       .calendar = &calendar,
                                       .case_file = &walked->file,
                                       .marks = marks,
                                       .mark_count = walked->mark_count,
                                       .now = walked->marks[walked->mark_count - 1].at };
    const struct clock_settlements settled = clocks_settle(walked->memory, &basis);
    for (size_t i = 0; i < settled.count; i++) {
        const struct case_clock *clock = &settled.list[i].clock;
        const struct goal stopped = { standard_of(walked->procedure, &walked->file,
                                                  clock->standard) };
        struct walked further = *walked;
        const bool is_running = clock->met_at == NO_INSTANT && clock->ended_at == NO_INSTANT &&
                                clock->superseded_at == NO_INSTANT &&
                                !(stopped.stopped->repeats && clock->breached_at != NO_INSTANT);
        if (is_running && !stopped.stopped->watched && !lead(&further, &stopped))
            fail_msg("procedure %zu: %s of a %s that is %s in %s runs for ever", number,
                     clock->standard, vocabulary_text(&kinds, (int)walked->file.kind),
                     vocabulary_text(&states, (int)walked->file.state), walked->file.stage);
    }
}

static bool is_accepted(const struct procedure *procedure)
{
    SCOPED_OP op = op_begin();
    return procedure_check(&op, procedure) == OK;
}

static void what_is_accepted_traps_nobody(void **state)
{
    size_t accepted = 0;
    (void)state;
    for (size_t number = 0; number < PROCEDURES; number++) {
        SCOPED_MEMORY memory = memory_new();
        chance_state = number;
        const struct procedure procedure = procedure_by_chance(memory);
        if (!is_accepted(&procedure))
            continue;
        accepted++;
        for (size_t i = 0; i < WALKS; i++) {
            struct walked *walked = NEW(memory, struct walked);
            walked->memory = memory;
            walked->procedure = &procedure;
            if (!walk(walked))
                continue;
            check_clocks(walked, number);
            check_end(walked, number);
            check_clocks(walked, number);
        }
    }
    assert_in_range(accepted, PROCEDURES / 10, PROCEDURES * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_accepted_traps_nobody),
    };
    return cmocka_run_group_tests_name("procedure_walk", tests, read_autus, forget_autus);
}
