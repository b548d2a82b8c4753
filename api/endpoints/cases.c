#include "api/routes.h"

#include "api/endpoints/pages.h"
#include "api/endpoints/repeats.h"
#include "api/http/exchange.h"
#include "api/operations/create_case.h"
#include "api/operations/list_cases.h"
#include "api/operations/read_case.h"
#include "api/operations/readings.h"

#include <string.h>

/* Whoever guessed another visitor's key would be shown that visitor's receipt code. */
static enum fault check_visitors_key(struct op *op, const char *key)
{
    enum { LEAST_CHARS = 22 }; /* 128 bits in base 64 */
    if (!op->actor.is_visitor || !key || strlen(key) >= LEAST_CHARS)
        return OK;
    mistake_add(op, "Idempotency-Key", "too_short",
                "must be random and at least 22 characters long, such as a UUID");
    return FAULT_PARAMETER_INVALID;
}

/* Staff may post without a key, a site must not: it will repeat what got lost. Keys of visitors are
 * apart from those of the site's server. */
static enum fault read_repeat(struct op *op, struct exchange *exchange, struct repeat *repeat)
{
    TRY(repeat_read(op, exchange, op->actor.is_visitor ? "visitor" : "", repeat));
    TRY(check_visitors_key(op, repeat->key));
    return repeat->key || op->actor.kind == ACTOR_STAFF ? OK : FAULT_IDEMPOTENCY_KEY_MISSING;
}

enum fault post_case(struct op *op, struct exchange *exchange)
{
    struct case_request request;
    struct case_created created;
    struct repeat repeat;

    TRY(read_repeat(op, exchange, &repeat));
    TRY(body_read(op, exchange, &case_request_shape, &request));
    TRY(create_case(op, &request, &repeat, &created));

    reply_header(exchange, "Location",
                 memory_printf(op->memory, "/v1/cases/%s", created.reference));
    reply_repeated(exchange, &repeat);
    return reply(op, exchange, 201, &case_created_shape, &created);
}

/* What whoever asks has already is not shown again, nor what they do not take. */
static enum fault get_whole_case(struct op *op, struct exchange *exchange, const char *reference)
{
    struct case_view view;
    TRY(read_case(op, reference, MAY(READ) | MAY(HISTORY), &view));
    const char *etag = memory_printf(op->memory, "\"%d\"", view.version);
    if (not_modified(exchange, etag))
        return OK;
    TRY(reply_acceptable(exchange, "application/json"));
    TRY(record_reading(op, &view));
    reply_header(exchange, "ETag", etag);
    return reply(op, exchange, 200, &case_view_shape, &view);
}

/* A site's ETag tells of what it is shown alone: not even how often the case has changed. */
static enum fault get_status(struct op *op, struct exchange *exchange, const char *reference)
{
    struct case_status_view view;
    TRY(read_status(op, reference, &view));
    const char *etag =
        memory_printf(op->memory, "\"%s-%s%s\"", vocabulary_text(&kinds, (int)view.kind),
                      view.status, view.erased_at == NO_INSTANT ? "" : "-erased");
    if (not_modified(exchange, etag))
        return OK;
    reply_header(exchange, "ETag", etag);
    return reply(op, exchange, 200, &case_status_view_shape, &view);
}

static enum fault get_receipt_view(struct op *op, struct exchange *exchange)
{
    struct receipt_view view;
    TRY(read_receipt_view(op, &view));
    return reply(op, exchange, 200, &receipt_view_shape, &view);
}

enum fault get_case(struct op *op, struct exchange *exchange)
{
    char reference[REFERENCE_TEXT];
    TRY(query_end(op, exchange));
    if (!reference_read(path_text(exchange, "reference"), reference))
        return FAULT_NOT_FOUND;
    if (op->actor.kind == ACTOR_COMPLAINANT)
        return get_receipt_view(op, exchange);
    return op->actor.kind == ACTOR_STAFF ? get_whole_case(op, exchange, reference)
                                         : get_status(op, exchange, reference);
}

