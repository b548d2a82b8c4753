#include "api/operations/read_case.h"

#include "api/operations/promises.h"
#include "common/casework/sealing.h"
#include "common/seal/receipt.h"
#include "common/store/case_store.h"
#include "common/store/organisation_store.h"

#include <string.h>

static enum fault open_event(struct op *op, const struct case_file *file,
                             const struct case_key *key, const struct case_event *event,
                             struct event_view *view)
{
    struct event_text text = { 0 };
    TRY(open_struct(op, key, place_of_event(op, &file->id, event->seq), &event->sealed,
                    &event_text_shape, &text));
    *view = (struct event_view){ .seq = event->seq,
                                 .type = event->type,
                                 .occurred_at = event->occurred_at,
                                 .recorded_at = event->recorded_at,
                                 .actor_kind = event->actor_kind,
                                 .actor = event->actor,
                                 .facts = event->facts,
                                 .text = text.text };
    return OK;
}

static enum fault open_history(struct op *op, const struct case_file *file,
                               const struct case_key *key, struct case_view *view)
{
    struct case_event *events;
    size_t count;
    TRY(case_history(op, &file->organisation_id, &file->id, &events, &count));
    struct event_view *history = NEW_ARRAY(op->memory, struct event_view, count);
    for (size_t i = 0; i < count; i++)
        TRY(open_event(op, file, key, &events[i], &history[i]));
    view->history = history;
    view->history_count = count;
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
    return (struct case_view){ .reference = file->reference,
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
                               .promises = promises->list,
                               .promise_count = promises->count };
}

enum fault read_case(struct op *op, const char *reference, struct case_view *view)
{
    struct case_record record;
    struct promises promises;
    SCOPED_CASE_KEY key = { 0 };

    TRY(case_by_reference(op, &op->actor.organisation_id, reference, &record));
    TRY(promises_of_case(op, &record.file, &promises));
    *view = plain_view(&record.file, &promises);
    TRY(case_key_open(&record, &key));
    TRY(open_content(op, &record, &key, view));
    return open_history(op, &record.file, &key, view);
}

enum fault read_status(struct op *op, const char *reference, struct case_status_view *view)
{
    struct case_file file;
    TRY(case_status(op, &op->actor.organisation_id, reference, &op->actor.id, &file));
    *view = (struct case_status_view){ .reference = file.reference,
                                       .kind = file.kind,
                                       .status = vocabulary_text(&statuses, (int)file.state),
                                       .received_at = file.received_at };
    return OK;
}

/* A reference names its organisation by its prefix. */
static enum fault find_by_reference(struct op *op, const char *typed, struct case_record *record)
{
    char reference[REFERENCE_TEXT], prefix[REFERENCE_TEXT];
    struct organisation *organisation = NEW(op->memory, struct organisation);
    if (!reference_read(typed, reference))
        return FAULT_NOT_FOUND;
    memcpy(prefix, reference, sizeof prefix);
    prefix[strcspn(prefix, "-")] = '\0';
    TRY(organisation_by_prefix(op, prefix, organisation));
    op->scope = (struct scope){ &organisation->id, 1 };
    return case_by_reference(op, &organisation->id, reference, record);
}

enum fault read_by_receipt(struct op *op, const struct status_request *request,
                           struct receipt_view *view)
{
    struct case_record record = { 0 };
    struct promises promises;
    const enum fault found = find_by_reference(op, request->reference, &record);
    if (found && found != FAULT_NOT_FOUND)
        return found;
    if (!receipt_matches(request->receipt_code, found ? NULL : record.receipt_hash.data))
        return FAULT_NOT_FOUND;

    TRY(promises_of_case(op, &record.file, &promises));
    *view = (struct receipt_view){ .reference = record.file.reference,
                                   .kind = record.file.kind,
                                   .status = vocabulary_text(&statuses, (int)record.file.state),
                                   .received_at = record.file.received_at,
                                   .promises = promises.list,
                                   .promise_count = promises.count };
    return OK;
}
