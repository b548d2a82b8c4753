#include "api/operations/act_split.h"

#include "common/casework/history.h"
#include "common/casework/new_case.h"
#include "common/casework/reference_data.h"
#include "common/casework/sealing.h"
#include "common/domain/case_people.h"
#include "common/store/staff_store.h"

static enum fault check_people(struct op *op, const struct acting *acting)
{
    const struct part_request *part = &acting->call->request.part;
    for (size_t i = 0; i < part->subject_count; i++) {
        bool has_role;
        TRY(staff_has_role(op, &part->subjects[i], &op->actor.organisation_id, &has_role));
        if (!has_role)
            mistake_add(op, memory_printf(op->memory, "/subjects/%zu", i), "unknown_staff",
                        "must be the id of somebody with a role in the organisation");
    }
    for (size_t i = 0; i < part->cleared_count; i++)
        if (!life_excludes(&acting->life, &part->cleared[i]))
            mistake_add(op, memory_printf(op->memory, "/cleared/%zu", i), "no_part",
                        "must be the id of somebody who is part of this case");
    if (part->subject_count + life_people_open(&acting->life) > LIFE_PEOPLE)
        mistake_add(op, "/subjects", "room_is_used", "a case holds no more people than 32");
    return OK;
}

/* What the first entry of the sealed case's history tells: where it began, which notices were
 * shown. */
static enum fault read_receipt(struct op *op, const struct case_event *events, size_t count,
                               struct facts *facts)
{
    return count ? facts_read(op, events[0].facts, facts) : FAULT_BUG;
}

/* Rule: D15. */
static enum fault read_representative(struct op *op, struct acting *acting,
                                      const struct case_event *events, size_t count)
{
    const struct case_event *appointed = history_appointment(events, count);
    struct event_text text = { 0 };
    if (!appointed)
        return OK;
    TRY(open_struct(op, &acting->key, place_of_event(op, &acting->record.file.id, appointed->seq),
                    &appointed->sealed, &event_text_shape, &text));
    acting->representative = text.representative;
    return OK;
}

/* The notices that the procedure of today knows. Rule: C14. */
static void carry_notices(struct op *op, const struct procedure *procedure,
                          const struct facts *receipt, struct case_request *request)
{
    struct notice_shown *shown = NEW_ARRAY(op->memory, struct notice_shown, receipt->notice_count);
    request->notices_shown = shown;
    for (size_t i = 0; i < receipt->notice_count; i++)
        if (procedure_has_notice(procedure, receipt->notices_shown[i].code,
                                 receipt->notices_shown[i].version))
            shown[request->notice_count++] = receipt->notices_shown[i];
}

/* A complaint that was addressed to a later stage, or left stages out, starts there again. */
static void carry_stage(const struct procedure *procedure, const struct facts *receipt,
                        struct case_request *request)
{
    const char *entry = procedure_entry_stage(procedure, request->kind, ROLE_NONE);
    const size_t began = procedure_stage(procedure, receipt->stage);
    if (entry && receipt->kind == request->kind && began < procedure->stage_count &&
        began > procedure_stage(procedure, entry))
        request->bypass_to = receipt->stage;
}

static enum fault gather(struct op *op, struct acting *acting, struct case_request *request)
{
    const struct case_file *file = &acting->record.file;
    const struct procedure *procedure;
    struct organisation organisation;
    struct facts receipt;
    struct customer_card card;
    struct case_event *events;
    size_t count;
    TRY(organisation_of(op, &file->organisation_id, &organisation));
    TRY(procedure_of(op, &file->organisation_id, organisation.procedure_version, &procedure));
    TRY(case_history(op, &file->organisation_id, &file->id, &events, &count));
    TRY(read_receipt(op, events, count, &receipt));
    carry_notices(op, procedure, &receipt, request);
    carry_stage(procedure, &receipt, request);
    TRY(history_help(op, events, count, &request->help));
    if (acting->call->request.part.anonymous)
        return OK;
    TRY(read_representative(op, acting, events, count));
    TRY(act_read_card(op, acting, events, count, &card));
    request->customer = card.customer;
    request->needs = card.needs;
    return OK;
}

enum fault act_split_prepare(struct op *op, struct acting *acting)
{
    const struct part_request *part = &acting->call->request.part;
    const struct case_file *file = &acting->record.file;
    struct case_request request = { .kind = part->kind,
                                    .channel = file->channel,
                                    .category = part->category,
                                    .customer_type = file->customer_type,
                                    .narrative = part->narrative,
                                    .wanted_outcome = part->wanted_outcome,
                                    .happened_on = part->happened_on,
                                    .received_at = file->received_at };
    const char *receipt_code;
    TRY(mistakes_found(op));
    TRY(gather(op, acting, &request));
    TRY(check_people(op, acting));
    const enum fault mistaken = mistakes_found(op);
    acting->part = NEW(op->memory, struct intake);
    TRY(new_case(op, &acting->call->made, &request, acting->part, &receipt_code));
    TRY(mistaken);
    acting->facts.other_case = acting->call->made;
    acting->text = memory_printf(op->memory, "%s\n\nSplit off as %s.", acting->text,
                                 acting->part->record.file.reference);
    return OK;
}

