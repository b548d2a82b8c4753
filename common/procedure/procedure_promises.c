/* Whether every promise begins, and comes to an end before its case does. */
#include "common/domain/access.h"
#include "common/procedure/procedure_check.h"

/* One standard on the cases of one kind. */
struct promise {
    const struct journey *journey;
    const struct standard *standard;
    enum kind kind;
    bool stops[EVENT_COUNT];  /* what meets or ends it for good */
    bool barred[EVENT_COUNT]; /* what cannot happen while it runs on */
};

static bool starts(const struct standard *standard, enum event_type event)
{
    for (size_t i = 0; i < standard->starts_with_count; i++)
        if (standard->starts_with[i] == event)
            return true;
    return false;
}

/* Whether nothing but this event starts it: what it opens then stands open while it runs. */
static bool starts_only(const struct standard *standard, enum event_type event)
{
    return standard->starts_with_count == 1 && standard->starts_with[0] == event;
}

/* What starts it again does not stop it; nor does what meets one period of many. */
static bool stops(const struct standard *standard, enum event_type event)
{
    if (starts(standard, event))
        return false;
    if (standard_met_by(standard, event))
        return !standard->repeats || standard->each;
    return standard_ended_by(standard, event);
}

/* Whether the guard refuses the event for as long as the promise runs: it needs one that would
 * have stopped the promise, and that one needs what started it. A case is not closed by the
 * safeguarding officer while the hand-over is unacknowledged. */
static bool waits(const struct promise *promise, enum event_type event)
{
    const enum event_type needed = event_needed_by(event);
    return needed && promise->stops[needed] &&
           starts_only(promise->standard, event_needed_by(needed));
}

static struct promise promise_of(const struct journey *journey, const struct standard *standard,
                                 enum kind kind)
{
    struct promise promise = { journey, standard, kind, { 0 }, { 0 } };
    for (size_t event = 1; event < EVENT_COUNT; event++)
        promise.stops[event] = stops(standard, (enum event_type)event);
    for (size_t event = 1; event < EVENT_COUNT; event++)
        promise.barred[event] = promise.stops[event] || waits(&promise, (enum event_type)event);
    return promise;
}

/* Some case of the kind has it. */
static bool applies(const struct standard *standard, enum kind kind)
{
    return standard_applies(standard, kind,
                            standard->channel_count ? standard->channels[0] : CHANNEL_WEB,
                            standard->category_count ? standard->categories[0] : "");
}

/* Adds where the step leads, if the promise starts by the event there. */
static void begin(const struct promise *promise, enum event_type event, const struct step *step,
                  bool *running)
{
    const struct standard *standard = promise->standard;
    const enum channel medium = standard->medium_count ? standard->media[0] : CHANNEL_WEB;
    for (size_t stage = step->first; step->is_allowed && stage <= step->last; stage++) {
        const char *code = promise->journey->procedure->stages[stage].code;
        if (standard_starts_with(standard, event, code, step->to, medium))
            running[journey_position(promise->journey, step->to, stage)] = true;
    }
}

/* Where a case can stand while the promise runs. */
static bool *running_of(struct op *op, const struct promise *promise)
{
    const struct journey *journey = promise->journey;
    bool *reached = journey_set(op->memory, journey), *running = journey_set(op->memory, journey);
    journey_start(journey, promise->kind, reached);
    for (size_t position = 0; position < journey->position_count; position++) {
        const size_t stage = journey_stage(journey, position);
        const struct step received = { true, STATE_RECEIVED, stage, stage };
        if (reached[position])
            begin(promise, EVENT_RECEIVED, &received, running);
    }
    journey_spread(journey, NULL, reached);
    for (size_t position = 0; position < journey->position_count; position++)
        for (size_t event = 1; reached[position] && event < EVENT_COUNT; event++)
            begin(promise, (enum event_type)event,
                  journey_step(journey, position, (enum event_type)event), running);
    journey_spread(journey, promise->barred, running);
    return running;
}

/* Whether it began when the case was opened, and not since: then what is done once has not been
 * done yet, or the promise would have stopped. */
static bool starts_with_opening(const struct standard *standard)
{
    for (size_t i = 0; i < standard->starts_with_count; i++)
        if (standard->starts_with[i] != EVENT_RECEIVED &&
            standard->starts_with[i] != EVENT_REOPENED)
            return false;
    return true;
}

/* Whether staff can do it because the promise runs: what started it waits for just this, or for
 * another event that stops it too, and it is not the complainant's to do. */
