#include "api/operations/read_case.h"

#include "api/operations/acting.h"
#include "api/operations/case_contacts.h"
#include "api/operations/lodging.h"
#include "api/operations/need_to_know.h"
#include "api/operations/promises.h"
#include "common/casework/case_access.h"
#include "common/casework/complainant.h"
#include "common/casework/history.h"
#include "common/casework/reference_data.h"
#include "common/casework/sealing.h"
#include "common/domain/case_people.h"
#include "common/seal/receipt.h"
#include "common/store/case_store.h"

/* Without a key nothing that was said is opened. */
static enum fault open_event(struct op *op, const struct case_file *file,
                             const struct case_key *key, const struct case_event *event,
                             struct event_view *view)
{
    struct event_text text = { 0 };
    if (key)
        TRY(open_struct(op, key, place_of_event(op, &file->id, event->seq), &event->sealed,
                        &event_text_shape, &text));
    *view = (struct event_view){ .seq = event->seq,
                                 .type = event->type,
                                 .occurred_at = event->occurred_at,
                                 .recorded_at = event->recorded_at,
                                 .actor_kind = event->actor_kind,
                                 .actor = event->actor,
                                 .facts = event->facts,
                                 .text = text.text,
                                 .format = text.format,
                                 .language = text.language,
                                 .not_as_needed = text.not_as_needed,
                                 .needs = text.needs,
                                 .representative = text.representative };
    return OK;
}

/* What a case's history holds, opened, and what could be done next. */
struct told {
    const struct procedure *procedure;
    const struct case_event *entries; /* all of them, as they are stored */
    size_t entry_count;
    struct event_view *events;
    size_t count;
    const struct uuid *investigators;
    size_t investigator_count;
    const enum event_type *allowed;
    size_t allowed_count;
};

/* Rule: C11. A link to a case that whoever reads may not know of is left out. */
static enum fault check_link(struct op *op, const struct case_file *file,
                             const struct case_event *event, bool *is_known)
{
    struct facts facts;
    struct case_record other;
    *is_known = true;
    if (event->type != EVENT_LINKED)
        return OK;
    TRY(facts_read(op, event->facts, &facts));
    const enum fault fault = case_by_id(op, &file->organisation_id, &facts.other_case, &other);
    *is_known = fault == OK;
    return fault == FAULT_NOT_FOUND ? OK : fault;
}

static void take_investigators(struct op *op, const struct case_file *file,
                               const struct case_life *life, struct told *told)
{
    const bool is_over = file->state == STATE_CLOSED || file->sealed_off;
    struct uuid *found = NEW_ARRAY(op->memory, struct uuid, life->investigator_count);
    told->investigator_count = is_over ? 0 : life_investigators(life, found);
    told->investigators = found;
}

static enum fault open_history(struct op *op, const struct case_file *file,
                               const struct case_key *key, uint64_t may, struct told *told)
{
    struct case_life life;
    struct case_event *events;
    size_t count;
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &told->procedure));
    TRY(case_history(op, &file->organisation_id, &file->id, &events, &count));
    if (count > (size_t)file->version) /* what was added since the file was read */
        count = (size_t)file->version;
    told->entries = events;
    told->entry_count = count;
    TRY(events_replay(op, told->procedure, file, events, count, &life));
    told->allowed = allowed_actions(op, told->procedure, file, &life, may, &told->allowed_count);
    take_investigators(op, file, &life, told);
    told->events = NEW_ARRAY(op->memory, struct event_view, count);
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_known;
        TRY(check_link(op, file, &events[i], &is_known));
        if (is_known)
            TRY(open_event(op, file, key, &events[i], &told->events[shown++]));
    }
    told->count = shown;
    return OK;
}

static enum fault open_content(struct op *op, const struct case_record *record,
                               const struct case_key *key, struct case_view *view)
{
    struct case_content content = { .happened_on = NO_DAY };
    struct customer_card card = { 0 };
    TRY(open_struct(op, key, place_of_content(&record->file.id), &record->sealed_content,
                    &case_content_shape, &content));
    TRY(open_struct(op, key, place_of_customer(&record->file.id), &record->sealed_customer,
                    &customer_card_shape, &card));
    view->narrative = content.narrative;
    view->wanted_outcome = content.wanted_outcome;
    view->happened_on = content.happened_on;
    view->customer = card.customer;
    view->needs = card.needs;
    return OK;
}

static struct case_view plain_view(const struct case_file *file, const struct promises *promises)
{
    return (struct case_view){ .id = file->id,
                               .reference = file->reference,
                               .kind = file->kind,
                               .channel = file->channel,
                               .category = *file->category ? file->category : NULL,
                               .customer_type = file->customer_type,
                               .anonymous = file->anonymous,
                               .stage = file->stage,
                               .state = file->state,
                               .status = vocabulary_text(&statuses, (int)file->state),
                               .version = file->version,
                               .handler = file->handler,
                               .point_of_contact = file->point_of_contact,
                               .received_at = file->received_at,
                               .recorded_at = file->recorded_at,
                               .closed_at = file->closed_at,
                               .erased_at = file->erased_at,
                               .erasure_not_before = file->erasure_not_before,
                               .legal_hold = file->legal_hold,
                               .happened_on = NO_DAY,
                               .promises = promises->list,
                               .promise_count = promises->count };
}

/* Needs as they were last changed stand before those of the first day. Rule: A6, D15. */
static void take_history(const struct told *told, struct case_view *view)
{
    view->history = told->events;
    view->history_count = told->count;
    view->investigators = told->investigators;
    view->investigator_count = told->investigator_count;
    view->allowed_actions = told->allowed;
    view->allowed_count = told->allowed_count;
    const struct case_event *appointed = history_appointment(told->entries, told->entry_count);
    for (size_t i = 0; i < told->count; i++) {
        const struct event_view *event = &told->events[i];
        if (event->needs)
            view->needs = event->needs;
        if (appointed && event->seq == appointed->seq)
            view->representative = event->representative;
    }
}

