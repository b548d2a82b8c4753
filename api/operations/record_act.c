#include "api/operations/record_act.h"

#include "api/operations/act_split.h"
#include "api/operations/readings.h"
#include "common/casework/case_access.h"
#include "common/casework/complainant.h"
#include "common/casework/sealing.h"
#include "common/domain/erasure.h"
#include "common/domain/event_trait.h"
#include "common/seal/receipt.h"
#include "common/store/reading_store.h"
#include "common/store/tx.h"

/* Whoever answers deals with it and is asked about it, unless others are named. Rule: A15, D13. */
static void name_people(const struct op *op, struct acting *acting)
{
    const enum event_type event = acting->call->event;
    struct facts *facts = &acting->facts;
    if (event == EVENT_QUESTION && !facts->medium)
        facts->medium = CHANNEL_WEB;
    if (op->actor.kind != ACTOR_STAFF)
        return;
    if (event == EVENT_CONFLICT_DECLARED && uuid_is_nil(&facts->staff))
        facts->staff = op->actor.id;
    if (!event_replies(event) && event != EVENT_ASSIGNED)
        return;
    if (uuid_is_nil(&facts->handler))
        facts->handler = op->actor.id;
    if (uuid_is_nil(&facts->point_of_contact))
        facts->point_of_contact = facts->handler;
}

/* When a letter of that day counts as sent: not before what it tells of. */
static instant sent_at(day sent_on, instant occurred_at, instant decided_at)
{
    if (sent_on == NO_DAY || sent_on == instant_day(occurred_at))
        return occurred_at;
    return sent_on == instant_day(decided_at) ? decided_at : day_start(sent_on);
}

/* When what a letter tells of was decided; receipt when nothing was. */
static instant last_decided_at(const struct acting *acting)
{
    return acting->life.decided_at == NO_INSTANT ? acting->record.file.received_at
                                                 : acting->life.decided_at;
}

static enum fault check_sent_on(struct op *op, day sent_on, instant sent, instant decided_at)
{
    if (sent_on == NO_DAY)
        return OK;
    if (sent < decided_at)
        return mistake_add(op, "/sent_on", "before_outcome",
                           "must not lie before the day of the outcome");
    if (sent > op->now)
        return mistake_add(op, "/sent_on", "in_future", "must not lie in the future");
    return OK;
}

/* Rule: D19. A case that is declined is counted by the ground. */
static void name_refusal(struct op *op, struct facts *facts)
{
    const char **outcome = NEW(op->memory, const char *);
    *outcome = memory_printf(op->memory, "declined_%s",
                             vocabulary_text(&refusal_grounds, (int)facts->ground));
    facts->outcomes = outcome;
    facts->outcome_count = 1;
}

/* The letter that tells of the outcome, when it went out with it. */
static enum fault apply_letter(struct op *op, struct acting *acting, instant sent)
{
    if (!event_has_outcomes(acting->call->event) || acting->call->request.sent_on == NO_DAY)
        return OK;
    TRY(act_apply(op, acting, EVENT_WRITTEN_OUTCOME, sent, &no_facts));
    return act_keep_quorum(op, acting, sent);
}

/* The day that the first wish set stands. Rule: D18. */
static enum fault give_notice(struct op *op, struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    struct facts facts = no_facts;
    facts.until = file->erasure_not_before == NO_DAY ? erasure_day(acting->occurred_at)
                                                     : file->erasure_not_before;
    return act_apply(op, acting, EVENT_ERASURE_NOTICE, acting->occurred_at, &facts);
}

static enum fault apply_all(struct op *op, struct acting *acting)
{
    const struct act_call *call = acting->call;
    const enum event_type event = call->event;
    const instant occurred_at = acting->occurred_at;
    const instant decided_at =
        event == EVENT_WRITTEN_OUTCOME ? last_decided_at(acting) : occurred_at;
    const instant sent = sent_at(call->request.sent_on, occurred_at, decided_at);

    TRY(check_sent_on(op, call->request.sent_on, sent, decided_at));
    const instant at = event == EVENT_WRITTEN_OUTCOME ? sent : occurred_at;
    TRY(act_apply(op, acting, event, at, &acting->facts));
    if (event_has_outcomes(event))
        TRY(case_outcomes_add(op, &acting->record.file, acting->record.file.version,
                              acting->facts.outcomes, acting->facts.outcome_count));
    if (event == EVENT_ERASURE_ASKED)
        TRY(give_notice(op, acting));
    TRY(event_takes_away(event) ? act_pass_on(op, acting, at) : act_keep_quorum(op, acting, at));
    return apply_letter(op, acting, sent);
}

/* Rule: A12, B1. What nothing may be done about does not exist for whoever asks; nor does a case of
 * which the receipt code was replaced while whoever has the old one waited for their turn. */
