/*
 * The job that carries out the wishes of those who complained to be erased, on
 * their day, one case a transaction: all of it or nothing. What is sealed or
 * held is refused, in the same words. Rule: B6, B7, D17, D18.
 */
#include "worker/jobs.h"

#include "common/base/failpoint.h"
#include "common/base/log.h"
#include "common/casework/history.h"
#include "common/casework/reference_data.h"
#include "common/casework/sealing.h"
#include "common/casework/settle.h"
#include "common/domain/erasure.h"
#include "common/store/erasure_store.h"
#include "common/store/outbox_store.h"
#include "worker/pieces.h"
#include "worker/sight.h"

/* A case whose day has come. */
struct due_wish {
    struct case_record record;
    struct case_key key; /* of one that must be kept: what they are told is sealed */
    const struct procedure *procedure;
    struct case_life life;
    instant asked_at; /* when it was first wished */
    struct bytes last_hash;
};

/* A wish that came again counts from the first time. */
static instant wished_at(const struct case_event *events, size_t count)
{
    instant at = NO_INSTANT;
    for (size_t i = 0; i < count; i++) {
        if (events[i].type == EVENT_ERASURE_ASKED && at == NO_INSTANT)
            at = events[i].occurred_at;
        if (events[i].type == EVENT_ERASURE_TAKEN_BACK || events[i].type == EVENT_ERASURE_REFUSED)
            at = NO_INSTANT;
    }
    return at;
}

static enum fault read_due(struct op *op, const struct uuid *organisation_id,
                           const struct uuid *case_id, struct due_wish *due)
{
    struct case_file *file = &due->record.file;
    struct case_event *events;
    size_t count;
    TRY(case_by_id(op, organisation_id, case_id, &due->record));
    TRY(procedure_of(op, organisation_id, file->procedure_version, &due->procedure));
    TRY(case_history(op, organisation_id, case_id, &events, &count));
    TRY(events_replay(op, due->procedure, file, events, count, &due->life));
    due->asked_at = wished_at(events, count);
    due->last_hash = events[count - 1].hash;
    if (op->now < events[count - 1].recorded_at) /* processes differ in their times a little */
        op->now = events[count - 1].recorded_at;
    return OK;
}

static enum fault add_entry(struct op *op, struct due_wish *due, enum event_type event,
                            const struct case_key *key, const char *text)
{
    struct case_file *file = &due->record.file;
    const struct act act = { event, op->now, &no_facts };
    const struct event_text words = { .text = text };
    struct mark mark;
    TRY(case_apply(due->procedure, &act, file, &due->life, &mark));
    return history_add(op, file, key, &mark, &words, &due->last_hash);
}

static bool must_be_kept(const struct case_file *file)
{
    return file->legal_hold || file->sealed_off;
}

static enum fault refuse(struct op *op, struct due_wish *due)
{
    TRY(add_entry(op, due, EVENT_ERASURE_REFUSED, &due->key, erasure_refusal()));
    return erasure_refuse(op, &due->record.file);
}

static enum fault fail_at(const char *place)
{
    return failpoint(place) ? FAULT_DATABASE : OK;
}

static enum fault destroy(struct op *op, const struct due_wish *due)
{
    const struct case_file *file = &due->record.file;
    const struct uuid certificate = uuid_new(op->now);
    TRY(erasure_add(op, file, &certificate, due->asked_at));
    TRY(fail_at("erasure_before_key"));
    TRY(erasure_of_key(op, file));
    TRY(fail_at("erasure_after_key"));
    TRY(erasure_of_history(op, file));
    TRY(fail_at("erasure_before_case"));
    return erasure_of_case(op, file);
}

/* Its entry has no words: nothing is sealed any more. */
static enum fault erase(struct op *op, struct due_wish *due)
{
    const struct case_file *file = &due->record.file;
    TRY(add_entry(op, due, EVENT_ERASED, NULL, NULL));
    TRY(destroy(op, due));
    TRY(settle_case(op, file));
    TRY(erasure_of_traces(op, file));
    LOG(op, LOG_INFO, "case_erased", log_id("case", file->id));
    return OK;
}

static enum fault prepare(struct op *op, const struct uuid *organisation_id,
                          const struct uuid *case_id, struct due_wish *due)
{
    TRY(read_due(op, organisation_id, case_id, due));
    return must_be_kept(&due->record.file) ? case_key_open(&due->record, &due->key) : OK;
}

static enum fault carry_out(struct op *op, struct due_wish *due)
{
    const struct case_file *file = &due->record.file;
    TRY(must_be_kept(file) ? refuse(op, due) : erase(op, due));
    return outbox_add(op, TOPIC_CASE_CHANGED, &file->organisation_id, &file->id);
}

/* What does not open, or does not add up, is as it was, and not tried again in this pass. */
static enum fault carry_out_next(struct op *op, struct uuid *after, bool *is_found,
                                 struct due_wish *due)
{
    struct uuid organisation_id, case_id;
    enum fault fault = erasure_next(op, instant_day(op->now), after, &organisation_id, &case_id);
    *is_found = fault == OK;
    if (fault)
        return fault == FAULT_NOT_FOUND ? OK : fault;
    *after = case_id;
    fault = prepare(op, &organisation_id, &case_id, due);
    const bool is_broken = fault == FAULT_SEAL_BROKEN || fault == FAULT_BUG;
    if (!fault)
        fault = carry_out(op, due);
    if (fault)
        LOG(op, LOG_ERROR, "case_not_erased", log_id("case", case_id),
            log_code("fault", fault_kind(fault)->slug));
    return is_broken ? OK : fault;
}

static enum fault carry_out_piece(struct op *op, const void *given, size_t *done)
{
    struct uuid *const *after = given;
    struct due_wish due = { 0 };
    bool is_found;
    const enum fault fault = carry_out_next(op, *after, &is_found, &due);
    case_key_release(&due.key);
    *done = is_found;
    return fault;
}

/* A case that fails, every time perhaps, does not keep those after it waiting: as long as there is
 * one that it comes to. Answers the first failure. */
enum fault carry_out_erasures(struct op *op)
{
    struct uuid last = { 0 }, before, *after = &last;
    enum fault first = OK, fault;
    TRY(see_all(op));
    do {
        before = last;
        fault = pieces_do(op, carry_out_piece, &after);
        first = first ? first : fault;
    } while (fault && !uuid_equal(&before, &last));
    return first;
}