/* What was said is opened for whoever may do acts of these groups, while it is there. */
static enum fault open_case(struct op *op, const struct case_record *record, uint64_t groups,
                            struct case_view *view)
{
    struct told told;
    SCOPED_CASE_KEY key = { 0 };
    const bool is_open =
        (view->may & groups & (MAY(READ) | MAY(PACK))) != 0 && record->file.erased_at == NO_INSTANT;
    view->part = is_open ? READING_PART_CASE : READING_PART_HISTORY;
    if (is_open) {
        TRY(case_key_open(record, &key));
        TRY(open_content(op, record, &key, view));
    }
    TRY(open_history(op, &record->file, is_open ? &key : NULL, view->may, &told));
    TRY(need_to_know_withhold(op, told.procedure, view->may, told.events, told.count));
    take_history(&told, view);
    return history_help(op, told.entries, told.entry_count, &view->help);
}

enum fault read_case(struct op *op, const char *reference, uint64_t groups, struct case_view *view)
{
    struct case_record record;
    struct promises promises;
    uint64_t may;

    TRY(case_by_reference(op, &op->actor.organisation_id, reference, &record));
    TRY(case_access(op, &record.file, &may));
    if (!(may & groups))
        return may ? FAULT_NOT_ALLOWED : FAULT_NOT_FOUND;
    TRY(promises_of_case(op, &record.file, &promises));
    *view = plain_view(&record.file, &promises);
    view->may = may;
    return open_case(op, &record, groups, view);
}

enum fault read_status(struct op *op, const char *reference, struct case_status_view *view)
{
    struct case_file file;
    uint64_t may;
    TRY(case_status(op, &op->actor.organisation_id, reference, &op->actor.id, &file));
    TRY(case_access(op, &file, &may));
    if (!(may & MAY(STATUS)))
        return FAULT_NOT_FOUND;
    *view = (struct case_status_view){ .reference = file.reference,
                                       .kind = file.kind,
                                       .status = case_public_status(&file),
                                       .received_at = file.received_at,
                                       .erased_at = file.erased_at };
    return OK;
}

/* Rule: B1. What was said to and by the complainant: no ids of staff, no facts for staff. */
static void take_messages(struct op *op, const struct told *told, struct receipt_view *view)
{
    struct event_view *messages = NEW_ARRAY(op->memory, struct event_view, told->count);
    for (size_t i = 0; i < told->count; i++) {
        if (!event_is_shown(told->events[i].type))
            continue;
        messages[view->message_count] = told->events[i];
        messages[view->message_count].actor = (struct uuid){ 0 };
        messages[view->message_count].not_as_needed = NULL;
        messages[view->message_count++].facts = NULL;
    }
    view->messages = messages;
    view->allowed_actions = told->allowed;
    view->allowed_count = told->allowed_count;
}

/* The code of the other case is derived, as when it was made. One that is gone is left out, and so
 * is one that was replaced: whoever complained was given the new one in another way. */
static enum fault open_further(struct op *op, const struct case_file *file, const struct uuid *id,
                               struct receipt_view *view, struct further_case *further)
{
    struct case_record other;
    SCOPED_CASE_KEY key = { 0 };
    char *code = memory_alloc(op->memory, RECEIPT_TEXT);
    TRY(case_by_id(op, &file->organisation_id, id, &other));
    if (!other.wrapped.data || other.receipt_generation)
        return OK;
    TRY(case_key_open(&other, &key));
    receipt_code(&key, 0, code);
    further[view->further_count++] = (struct further_case){ other.file.reference, code };
    return OK;
}

/* Rule: A13, B1. What was split off, where its complainant is to learn of it here. */
static enum fault take_further(struct op *op, const struct case_file *file, const struct told *told,
                               struct receipt_view *view)
{
    struct further_case *further = NEW_ARRAY(op->memory, struct further_case, told->count);
    for (size_t i = 0; i < told->count; i++) {
        struct facts facts;
        if (told->events[i].type != EVENT_SPLIT_OFF)
            continue;
        TRY(facts_read(op, told->events[i].facts, &facts));
        if (facts.told_by_code)
            TRY(open_further(op, file, &facts.other_case, view, further));
    }
    view->further_cases = further;
    return OK;
}

enum fault read_receipt_view(struct op *op, struct receipt_view *view)
{
    struct case_record record;
    struct promises promises;
    struct told told;
    uint64_t may;
    SCOPED_CASE_KEY key = { 0 };

    TRY(case_by_id(op, &op->actor.organisation_id, &op->actor.id, &record));
    TRY(case_access(op, &record.file, &may));
    if (!(may & MAY(FOLLOW)) || !complainant_is_current(op, &record))
        return FAULT_NOT_FOUND;
    TRY(promises_of_case(op, &record.file, &promises));
    *view = (struct receipt_view){ .reference = record.file.reference,
                                   .kind = record.file.kind,
                                   .status = case_public_status(&record.file),
                                   .received_at = record.file.received_at,
                                   .erasure_not_before = record.file.erasure_not_before,
                                   .promises = promises.list,
                                   .promise_count = promises.count };
    TRY(lodging_proof(op, &record.file, &view->proof_of_lodging));
    TRY(case_key_open(&record, &key));
    TRY(open_history(op, &record.file, &key, may, &told));
    TRY(take_further(op, &record.file, &told, view));
    TRY(case_contacts(op, told.procedure, &record.file, told.entries, told.entry_count, view));
    take_messages(op, &told, view);
    return OK;
}
