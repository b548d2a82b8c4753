#include "api/operations/record_act.h"

#include "common/casework/chain.h"
#include "common/casework/reference_data.h"
#include "common/casework/sealing.h"
#include "common/casework/settle.h"
#include "common/json/case_shapes.h"
#include "common/seal/history.h"
#include "common/store/case_store.h"
#include "common/store/outbox_store.h"
#include "common/store/staff_store.h"
#include "common/store/tx.h"

/* An act in progress. */
struct acting {
    const struct act_call *call;
    const struct procedure *procedure;
    struct case_record record;
    struct case_key key;
    struct bytes last_hash;
};

static enum fault check_person(struct op *op, const char *pointer, const struct uuid *staff_id)
{
    bool has_role;
    TRY(staff_has_role(op, staff_id, &op->actor.organisation_id, &has_role));
    if (!has_role)
        mistake_add(op, pointer, "unknown_staff",
                    "must be the id of somebody with a role in the organisation");
    return OK;
}

/* Whoever answers deals with it and is asked about it, unless others are named. Rule: A15. */
static void name_people(const struct op *op, struct act_call *call)
{
    struct act_request *request = &call->request;
    if (call->event != EVENT_INITIAL_RESPONSE)
        return;
    if (uuid_is_nil(&request->handler))
        request->handler = op->actor.id;
    if (uuid_is_nil(&request->point_of_contact))
        request->point_of_contact = request->handler;
}

/* What only the records know to be wrong. */
static enum fault check(struct op *op, const struct acting *acting)
{
    const struct act_request *request = &acting->call->request;
    if (acting->call->event == EVENT_INITIAL_RESPONSE) {
        TRY(check_person(op, "/handler", &request->handler));
        TRY(check_person(op, "/point_of_contact", &request->point_of_contact));
    }
    for (size_t i = 0; i < request->outcome_count; i++)
        if (!procedure_has_outcome(acting->procedure, request->outcomes[i]))
            mistake_add(op, memory_printf(op->memory, "/outcomes/%zu", i), "unknown_outcome",
                        "must be an outcome of the organisation's procedure");
    return mistakes_found(op);
}

static const char *quoted(struct op *op, const char *name, const char *code, const char *facts)
{
    return memory_printf(op->memory, "%s%s\"%s\":\"%s\"", facts, *facts ? "," : "", name, code);
}

/* Codes and ids only, members sorted: nothing personal. */
static const char *facts_of(struct op *op, const struct act_request *request)
{
    const char *facts = "";
    if (!uuid_is_nil(&request->handler)) {
        char handler[UUID_TEXT], contact[UUID_TEXT];
        uuid_text(&request->handler, handler);
        uuid_text(&request->point_of_contact, contact);
        facts = quoted(op, "handler", handler, facts);
        facts = quoted(op, "point_of_contact", contact, facts);
    }
    if (request->medium)
        facts = quoted(op, "medium", vocabulary_text(&channels, (int)request->medium), facts);
    if (request->outcome_count) {
        const char *list = "";
        for (size_t i = 0; i < request->outcome_count; i++)
            list =
                memory_printf(op->memory, "%s%s\"%s\"", list, i ? "," : "", request->outcomes[i]);
        facts = memory_printf(op->memory, "%s%s\"outcomes\":[%s]", facts, *facts ? "," : "", list);
    }
    return memory_printf(op->memory, "{%s}", facts);
}

static void seal_text(struct op *op, const struct acting *acting, struct case_event *event)
{
    if (!acting->call->request.text)
        return;
    const struct event_text text = { acting->call->request.text };
    const struct sealed sealed =
        seal_struct(op, &acting->key, place_of_event(op, &acting->record.file.id, event->seq),
                    &event_text_shape, &text);
    unsigned char *hash = memory_alloc(op->memory, HASH_BYTES);
    history_content_hash(&sealed, hash);
    event->sealed = (struct bytes){ sealed.bytes, sealed.length };
    event->content_hash = (struct bytes){ hash, HASH_BYTES };
}

static enum fault tell_history(struct op *op, struct acting *acting, const struct mark *mark)
{
    struct case_event event = { .seq = mark->seq,
                                .recorded_at = op->now,
                                .occurred_at = mark->at,
                                .actor_kind = "staff",
                                .actor = op->actor.id,
                                .type = mark->event,
                                .facts = "{}" };
    if (mark->event == acting->call->event) {
        event.facts = facts_of(op, &acting->call->request);
        seal_text(op, acting, &event);
    }
    chain_event(op, &acting->record.file, acting->last_hash.data, &event);
    acting->last_hash = event.hash;
    return case_event_add(op, &acting->record.file, &event);
}

