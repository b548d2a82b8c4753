#include "common/casework/new_case.h"

#include "common/casework/case_request_check.h"
#include "common/casework/chain.h"
#include "common/casework/history.h"
#include "common/casework/key_check.h"
#include "common/casework/reference_data.h"
#include "common/casework/sealing.h"
#include "common/seal/history.h"
#include "common/seal/receipt.h"
#include "common/store/meeting_store.h"

#include <string.h>

struct making {
    struct organisation organisation;
    const struct procedure *procedure;
    const struct calendar *calendar;
    struct case_key key;
    struct facts facts; /* of the receipt: the stage where it starts */
    struct case_life life;
    struct intake *intake;
};

/* Rule: A14. Nothing that leads to the person was given. */
static bool is_anonymous(const struct customer *customer)
{
    return !customer ||
           (!customer->name && !customer->email && !customer->telephone && !customer->address);
}

/* Where it starts: by its kind and whom it is addressed to, or later, as its complainant wishes.
 * Rule: A14, C11. */
static void set_facts(const struct case_request *request, struct making *making)
{
    making->life = new_life;
    making->facts = no_facts;
    making->facts.notices_shown = request->notices_shown;
    making->facts.notice_count = request->notice_count;
    making->facts.help = request->help;
    making->facts.sealed = request->safeguarding != ROLE_NONE;
    making->facts.kind = request->kind;
    making->facts.medium = request->channel ? request->channel : CHANNEL_WEB;
    making->facts.stage =
        request->bypass_to
            ? request->bypass_to
            : procedure_entry_stage(making->procedure, request->kind, request->addressed_to);
}

static struct case_file new_file(struct op *op, const struct case_request *request,
                                 const struct making *making)
{
    char *reference = memory_alloc(op->memory, REFERENCE_TEXT);
    reference_new(making->organisation.reference_prefix, reference);
    const struct uuid nobody = { 0 };
    return (struct case_file){
        .organisation_id = op->actor.organisation_id,
        .id = making->intake->record.file.id,
        .reference = reference,
        .site_id = op->actor.kind == ACTOR_SITE ? op->actor.id : nobody,
        .kind = request->kind,
        .channel = making->facts.medium,
        .category = request->category ? request->category : "",
        .customer_type = request->customer_type,
        .anonymous = is_anonymous(request->customer),
        .stage = making->facts.stage,
        .procedure_version = making->procedure->version,
        .received_at = request->received_at == NO_INSTANT ? op->now : request->received_at,
        .recorded_at = op->now,
        .closed_at = NO_INSTANT,
        .erased_at = NO_INSTANT,
        .erasure_not_before = NO_DAY,
    };
}

static void seal_request(struct op *op, const struct case_request *request, struct making *making)
{
    struct case_record *record = &making->intake->record;
    const struct uuid *id = &record->file.id;
    const struct case_content content = { request->narrative, request->wanted_outcome,
                                          request->happened_on };
    const struct customer_card card = { request->customer, request->needs };
    struct wrapped_key wrapped = { .organisation_id = record->file.organisation_id,
                                   .case_id = *id };

    case_key_new(&making->key);
    case_key_wrap(op->memory, &making->key, &wrapped);
    record->kek_epoch = wrapped.kek_epoch;
    record->wrapped = (struct bytes){ wrapped.wrapped, wrapped.wrapped_length };
    const struct sealed sealed =
        seal_struct(op, &making->key, place_of_content(id), &case_content_shape, &content);
    record->sealed_content = (struct bytes){ sealed.bytes, sealed.length };
    if (request->customer || request->needs) {
        const struct sealed customer =
            seal_struct(op, &making->key, place_of_customer(id), &customer_card_shape, &card);
        record->sealed_customer = (struct bytes){ customer.bytes, customer.length };
    }
}

static enum fault add_receipt(struct op *op, struct making *making, const char **receipt)
{
    char *code = memory_alloc(op->memory, RECEIPT_TEXT);
    unsigned char *hash = memory_alloc(op->memory, HASH_BYTES);
    receipt_code(&making->key, 0, code);
    if (!receipt_hash(code, hash))
        return FAULT_BUG;
    making->intake->record.receipt_hash = (struct bytes){ hash, HASH_BYTES };
    *receipt = code;
    return OK;
}

