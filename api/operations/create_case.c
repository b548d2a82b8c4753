#include "api/operations/create_case.h"

#include "api/operations/acting.h"
#include "api/operations/entry_subjects.h"
#include "api/operations/lodging.h"
#include "api/operations/promises.h"
#include "api/operations/safeguard.h"
#include "common/casework/new_case.h"
#include "common/casework/reference_data.h"
#include "common/casework/sealing.h"
#include "common/domain/case_people.h"
#include "common/seal/fingerprint.h"
#include "common/seal/receipt.h"

static void set_request(const struct repeat *repeat, struct intake *intake)
{
    intake->request = (struct done_request){ .operation = repeat->operation, .key = repeat->key };
    fingerprint_body(repeat->body, repeat->body_length, intake->request.fingerprint);
}

static enum fault created_case(struct op *op, const struct case_file *file, const char *receipt,
                               const struct promises *promises, struct case_created *created)
{
    *created = (struct case_created){
        .reference = file->reference,
        .receipt_code = receipt,
        .status = case_public_status(file),
        .received_at = file->received_at,
        .promises = promises->list,
        .promise_count = promises->count,
    };
    return lodging_proof(op, file, &created->proof_of_lodging);
}

static enum fault answer_new(struct op *op, const struct intake *intake, const char *receipt,
                             struct case_created *created)
{
    struct promises promises;
    TRY(promises_of(op, &intake->record.file, intake->clocks, intake->clock_count, &promises));
    return created_case(op, &intake->record.file, receipt, &promises, created);
}

/* Rule: B1. The code that it was received with, while that opens it: whoever posted it is told of
 * no other. NULL once it was replaced. */
static enum fault first_receipt(struct op *op, const struct case_record *record,
                                const char **receipt)
{
    SCOPED_CASE_KEY key = { 0 };
    char *code = memory_alloc(op->memory, RECEIPT_TEXT);
    TRY(case_key_open(record, &key));
    receipt_code(&key, 0, code);
    *receipt = record->receipt_generation ? NULL : code;
    return OK;
}

/* Rule: C11, D12. Whether whoever posted it must not know what has come of it. */
static enum fault is_part_of_it(struct op *op, const struct case_record *record,
                                const struct actor *caller, bool *is_part)
{
    struct acting acting = { .record = *record };
    *is_part = record->file.hidden_from_site && caller->kind == ACTOR_SITE;
    if (caller->kind != ACTOR_STAFF)
        return OK;
    TRY(act_read_life(op, &acting));
    *is_part = life_excludes(&acting.life, &caller->id);
    return OK;
}

enum fault created_again(struct op *caller, const struct uuid *id, struct case_created *created)
{
    struct op program = *caller;
    struct op *op = &program;
    struct case_record record;
    struct promises promises;
    const char *receipt;
    bool is_part;

    op->actor =
        (struct actor){ .kind = ACTOR_PROGRAM, .organisation_id = caller->actor.organisation_id };
    TRY(case_by_id(op, &op->actor.organisation_id, id, &record));
    TRY(promises_of_case(op, &record.file, &promises));
    TRY(first_receipt(op, &record, &receipt));
    TRY(is_part_of_it(op, &record, &caller->actor, &is_part));
    if (is_part) {
        record.file.public_state = STATE_RECEIVED;
        promises = (struct promises){ NULL, 0 };
    }
    return created_case(op, &record.file,
                        is_part && caller->actor.kind == ACTOR_STAFF ? NULL : receipt, &promises,
                        created);
}

/* A matter of safeguarding is handed over at once; a repeated request does what was left undone. */
static enum fault answer_safeguarding(struct op *op, const struct uuid *id, enum role chosen,
                                      struct case_created *created)
{
    bool is_taken;
    TRY(safeguard(op, id, chosen, &is_taken));
    TRY(created_again(op, id, created));
    if (!is_taken)
        created->turn_to =
            "Nobody here can deal with this. If somebody is in danger now, ring 999. Tell the "
            "safeguarding team of your local authority about it today.";
    return OK;
}

/* The case of a request that is done now or was before. */
struct taken {
    struct intake intake; /* as it was made for this request */
    const char *receipt;
    bool is_new;
    struct uuid made; /* the case that there is */
};

/* Errors: NOT_FOUND when nothing was done: the procedure was replaced meanwhile. */
static enum fault try_to_take_in(struct op *op, const struct uuid *id,
                                 const struct case_request *request, struct repeat *repeat,
                                 struct taken *taken)
{
    taken->made = *id;
    TRY(new_case(op, id, request, &taken->intake, &taken->receipt));
    set_request(repeat, &taken->intake);
    TRY(request->subject_count ? take_in_with_subjects(op, request, &taken->intake, &taken->is_new)
                               : intake_insert(op, &taken->intake, &taken->is_new));
    return taken->is_new ? OK : repeat_find(op, repeat, &taken->made);
}

/* A case starts under the procedure that is active when it is taken in. */
static enum fault take_in(struct op *op, const struct uuid *id, const struct case_request *request,
                          struct repeat *repeat, struct taken *taken)
{
    enum { TRIES = 3 };
    for (int i = 0; i < TRIES; i++) {
        const enum fault fault = try_to_take_in(op, id, request, repeat, taken);
        if (fault != FAULT_NOT_FOUND)
            return fault;
        organisation_forget(&op->actor.organisation_id);
    }
    return FAULT_BUSY;
}

enum fault create_case(struct op *op, const struct case_request *request, struct repeat *repeat,
                       struct case_created *created)
{
    const struct uuid id = uuid_new(op->now);
    struct taken taken;
    char own_key[UUID_TEXT];

    uuid_text(&id, own_key);
    if (!repeat->key)
        repeat->key = memory_text(op->memory, own_key);
    TRY(take_in(op, &id, request, repeat, &taken));
    /* Its own id: this very request was committed, only the answer was lost. */
    repeat->replayed = !uuid_equal(&taken.made, &id);
    if (request->safeguarding)
        return answer_safeguarding(op, &taken.made, request->safeguarding, created);
    return taken.is_new && !request->subject_count
               ? answer_new(op, &taken.intake, taken.receipt, created)
               : created_again(op, &taken.made, created);
}