/* Whoever is refused learns what could be done instead. */
static enum fault tell_allowed(struct op *op, const struct acting *acting)
{
    const enum state state = acting->record.file.state;
    const char *allowed = "";
    for (size_t i = 1; i < event_types.count; i++)
        if (procedure_transition(acting->procedure, state, (enum event_type)i))
            allowed = memory_printf(op->memory, "%s%s%s", allowed, *allowed ? ", " : "",
                                    event_types.texts[i]);
    mistake_add(op, "", "allowed_now",
                memory_printf(op->memory, "a case that is %s allows: %s",
                              vocabulary_text(&states, (int)state), allowed));
    return FAULT_ACT_NOT_ALLOWED;
}

static enum fault apply(struct op *op, struct acting *acting, enum event_type event,
                        instant occurred_at)
{
    struct mark mark;
    const struct act act = { event, occurred_at, acting->call->request.handler,
                             acting->call->request.point_of_contact };
    const struct time_mistake *mistake = act_time_mistake(&acting->record.file, &act, op->now);
    if (mistake)
        return mistake_add(op, "/occurred_at", mistake->code, mistake->detail);
    if (case_apply(acting->procedure, &act, &acting->record.file, &mark))
        return tell_allowed(op, acting);
    return tell_history(op, acting, &mark);
}

/* When a letter of that day counts as sent: not before what it tells of. */
static instant sent_at(day sent_on, instant occurred_at, instant decided_at)
{
    if (sent_on == NO_DAY || sent_on == instant_day(occurred_at))
        return occurred_at;
    return sent_on == instant_day(decided_at) ? decided_at : day_start(sent_on);
}

/* When what a letter tells of was decided; receipt when nothing was. */
static instant last_decided_at(const struct case_file *file)
{
    return file->decided_at == NO_INSTANT ? file->received_at : file->decided_at;
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

static enum fault apply_all(struct op *op, struct acting *acting)
{
    const struct act_call *call = acting->call;
    const instant occurred_at =
        call->request.occurred_at == NO_INSTANT ? op->now : call->request.occurred_at;
    const instant decided_at =
        call->event == EVENT_WRITTEN_OUTCOME ? last_decided_at(&acting->record.file) : occurred_at;
    const instant sent = sent_at(call->request.sent_on, occurred_at, decided_at);

    TRY(check_sent_on(op, call->request.sent_on, sent, decided_at));
    if (call->event == EVENT_WRITTEN_OUTCOME)
        return apply(op, acting, EVENT_WRITTEN_OUTCOME, sent);

    TRY(apply(op, acting, call->event, occurred_at));
    if (call->event == EVENT_OUTCOME) {
        TRY(case_outcomes_add(op, &acting->record.file, acting->record.file.version,
                              call->request.outcomes, call->request.outcome_count));
        if (call->request.sent_on != NO_DAY)
            return apply(op, acting, EVENT_WRITTEN_OUTCOME, sent);
    }
    return OK;
}

static enum fault act(struct op *op, struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &acting->procedure));
    TRY(check(op, acting));
    if (acting->call->version && acting->call->version != file->version)
        return FAULT_VERSION_STALE;
    TRY(case_event_hash(op, file, file->version, &acting->last_hash));
    TRY(case_key_open(&acting->record, &acting->key));
    TRY(apply_all(op, acting));
    TRY(case_save(op, file));
    TRY(settle_case(op, file));
    return outbox_add(op, TOPIC_CASE_CHANGED, &file->organisation_id, &file->id);
}

enum fault record_act(struct op *op, struct act_call *call)
{
    SCOPED_TX tx = { 0 };
    struct acting acting = { .call = call };

    name_people(op, call);
    TRY(tx_begin(op, &tx));
    TRY(case_lock(op, &op->actor.organisation_id, call->reference, &acting.record));
    struct uuid id = acting.record.file.id;
    TRY(repeat_note(op, &call->repeat, 200, &id));
    if (call->repeat.replayed)
        return OK;
    const enum fault fault = act(op, &acting);
    case_key_release(&acting.key);
    TRY(fault);
    return tx_commit(&tx);
}