/* Joins what was received to one hash, so that the chain covers it. */
static struct bytes content_hash(struct op *op, const struct case_record *record)
{
    const size_t length = record->sealed_content.length + record->sealed_customer.length;
    unsigned char *both = memory_alloc(op->memory, length);
    unsigned char *hash = memory_alloc(op->memory, HASH_BYTES);
    memcpy(both, record->sealed_content.data, record->sealed_content.length);
    if (record->sealed_customer.length)
        memcpy(both + record->sealed_content.length, record->sealed_customer.data,
               record->sealed_customer.length);
    history_content_hash(&(struct sealed){ both, length }, hash);
    return (struct bytes){ hash, HASH_BYTES };
}

/* The first clocks, as of receipt: what has passed since is for the worker to find. */
static enum fault start_clocks(struct op *op, struct making *making)
{
    struct case_file *file = &making->intake->record.file;
    struct mark mark;
    const struct act act = { EVENT_RECEIVED, file->received_at, &making->facts };
    TRY(case_apply(making->procedure, &act, file, &making->life, &mark));
    struct clock_basis basis = { .procedure = making->procedure,
                                 .calendar = making->calendar,
                                 .case_file = file,
                                 .marks = &mark,
                                 .mark_count = 1,
                                 .now = file->received_at };
    if (clocks_need_meetings(&basis))
        TRY(meetings_of(op, &file->organisation_id, &basis.meetings));
    const struct clock_settlements settled = clocks_settle(op->memory, &basis);
    struct case_clock *clocks = NEW_ARRAY(op->memory, struct case_clock, settled.count);
    for (size_t i = 0; i < settled.count; i++)
        clocks[i] = settled.list[i].clock;
    making->intake->clocks = clocks;
    making->intake->clock_count = settled.count;
    return OK;
}

static void tell_history(struct op *op, const struct facts *facts, struct intake *intake)
{
    const struct case_file *file = &intake->record.file;
    struct case_event *event = &intake->received;
    *event = (struct case_event){
        .seq = 1,
        .recorded_at = file->recorded_at,
        .occurred_at = file->received_at,
        .actor_kind = op->actor.kind == ACTOR_SITE ? "site" : "staff",
        .actor = op->actor.id,
        .type = EVENT_RECEIVED,
        .facts = facts_text(op, facts),
        .content_hash = content_hash(op, &intake->record),
    };
    chain_event(op, file, NULL, event);
}

static enum fault find_procedure(struct op *op, struct making *making)
{
    const struct uuid *organisation_id = &op->actor.organisation_id;
    TRY(organisation_of(op, organisation_id, &making->organisation));
    return procedure_of(op, organisation_id, making->organisation.procedure_version,
                        &making->procedure);
}

/* What one version refuses the next may take: nothing is refused by one that was replaced. */
static enum fault check_by_active(struct op *op, const struct case_request *request,
                                  struct making *making)
{
    const int version = making->procedure->version;
    const enum fault fault = case_request_check(op, request, making->procedure);
    if (fault != FAULT_FIELDS_INVALID)
        return fault;
    organisation_forget(&op->actor.organisation_id);
    TRY(find_procedure(op, making));
    if (making->procedure->version == version)
        return fault;
    op->mistakes = NULL;
    return case_request_check(op, request, making->procedure);
}

static enum fault make(struct op *op, const struct case_request *request, struct making *making,
                       const char **receipt)
{
    TRY(key_ring_confirm(op));
    TRY(find_procedure(op, making));
    TRY(calendar_of(op, &op->actor.organisation_id, &making->calendar));
    TRY(check_by_active(op, request, making));

    set_facts(request, making);
    making->intake->record.file = new_file(op, request, making);
    seal_request(op, request, making);
    TRY(add_receipt(op, making, receipt));
    TRY(start_clocks(op, making));
    tell_history(op, &making->facts, making->intake);
    return OK;
}

enum fault new_case(struct op *op, const struct uuid *id, const struct case_request *request,
                    struct intake *intake, const char **receipt)
{
    *intake = (struct intake){ .record.file.id = *id };
    struct making making = { .intake = intake };
    const enum fault fault = make(op, request, &making, receipt);
    case_key_release(&making.key);
    return fault;
}