static bool answers(const struct promise *promise, enum event_type event)
{
    const enum event_type needed = event_needed_by(event);
    if (event == EVENT_INITIAL_RESPONSE)
        return starts_with_opening(promise->standard);
    if (!starts_only(promise->standard, needed) ||
        access_is_open(WHO_COMPLAINANT, event_groups(event)) ||
        event == EVENT_CLOSED) /* which needs more */
        return false;
    for (size_t other = 1; other < EVENT_COUNT; other++)
        if (event_needed_by((enum event_type)other) == needed && !promise->stops[other])
            return false;
    return true;
}

/* Whether staff can meet or end it there. */
static bool is_stopped_at(const struct promise *promise, size_t position)
{
    for (size_t i = 1; i < EVENT_COUNT; i++) {
        const enum event_type event = (enum event_type)i;
        if (promise->stops[event] && journey_step(promise->journey, position, event)->is_allowed &&
            (journey_is_sure(promise->journey, promise->kind, position, event) ||
             answers(promise, event)))
            return true;
    }
    return false;
}

static void tell(struct op *op, const struct promise *promise, size_t number, size_t position)
{
    const struct journey *journey = promise->journey;
    mistake_add(
        op, memory_printf(op->memory, "/standards/%zu", number), "never_stops",
        memory_printf(op->memory,
                      "runs on for ever: once a %s is \"%s\" in the stage \"%s\", no acts that "
                      "staff can always do meet it or end it",
                      vocabulary_text(&kinds, (int)promise->kind),
                      vocabulary_text(&states, (int)journey_state(journey, position)),
                      journey->procedure->stages[journey_stage(journey, position)].code));
}

/* The first place where it runs on for ever; position_count when there is none. */
static size_t endless_position(struct op *op, const struct promise *promise, const bool *running)
{
    const struct journey *journey = promise->journey;
    bool *stopped = journey_set(op->memory, journey);
    size_t position = 0;
    for (size_t i = 0; i < journey->position_count; i++)
        stopped[i] = is_stopped_at(promise, i);
    journey_retrace(journey, promise->kind, stopped);
    while (position < journey->position_count && (stopped[position] || !running[position]))
        position++;
    return position;
}

static bool is_empty(const struct journey *journey, const bool *set)
{
    for (size_t position = 0; position < journey->position_count; position++)
        if (set[position])
            return false;
    return true;
}

/* A limit that is only watched ends by itself. */
static void check_standard(struct op *op, const struct journey *journey, size_t number)
{
    const struct standard *standard = &journey->procedure->standards[number];
    bool is_started = false, is_told = false;
    for (size_t kind = 1; kind < kinds.count; kind++) {
        if (!applies(standard, (enum kind)kind))
            continue;
        const struct promise promise = promise_of(journey, standard, (enum kind)kind);
        const bool *running = running_of(op, &promise);
        const size_t endless = endless_position(op, &promise, running);
        is_started = is_started || !is_empty(journey, running);
        if (standard->watched || is_told || endless == journey->position_count)
            continue;
        is_told = true;
        tell(op, &promise, number, endless);
    }
    if (!is_started)
        mistake_add(op, memory_printf(op->memory, "/standards/%zu/starts_with", number),
                    "never_starts", "never starts: none of these can happen to a case of its kind");
}

/* Whether some promise, made once, is met by the first answer to whatever complaint comes in there.
 */
static bool promises_answer(const struct procedure *procedure, enum channel channel,
                            const char *stage)
{
    for (size_t i = 0; i < procedure->standard_count; i++) {
        const struct standard *standard = &procedure->standards[i];
        if (!standard->repeats && !standard->is_internal && !standard->category_count &&
            standard_met_by(standard, EVENT_INITIAL_RESPONSE) &&
            standard_applies(standard, KIND_COMPLAINT, channel, "") &&
            standard_starts_with(standard, EVENT_RECEIVED, stage, STATE_RECEIVED, channel))
            return true;
    }
    return false;
}

/* Rule: A15. */
static void check_answer(struct op *op, const struct journey *journey, const char *stage)
{
    for (size_t channel = 1; channel < channels.count; channel++) {
        if (promises_answer(journey->procedure, (enum channel)channel, stage))
            continue;
        mistake_add(op, "/standards", "no_initial_response",
                    memory_printf(op->memory,
                                  "must promise an initial response to every complaint (rule "
                                  "A15), also to one by %s that starts in the stage \"%s\"",
                                  vocabulary_text(&channels, (int)channel), stage));
        return;
    }
}

void check_promises(struct op *op, const struct journey *journey)
{
    bool *started = journey_set(op->memory, journey);
    for (size_t i = 0; i < journey->procedure->standard_count; i++)
        check_standard(op, journey, i);
    journey_start(journey, KIND_COMPLAINT, started);
    for (size_t stage = 0; stage < journey->procedure->stage_count; stage++)
        if (started[journey_position(journey, STATE_RECEIVED, stage)])
            check_answer(op, journey, journey->procedure->stages[stage].code);
}