static const char *code_parameter(struct op *op, const char *name, const char *code)
{
    return code ? memory_printf(op->memory, "&%s=%s", name, code) : "";
}

static const char *handler_parameter(struct op *op, const struct uuid *staff)
{
    char text[UUID_TEXT];
    uuid_text(staff, text);
    return uuid_is_nil(staff) ? "" : memory_printf(op->memory, "&handler=%s", text);
}

static const char *staff_parameters(struct op *op, const struct cases_request *request)
{
    return memory_printf(
        op->memory, "%s%s%s%s%s%s", code_parameter(op, "stage", request->stage),
        code_parameter(op, "category", request->category),
        word_parameter(op, "channel", &channels, (int)request->channel),
        handler_parameter(op, &request->handler), code_parameter(op, "standard", request->standard),
        word_parameter(op, "standard_state", &standard_states, (int)request->standard_state));
}

static const char *filters(struct op *op, const struct cases_request *request)
{
    return memory_printf(
        op->memory, "%s%s%s%s%s", word_parameter(op, "status", &statuses, request->status),
        word_parameter(op, "kind", &kinds, (int)request->kind),
        day_parameter(op, "received_from", request->received_from),
        day_parameter(op, "received_to", request->received_to), staff_parameters(op, request));
}

/* A code of the organisation's procedure, NULL when none was given. */
static const char *query_code(struct op *op, struct exchange *exchange, const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    const char *code = query_text(op, exchange, name);
    if (!code || (*code >= 'a' && *code <= 'z' && strlen(code) <= SHAPE_CODE_CHARS &&
                  strspn(code, letters) == strlen(code)))
        return code;
    mistake_add(op, name, "not_a_code", "must be lower-case letters, digits and _, a letter first");
    return NULL;
}

/* "me", or the id of somebody on the staff. */
static struct uuid query_handler(struct op *op, struct exchange *exchange)
{
    const char *text = query_text(op, exchange, "handler");
    struct uuid staff = { 0 };
    if (text && strcmp(text, "me") == 0)
        return op->actor.id;
    if (text && !uuid_read_of_one(text, &staff))
        mistake_add(op, "handler", "not_a_uuid", "must be me, or the id of a member of staff");
    return staff;
}

/* A site that asks for these is told that there are no such parameters. */
static void read_staff_parameters(struct op *op, struct exchange *exchange,
                                  struct cases_request *request)
{
    if (op->actor.kind != ACTOR_STAFF)
        return;
    request->stage = query_code(op, exchange, "stage");
    request->category = query_code(op, exchange, "category");
    request->channel = (enum channel)query_word(op, exchange, "channel", &channels);
    request->handler = query_handler(op, exchange);
    request->standard = query_code(op, exchange, "standard");
    request->standard_state =
        (enum standard_state)query_word(op, exchange, "standard_state", &standard_states);
}

enum fault get_cases(struct op *op, struct exchange *exchange)
{
    struct cases_request request = {
        .status = query_word(op, exchange, "status", &statuses),
        .kind = (enum kind)query_word(op, exchange, "kind", &kinds),
        .received_from = query_day(op, exchange, "received_from"),
        .received_to = query_day(op, exchange, "received_to"),
        .page = page_read(op, exchange),
    };
    struct case_page page;
    read_staff_parameters(op, exchange, &request);
    TRY(query_end(op, exchange));
    TRY(list_cases(op, &request, &page));
    reply_next(op, exchange, &request.page, &page.end, filters(op, &request));
    return reply(op, exchange, 200, &case_page_shape, &page);
}

enum fault post_status(struct op *op, struct exchange *exchange)
{
    struct status_request request;
    struct receipt_view view;
    TRY(body_read(op, exchange, &status_request_shape, &request));
    TRY(prove_complainant(op, exchange, request.reference, request.receipt_code));
    TRY(read_receipt_view(op, &view));
    return reply(op, exchange, 200, &receipt_view_shape, &view);
}
