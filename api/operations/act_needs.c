/* What the customer needs, and whether what went out in writing is so: declared in acting.h. */
#include "api/operations/acting.h"
#include "common/casework/sealing.h"
#include "common/json/case_shapes.h"

#include <strings.h>

enum fault act_read_card(struct op *op, const struct acting *acting,
                         const struct case_event *events, size_t count, struct customer_card *card)
{
    const struct case_file *file = &acting->record.file;
    struct event_text text = { 0 };
    *card = (struct customer_card){ 0 };
    TRY(open_struct(op, &acting->key, place_of_customer(&file->id), &acting->record.sealed_customer,
                    &customer_card_shape, card));
    while (count > 0 && events[count - 1].type != EVENT_NEEDS_CHANGED)
        count--;
    if (!count)
        return OK;
    TRY(open_struct(op, &acting->key, place_of_event(op, &file->id, events[count - 1].seq),
                    &events[count - 1].sealed, &event_text_shape, &text));
    card->needs = text.needs;
    return OK;
}

static enum fault needs_now(struct op *op, const struct acting *acting, const struct needs **needs)
{
    const struct case_file *file = &acting->record.file;
    struct customer_card card;
    struct case_event *events;
    size_t count;
    TRY(case_history(op, &file->organisation_id, &file->id, &events, &count));
    TRY(act_read_card(op, acting, events, count, &card));
    *needs = card.needs;
    return OK;
}

static bool is_needed(const char *needed)
{
    return needed && *needed;
}

static bool is_as_needed(const char *needed, const char *given)
{
    return !is_needed(needed) || (given && strcasecmp(needed, given) == 0);
}

enum fault act_check_needs(struct op *op, const struct acting *acting)
{
    static const char otherwise[] =
        "must be as the customer needs it, or say in not_as_needed why it is not";
    const struct act_request *request = &acting->call->request;
    const bool is_letter = acting->call->event == EVENT_WRITTEN_OUTCOME;
    const struct needs *needs;
    if (!is_letter && request->sent_on == NO_DAY)
        return OK;
    TRY(needs_now(op, acting, &needs));
    if (!needs || request->not_as_needed)
        return OK;
    if (!is_letter && (is_needed(needs->format) || is_needed(needs->language)))
        mistake_add(op, "/sent_on", "needs_recorded",
                    "the customer needs a format or language of their own: record the written "
                    "outcome by itself, with both");
    if (!is_letter)
        return OK;
    if (!is_as_needed(needs->format, request->format))
        mistake_add(op, "/format", "not_as_needed", otherwise);
    if (!is_as_needed(needs->language, request->language))
        mistake_add(op, "/language", "not_as_needed", otherwise);
    return OK;
}
