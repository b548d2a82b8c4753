#include "common/casework/case_request_check.h"

#include "common/store/staff_store.h"

static void check_received_at(struct op *op, const struct case_request *request)
{
    if (request->received_at == NO_INSTANT)
        return;
    if (op->actor.kind != ACTOR_STAFF)
        mistake_add(op, "/received_at", "not_allowed_here",
                    "only staff may say when a case was received; leave it out");
    else if (request->received_at > op->now)
        mistake_add(op, "/received_at", "in_future", "must not lie in the future");
    else if (instant_day(request->received_at) < day_read("2000-01-01"))
        mistake_add(op, "/received_at", "too_long_ago", "must be a time since 2000");
}

/* A visitor's browser knows neither of a letter, and whom it names, nor of a call. */
static void check_channel(struct op *op, const struct case_request *request)
{
    if (!request->channel && op->actor.kind == ACTOR_STAFF)
        mistake_add(op, "/channel", "required", "say how the case reached you");
    if (op->actor.is_visitor && request->channel && request->channel != CHANNEL_WEB)
        mistake_add(op, "/channel", "not_allowed_here",
                    "a visitor's case comes by web; leave it out");
    if (op->actor.is_visitor && request->addressed_to)
        mistake_add(op, "/addressed_to", "not_allowed_here",
                    "a letter names whom it is addressed to; a visitor leaves it out");
}

/* Rule: C14. What was shown is a notice of the procedure, in this version or an earlier one. */
static void check_notices(struct op *op, const struct case_request *request,
                          const struct procedure *procedure)
{
    for (size_t i = 0; i < request->notice_count; i++) {
        const struct notice_shown *shown = &request->notices_shown[i];
        if (!procedure_has_notice(procedure, shown->code, shown->version))
            mistake_add(op, memory_printf(op->memory, "/notices_shown/%zu", i), "unknown_notice",
                        "must be a notice of the organisation's procedure");
    }
}

/* Rule: A13. */
static void check_safeguarding(struct op *op, const struct case_request *request)
{
    const char *choices = "";
    if (!request->safeguarding || SAFEGUARDING_CHOICES & 1u << request->safeguarding)
        return;
    for (size_t role = 1; role < roles.count; role++)
        if (SAFEGUARDING_CHOICES & 1u << role)
            choices = memory_printf(op->memory, "%s%s%s", choices, *choices ? ", " : "",
                                    vocabulary_text(&roles, (int)role));
    mistake_add(op, "/safeguarding", "unknown_word",
                memory_printf(op->memory, "must be one of %s", choices));
}

static bool is_later(const struct procedure *procedure, const char *entry, const char *stage)
{
    const size_t wanted = procedure_stage(procedure, stage);
    return wanted < procedure->stage_count && wanted > procedure_stage(procedure, entry);
}

/* Rule: C11. Whoever enters it may know whom it is about; a website knows nobody of the staff. */
static enum fault check_subjects(struct op *op, const struct case_request *request)
{
    if (request->subject_count && op->actor.kind != ACTOR_STAFF) {
        mistake_add(op, "/subjects", "not_allowed_here",
                    "only staff may say whom of the staff a case is about; leave it out");
        return OK;
    }
    for (size_t i = 0; i < request->subject_count; i++) {
        const char *pointer = memory_printf(op->memory, "/subjects/%zu", i);
        bool has_role;
        TRY(staff_has_role(op, &request->subjects[i], &op->actor.organisation_id, &has_role));
        if (!has_role)
            mistake_add(op, pointer, "unknown_staff",
                        "must be the id of somebody with a role in the organisation");
        if (uuid_is_among(&request->subjects[i], request->subjects, i))
            mistake_add(op, pointer, "named_twice", "must name nobody who is named before");
    }
    return OK;
}

enum fault case_request_check(struct op *op, const struct case_request *request,
                              const struct procedure *procedure)
{
    TRY(check_subjects(op, request));
    check_received_at(op, request);
    check_notices(op, request, procedure);
    check_safeguarding(op, request);
    if (request->category && !procedure_has_category(procedure, request->category))
        mistake_add(op, "/category", "unknown_category",
                    "must be a category of the organisation's procedure");
    check_channel(op, request);
    if (request->happened_on != NO_DAY && request->happened_on > instant_day(op->now))
        mistake_add(op, "/happened_on", "in_future", "must not lie in the future");
    const char *entry = procedure_entry_stage(procedure, request->kind, request->addressed_to);
    if (!entry)
        mistake_add(op, "/kind", "no_entry",
                    "the organisation's procedure takes in no cases of this kind");
    else if (request->bypass_to && !is_later(procedure, entry, request->bypass_to))
        mistake_add(op, "/bypass_to", "not_later_stage",
                    "must be a stage after the one where such a case starts");
    return mistakes_found(op);
}