/* Whoever is part of the sealed case, whether that is confirmed or not, each of them once. */
static bool is_carried(const struct acting *acting, size_t number)
{
    const struct part_request *part = &acting->call->request.part;
    const struct life_person *people = acting->life.people, *person = &people[number];
    if (person->standing == STANDING_DISMISSED || uuid_is_nil(&person->staff) ||
        uuid_is_among(&person->staff, part->cleared, part->cleared_count) ||
        uuid_is_among(&person->staff, part->subjects, part->subject_count))
        return false;
    for (size_t i = 0; i < number; i++)
        if (people[i].standing != STANDING_DISMISSED &&
            uuid_equal(&people[i].staff, &person->staff))
            return false;
    return true;
}

static enum fault name(struct op *op, struct acting *entry, enum event_type event,
                       const struct uuid *staff)
{
    struct facts *facts = NEW(op->memory, struct facts);
    *facts = no_facts;
    facts->staff = *staff;
    return act_apply(op, entry, event, op->now, facts);
}

/* Rule: D10. Whoever splits it off knows, and is as good as somebody senior. */
static enum fault name_subject(struct op *op, struct acting *entry, const struct uuid *staff)
{
    struct facts *facts = NEW(op->memory, struct facts);
    TRY(name(op, entry, EVENT_SUBJECT_NAMED, staff));
    *facts = no_facts;
    facts->concerns = entry->record.file.version;
    return act_apply(op, entry, EVENT_SUBJECT_CONFIRMED, op->now, facts);
}

/* Without what was said of the appointment: it may tell of what is sealed. Rule: A13, D15. */
static enum fault appoint(struct op *op, const struct acting *acting, struct acting *entry)
{
    const struct act_call *call = entry->call;
    struct act_call own = *call;
    if (!acting->representative || !event_is_allowed(entry->procedure, &entry->record.file,
                                                     &entry->life, EVENT_REPRESENTATIVE_APPOINTED))
        return OK;
    own.event = EVENT_REPRESENTATIVE_APPOINTED;
    own.request.representative = acting->representative;
    entry->call = &own;
    entry->text = "Agreed with the complainant for this part too.";
    TRY(act_apply(op, entry, own.event, op->now, &no_facts));
    entry->call = call;
    entry->text = NULL;
    return OK;
}

/* As conflicted, which tells nothing of why and which nobody can take back; but whom this part is
 * about too is a subject of it. Rule: C11. */
static enum fault name_people(struct op *op, const struct acting *acting, struct acting *entry)
{
    const struct part_request *part = &acting->call->request.part;
    TRY(act_read_life(op, entry));
    TRY(case_key_open(&entry->record, &entry->key));
    TRY(appoint(op, acting, entry));
    for (size_t i = 0; i < acting->life.person_count; i++)
        if (is_carried(acting, i))
            TRY(name(op, entry, EVENT_CONFLICT_DECLARED, &acting->life.people[i].staff));
    for (size_t i = 0; i < part->subject_count; i++)
        if (!uuid_is_among(&part->subjects[i], part->subjects, i))
            TRY(name_subject(op, entry, &part->subjects[i]));
    if (entry->life.person_count)
        TRY(act_pass_on(op, entry, op->now));
    return entry->record.file.version > 1 ? act_save(op, entry) : OK;
}

static bool names_anybody(const struct acting *acting)
{
    for (size_t i = 0; i < acting->life.person_count; i++)
        if (is_carried(acting, i))
            return true;
    return acting->call->request.part.subject_count > 0;
}

static enum fault carry_people(struct op *op, const struct acting *acting)
{
    const struct act_call call = {
        .reference = acting->part->record.file.reference,
        .event = names_anybody(acting) ? EVENT_CONFLICT_DECLARED : EVENT_REPRESENTATIVE_APPOINTED,
        .request = { .occurred_at = NO_INSTANT, .sent_on = NO_DAY, .facts = no_facts },
    };
    struct acting entry = { .call = &call,
                            .facts = no_facts,
                            .occurred_at = op->now,
                            .record = acting->part->record,
                            .last_hash = acting->part->received.hash,
                            .is_entered = true };
    const enum fault fault = name_people(op, acting, &entry);
    case_key_release(&entry.key);
    return fault;
}

enum fault act_split_take_in(struct op *op, const struct acting *acting)
{
    struct intake *part = acting->part;
    char *key = memory_alloc(op->memory, UUID_TEXT);
    bool is_new;
    uuid_text(&acting->call->made, key);
    part->request = (struct done_request){ .operation = "POST /v1/cases", .key = key };
    TRY(intake_insert_within(op, part, &is_new));
    if (!is_new) {
        organisation_forget(&op->actor.organisation_id);
        return FAULT_BUSY;
    }
    return carry_people(op, acting);
}