static enum fault check_access(struct op *op, struct acting *acting)
{
    const bool is_complainant = op->actor.kind == ACTOR_COMPLAINANT;
    TRY(case_access(op, &acting->record.file, &acting->may));
    if (!acting->may || (is_complainant && !complainant_is_current(op, &acting->record)))
        return FAULT_NOT_FOUND;
    return acting->may & event_groups(acting->call->event) ? OK : FAULT_NOT_ALLOWED;
}

/* The act is not before the last entry of the history: processes differ in their times a little,
 * and it may have waited for another act. */
static enum fault follow_last(struct op *op, struct acting *acting)
{
    struct case_event last = { 0 };
    TRY(case_event_last(op, &acting->record.file, &last));
    acting->last_hash = last.hash;
    if (op->now < last.recorded_at)
        op->now = last.recorded_at;
    return OK;
}

/* From now on the new code opens the case, and the one before does not. Rule: B1. */
static enum fault replace_receipt(struct op *op, struct acting *acting)
{
    char *code = memory_alloc(op->memory, RECEIPT_TEXT);
    unsigned char *hash = memory_alloc(op->memory, HASH_BYTES);
    acting->record.receipt_generation = acting->call->repeat.receipt_generation;
    receipt_code(&acting->key, acting->record.receipt_generation, code);
    if (!receipt_hash(code, hash))
        return FAULT_BUG;
    acting->record.receipt_hash = (struct bytes){ hash, HASH_BYTES };
    return case_receipt_save(op, &acting->record);
}

static enum fault act(struct op *op, struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    TRY(check_access(op, acting));
    TRY(act_read_life(op, acting));
    if (acting->call->version && acting->call->version != file->version)
        return FAULT_VERSION_STALE;
    if (file->erased_at != NO_INSTANT) /* its key is gone */
        return act_refuse(op, acting, event_refusal(file, &acting->life, acting->call->event));
    TRY(follow_last(op, acting));
    name_people(op, acting);
    TRY(case_key_open(&acting->record, &acting->key));
    TRY(act_check(op, acting));
    if (acting->call->event == EVENT_DECLINED)
        name_refusal(op, &acting->facts);
    TRY(act_text_complete(op, acting));
    TRY(apply_all(op, acting));
    TRY(act_save(op, acting));
    if (acting->call->event == EVENT_RECEIPT_CODE_ISSUED)
        return replace_receipt(op, acting);
    return acting->part ? act_split_take_in(op, acting) : OK;
}

/* A case that is out of sight is none; but whoever did the act that took it there is answered
 * again. Rule: B4, C11. */
static enum fault hold(struct op *op, struct act_call *call, struct acting *acting)
{
    const bool makes_case = !uuid_is_nil(&call->made);
    struct uuid own, *resource = makes_case ? &call->made : &own;
    const enum fault fault =
        case_lock(op, &op->actor.organisation_id, call->reference, &acting->record);
    if (fault)
        return fault == FAULT_NOT_FOUND && call->repeat.key
                   ? repeat_find(op, &call->repeat, resource)
                   : fault;
    own = acting->record.file.id;
    acting->handler_before = acting->record.file.handler;
    if (call->event == EVENT_RECEIPT_CODE_ISSUED)
        call->repeat.receipt_generation = acting->record.receipt_generation + 1;
    return repeat_note(op, &call->repeat, makes_case ? 201 : 200, resource);
}

/* Staff are answered with the case, where the act has not taken it out of their sight, unless it
 * made something that they are answered with. Rule: A12. */
static enum fault record_answer(struct op *op, const struct acting *acting, int *version)
{
    const struct case_file *file = &acting->record.file;
    uint64_t may;
    if (op->actor.kind != ACTOR_STAFF || !uuid_is_nil(&acting->call->made) ||
        acting->call->event == EVENT_RECEIPT_CODE_ISSUED)
        return OK;
    TRY(case_access(op, file, &may));
    if (!(may & MAY(READ)))
        return OK;
    const struct reading reading = reading_of(op, &file->id, READING_PART_CASE, file->version);
    *version = file->version;
    return readings_add_within(op, &reading, 1);
}

enum fault record_act(struct op *op, struct act_call *call)
{
    SCOPED_TX tx = { 0 };
    struct acting acting = { .call = call,
                             .facts = call->request.facts,
                             .text = call->request.text };

    TRY(tx_begin(op, &tx));
    TRY(hold(op, call, &acting));
    if (call->repeat.replayed)
        return OK;
    const enum fault fault = act(op, &acting);
    case_key_release(&acting.key);
    TRY(fault);
    TRY(record_answer(op, &acting, &call->read_version));
    return tx_commit(&tx);
}
