#include "api/operations/notify.h"

#include "common/casework/telling.h"
#include "common/domain/event_trait.h"
#include "common/store/deputy_store.h"

#include <string.h>

enum { TELLINGS_MAX = 8 };

/* What is to be told, in the making. */
struct news {
    struct telling tellings[TELLINGS_MAX];
    size_t count;
};

static void add(struct news *news, const struct acting *acting, enum notification_type type,
                struct addressee to)
{
    news->tellings[news->count++] =
        (struct telling){ .file = &acting->record.file, .to = to, .type = type, .due_on = NO_DAY };
}

static bool has_new_handler(const struct acting *acting)
{
    return !uuid_is_nil(&acting->record.file.handler) &&
           !uuid_equal(&acting->record.file.handler, &acting->handler_before);
}

static bool moves_on(enum event_type event)
{
    return event == EVENT_REFERRED || event == EVENT_BYPASSED || event == EVENT_APPEALED;
}

/* Rule: C11, D9. Whether one who investigates it turns out to be part of it: others are to. */
static bool loses_investigator(const struct acting *acting)
{
    return event_takes_away(acting->call->event) && acting->life.is_investigated &&
           !acting->record.file.sealed_off &&
           uuid_is_among(&acting->facts.staff, acting->life.investigators,
                         acting->life.investigator_count);
}

/* Rule: D18. Who deals with it tells whoever complained, in the way that is safe for them, and so
 * learns until when. */
static void add_erasure(const struct acting *acting, struct news *news)
{
    const struct case_file *file = &acting->record.file;
    add(news, acting, NOTIFICATION_ERASURE_ASKED, addressee_of_case(acting->procedure, file));
    news->tellings[news->count - 1].due_on = file->erasure_not_before;
}

/* Rule: A15, C14, D15. A question goes to the point of contact; a report of disadvantage past
 * whoever it may be about. */
static void add_messages(const struct op *op, const struct acting *acting, struct news *news)
{
    const struct case_file *file = &acting->record.file;
    if (acting->call->event == EVENT_DISADVANTAGE_REPORTED)
        add(news, acting, NOTIFICATION_DISADVANTAGE, addressee_of_chair(file));
    else if (acting->call->event == EVENT_QUESTION)
        add(news, acting, NOTIFICATION_MESSAGE, addressee_of_contact(acting->procedure, file));
    else if (acting->call->event == EVENT_ERASURE_ASKED)
        add_erasure(acting, news);
    else if (op->actor.kind == ACTOR_COMPLAINANT)
        add(news, acting, NOTIFICATION_MESSAGE, addressee_of_case(acting->procedure, file));
}

static void gather(const struct op *op, const struct acting *acting, struct news *news)
{
    const enum event_type event = acting->call->event;
    const struct case_file *file = &acting->record.file;
    if (event == EVENT_SAFEGUARDING)
        add(news, acting, NOTIFICATION_HANDED_OVER, addressee_of_case(acting->procedure, file));
    if (has_new_handler(acting))
        add(news, acting, NOTIFICATION_ASSIGNED, addressee_of_case(acting->procedure, file));
    if (moves_on(event) || acting->is_inquorate)
        add(news, acting, NOTIFICATION_REFERRED, addressee_of_stage(acting->procedure, file));
    if (event_takes_away(event))
        add(news, acting, NOTIFICATION_NAMED, addressee_of_naming(file));
    if (loses_investigator(acting))
        add(news, acting, NOTIFICATION_INVESTIGATOR_AWAY,
            addressee_of_investigator(file, &acting->facts.staff));
    if (acting->quorum_lost)
        add(news, acting, NOTIFICATION_NOBODY_LEFT, addressee_of_vacancy());
    add_messages(op, acting, news);
}

/* Rule: A13, D9. Nobody waits for an officer who is away: whoever stands in is alarmed at once. */
static enum fault add_alarm(struct op *op, const struct acting *acting, struct news *news)
{
    bool is_absent = false;
    if (acting->call->event == EVENT_SAFEGUARDING)
        TRY(absence_find(op, &acting->record.file.organisation_id, &acting->facts.staff,
                         &is_absent));
    if (is_absent)
        add(news, acting, NOTIFICATION_ALARM, addressee_of_stand_in());
    return OK;
}

