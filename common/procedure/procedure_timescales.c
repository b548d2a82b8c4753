/* Whether a complaint that waits always has a promise of what comes next, not of news alone. */
#include "common/base/memory.h"
#include "common/domain/event_trait.h"
#include "common/procedure/procedure_check.h"

#include <string.h>

enum { PROMISES = 64, PASTS = 4096 };

/* What a complaint can have behind it: where it stands by now, and which promises run. */
struct past {
    size_t position;
    uint64_t running; /* a bit of each promise */
    enum event_type last;
    size_t before; /* another past that stands there, counted from 1; 0: none */
};

/* All that complaints by one channel can have behind them. */
struct pasts {
    const struct journey *journey;
    const struct standard *promises[PROMISES];
    size_t promise_count;
    struct past *list; /* of PASTS at most */
    size_t count;
    size_t *newest; /* of each position, counted from 1 */
};

/* Whether it promises, once, that a complaint is decided or led on. */
static bool is_timescale(const struct standard *standard, enum channel channel)
{
    for (size_t i = 0; i < standard->met_by_count; i++)
        if (!event_decides(standard->met_by[i]) && !event_leads_on(standard->met_by[i]))
            return false;
    return standard->met_by_count > 0 && !standard->repeats && !standard->each &&
           !standard->watched && !standard->is_internal && !standard->medium_count &&
           standard_applies(standard, KIND_COMPLAINT, channel, "");
}

/* False when they are too many to be told apart. */
static bool find_promises(struct pasts *pasts, enum channel channel)
{
    const struct procedure *procedure = pasts->journey->procedure;
    pasts->promise_count = 0;
    for (size_t i = 0; i < procedure->standard_count; i++) {
        if (!is_timescale(&procedure->standards[i], channel))
            continue;
        if (pasts->promise_count == PROMISES)
            return false;
        pasts->promises[pasts->promise_count++] = &procedure->standards[i];
    }
    return true;
}

/* Which of them run after the event, that brings the case to the position. As case_clock.c does it:
 * what an event ends it can start again. */
static uint64_t running_after(const struct pasts *pasts, uint64_t running, enum event_type event,
                              size_t position)
{
    const size_t stage = journey_stage(pasts->journey, position);
    const enum state state = journey_state(pasts->journey, position);
    const char *code = pasts->journey->procedure->stages[stage].code;
    for (size_t i = 0; i < pasts->promise_count; i++) {
        const struct standard *standard = pasts->promises[i];
        const uint64_t bit = (uint64_t)1 << i;
        if (standard_met_by(standard, event) || standard_ended_by(standard, event) ||
            standard_is_left_by(standard, event, code))
            running &= ~bit;
        if (standard_starts_with(standard, event, code, state, CHANNEL_WEB))
            running |= bit;
    }
    return running;
}

/* A past with more promises than another leads to nothing that the other does not lead to. */
static void add_past(struct pasts *pasts, struct past past)
{
    for (size_t i = pasts->newest[past.position]; i; i = pasts->list[i - 1].before)
        if ((pasts->list[i - 1].running & past.running) == pasts->list[i - 1].running)
            return;
    if (pasts->count == PASTS)
        return;
    past.before = pasts->newest[past.position];
    pasts->list[pasts->count++] = past;
    pasts->newest[past.position] = pasts->count;
}

static void go_on(struct pasts *pasts, const struct past past)
{
    for (size_t i = 1; i < EVENT_COUNT; i++) {
        const enum event_type event = (enum event_type)i;
        const struct step *step = journey_step(pasts->journey, past.position, event);
        for (size_t stage = step->first; step->is_allowed && stage <= step->last; stage++) {
            const size_t next = journey_position(pasts->journey, step->to, stage);
            add_past(pasts, (struct past){ next, running_after(pasts, past.running, event, next),
                                           event, 0 });
        }
    }
}

/* From all ways in, as far as PASTS lead. */
static void find_pasts(void *memory, struct pasts *pasts)
{
    const struct journey *journey = pasts->journey;
    bool *entered = journey_set(memory, journey);
    journey_start(journey, KIND_COMPLAINT, entered);
    pasts->list = NEW_ARRAY(memory, struct past, PASTS);
    pasts->newest = NEW_ARRAY(memory, size_t, journey->position_count);
    pasts->count = 0;
    for (size_t position = 0; position < journey->position_count; position++)
        if (entered[position])
            add_past(pasts,
                     (struct past){ position, running_after(pasts, 0, EVENT_RECEIVED, position),
                                    EVENT_RECEIVED, 0 });
    for (size_t i = 0; i < pasts->count; i++)
        go_on(pasts, pasts->list[i]);
}

static bool is_undecided(enum state state)
{
    return state == STATE_RECEIVED || state == STATE_IN_PROGRESS;
}

static void tell(struct op *op, const struct journey *journey, const struct past *past)
{
    mistake_add(op,
                memory_printf(op->memory, "/stages/%zu", journey_stage(journey, past->position)),
                "no_timescale",
                memory_printf(
                    op->memory,
                    "lets a complaint that is \"%s\" here after \"%s\" wait with nothing "
                    "promised but news and answers: it needs a standard of this stage that starts "
                    "with that, and that a decision or another step meets",
                    vocabulary_text(&states, (int)journey_state(journey, past->position)),
                    vocabulary_text(&event_types, (int)past->last)));
}

/* The first past that lets it wait in the stage; NULL: none. */
static const struct past *waiting_in(const struct pasts *pasts, size_t stage)
{
    for (size_t i = 0; i < pasts->count; i++) {
        const struct past *past = &pasts->list[i];
        if (!past->running && journey_stage(pasts->journey, past->position) == stage &&
            is_undecided(journey_state(pasts->journey, past->position)))
            return past;
    }
    return NULL;
}

static void tell_new(struct op *op, const struct pasts *pasts, bool *is_told)
{
    for (size_t stage = 0; stage < pasts->journey->procedure->stage_count; stage++) {
        const struct past *past = is_told[stage] ? NULL : waiting_in(pasts, stage);
        if (!past)
            continue;
        is_told[stage] = true;
        tell(op, pasts->journey, past);
    }
}

static bool are_same(const struct pasts *one, const struct pasts *other)
{
    for (size_t i = 0; i < one->promise_count; i++)
        if (one->promises[i] != other->promises[i])
            return false;
    return one->promise_count == other->promise_count;
}

void check_timescales(struct op *op, const struct journey *journey)
{
    bool *is_told = NEW_ARRAY(op->memory, bool, journey->procedure->stage_count);
    struct pasts pasts = { .journey = journey }, before = { 0 };
    for (size_t channel = 1; channel < channels.count; channel++) {
        if (!find_promises(&pasts, (enum channel)channel))
            return;
        if (channel > 1 && are_same(&pasts, &before))
            continue;
        find_pasts(op->memory, &pasts);
        tell_new(op, &pasts, is_told);
        before = pasts;
    }
}