/* Several members who are away are told of once for each who stands in. */
static enum fault add_member(struct op *op, const struct acting *acting, const struct uuid *member,
                             const struct case_clock *promise, struct telling *telling)
{
    const struct case_file *file = &acting->record.file;
    bool is_absent;
    TRY(absence_find(op, &file->organisation_id, member, &is_absent));
    *telling = (struct telling){
        file, is_absent ? addressee_of_investigator(file, member) : addressee_of_person(member),
        is_absent ? NOTIFICATION_INVESTIGATOR_AWAY : NOTIFICATION_INVESTIGATION_ASSIGNED,
        promise ? promise->standard : NULL, promise ? promise->due_on : NO_DAY
    };
    return OK;
}

/* Rule: A17, D9. Those who have it now, by when it is to be done; those who have it no more. */
static enum fault tell_of_investigators(struct op *op, const struct acting *acting,
                                        const struct case_clock *promise)
{
    const struct facts *facts = &acting->facts;
    const struct uuid *before = acting->investigators_before;
    const bool is_given_on = acting->call->event == EVENT_INVESTIGATION_REASSIGNED;
    const size_t before_count = is_given_on ? acting->investigator_count_before : 0;
    size_t count = 0;
    if (!event_names_investigators(acting->call->event))
        return OK;
    struct telling *tellings =
        NEW_ARRAY(op->memory, struct telling, facts->member_count + before_count);
    for (size_t i = 0; i < facts->member_count; i++)
        if (!uuid_is_among(&facts->members[i], before, before_count))
            TRY(add_member(op, acting, &facts->members[i], promise, &tellings[count++]));
    for (size_t i = 0; i < before_count; i++)
        if (!uuid_is_among(&before[i], facts->members, facts->member_count))
            tellings[count++] = (struct telling){ .file = &acting->record.file,
                                                  .to = addressee_of_person(&before[i]),
                                                  .type = NOTIFICATION_INVESTIGATION_REASSIGNED,
                                                  .due_on = NO_DAY };
    return tell_staff(op, tellings, count);
}

/* An investigation goes on as it began, whoever has it. */
static enum event_type beginning(enum event_type event)
{
    return event == EVENT_INVESTIGATION_REASSIGNED ? EVENT_INVESTIGATION_OPENED : event;
}

static bool is_started_by(const struct acting *acting, const struct case_clock *clock)
{
    const struct procedure *procedure = acting->procedure;
    for (size_t i = 0; i < procedure->standard_count; i++)
        for (size_t j = 0; j < procedure->standards[i].starts_with_count; j++)
            if (procedure->standards[i].starts_with[j] == beginning(acting->call->event) &&
                strcmp(procedure->standards[i].code, clock->standard) == 0)
                return true;
    return false;
}

/* The promise that the act started last; of several the one that is due first. */
static const struct case_clock *promise_of(const struct acting *acting,
                                           const struct case_clock *clocks, size_t count)
{
    const struct case_clock *promise = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct case_clock *clock = &clocks[i];
        if (clock_is_running(clock) && is_started_by(acting, clock) &&
            (!promise || clock->started_by > promise->started_by ||
             (clock->started_by == promise->started_by && clock->due_at < promise->due_at)))
            promise = clock;
    }
    return promise;
}

enum fault notify_of_act(struct op *op, const struct acting *acting)
{
    struct news news = { 0 };
    struct case_clock *clocks;
    size_t count;
    gather(op, acting, &news);
    TRY(add_alarm(op, acting, &news));
    if (!news.count && !event_names_investigators(acting->call->event))
        return OK;
    TRY(clocks_of_case(op, &acting->record.file.id, &clocks, &count));
    const struct case_clock *promise = promise_of(acting, clocks, count);
    for (size_t i = 0; promise && i < news.count; i++) {
        if (news.tellings[i].type == NOTIFICATION_ASSIGNED ||
            news.tellings[i].type == NOTIFICATION_ERASURE_ASKED ||
            news.tellings[i].type == NOTIFICATION_INVESTIGATOR_AWAY ||
            news.tellings[i].type == NOTIFICATION_NOBODY_LEFT)
            continue;
        news.tellings[i].standard = promise->standard;
        news.tellings[i].due_on = promise->due_on;
    }
    TRY(tell_of_investigators(op, acting, promise));
    return tell_staff(op, news.tellings, news.count);
}
