#include "common/casework/telling.h"

#include "common/base/log.h"
#include "common/casework/reference_data.h"
#include "common/store/notification_store.h"
#include "common/store/stand_in_store.h"

#include <string.h>

static bool is_same_text(const char *one, const char *other)
{
    return one == other || (one && other && strcmp(one, other) == 0);
}

static bool is_same_telling(const struct telling *one, const struct telling *other)
{
    return one->type == other->type && one->due_on == other->due_on &&
           uuid_equal(&one->file->id, &other->file->id) &&
           is_same_text(one->standard, other->standard);
}

/* Tellings of one case stand next to each other. */
static bool was_told(const struct telling *tellings, const struct recipient *kept, size_t count,
                     const struct recipient *recipient)
{
    const struct telling *telling = &tellings[recipient->number - 1];
    for (size_t i = count; i > 0; i--) {
        const struct telling *earlier = &tellings[kept[i - 1].number - 1];
        if (!uuid_equal(&earlier->file->id, &telling->file->id))
            return false;
        if (uuid_equal(&kept[i - 1].staff_id, &recipient->staff_id) &&
            is_same_telling(earlier, telling))
            return true;
    }
    return false;
}

/* That nobody is left, or is there, is nobody's doing: it followed from what they did. */
static bool is_own_doing(const struct op *op, const struct telling *tellings,
                         const struct recipient *recipient)
{
    return op->actor.kind == ACTOR_STAFF && uuid_equal(&op->actor.id, &recipient->staff_id) &&
           tellings[recipient->number - 1].type != NOTIFICATION_NOBODY_LEFT &&
           tellings[recipient->number - 1].type != NOTIFICATION_INVESTIGATOR_AWAY;
}

static bool says_nobody_left(const struct telling *tellings, size_t count, const struct uuid *id)
{
    for (size_t i = 0; i < count; i++)
        if (tellings[i].type == NOTIFICATION_NOBODY_LEFT && uuid_equal(&tellings[i].file->id, id))
            return true;
    return false;
}

/* What nobody in line heard, since all of them are part of it or nobody has such a role: that
 * nobody is left, once for each case. */
static size_t gather_unheard(const struct op *op, const struct telling *tellings, size_t count,
                             const struct recipient *recipients, size_t recipient_count,
                             struct telling *unheard)
{
    size_t next = 0, unheard_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct case_file *file = tellings[i].file;
        const size_t first = next;
        while (next < recipient_count && recipients[next].number == i + 1)
            next++;
        if (next > first || !tellings[i].to.role)
            continue;
        LOG(op, LOG_WARN, "nobody_to_tell", log_id("case", file->id));
        if (!says_nobody_left(tellings, count, &file->id) &&
            !says_nobody_left(unheard, unheard_count, &file->id))
            unheard[unheard_count++] = (struct telling){ .file = file,
                                                         .to = addressee_of_vacancy(),
                                                         .type = NOTIFICATION_NOBODY_LEFT,
                                                         .due_on = NO_DAY };
    }
    return unheard_count;
}

/* Rule: D9. Who is told in the place of somebody stands in for them, and knows it. */
static enum fault tell_recipients(struct op *op, const struct telling *tellings,
                                  const struct recipient *recipients, size_t count, instant since)
{
    struct stand_in *stand_ins = NEW_ARRAY(op->memory, struct stand_in, count);
    size_t stand_in_count = 0;
    for (size_t i = 0; i < count; i++)
        if (!uuid_is_nil(&recipients[i].in_place_of))
            stand_ins[stand_in_count++] = (struct stand_in){
                .organisation_id = tellings[recipients[i].number - 1].file->organisation_id,
                .staff_id = recipients[i].in_place_of,
                .deputy_id = recipients[i].staff_id,
            };
    TRY(stand_in_count ? stand_ins_note(op, stand_ins, stand_in_count) : OK);
    return notifications_add(op, tellings, recipients, count, since);
}

/* Rule: C11, D9, D10. Whoever gives people their roles is told, and not of which case. */
static enum fault tell_of_unheard(struct op *op, const struct telling *unheard, size_t count,
                                  instant since)
{
    struct recipient *recipients;
    size_t recipient_count;
    if (!count)
        return OK;
    TRY(recipients_find(op, unheard, count, &recipients, &recipient_count));
    return recipient_count ? tell_recipients(op, unheard, recipients, recipient_count, since) : OK;
}

enum fault tell_staff_since(struct op *op, const struct telling *tellings, size_t count,
                            instant since)
{
    struct recipient *recipients;
    size_t recipient_count, kept = 0;
    if (!count)
        return OK;
    struct telling *unheard = NEW_ARRAY(op->memory, struct telling, count);
    TRY(recipients_find(op, tellings, count, &recipients, &recipient_count));
    const size_t unheard_count =
        gather_unheard(op, tellings, count, recipients, recipient_count, unheard);
    for (size_t i = 0; i < recipient_count; i++)
        if (!is_own_doing(op, tellings, &recipients[i]) &&
            !was_told(tellings, recipients, kept, &recipients[i]))
            recipients[kept++] = recipients[i];
    if (kept)
        TRY(tell_recipients(op, tellings, recipients, kept, since));
    return tell_of_unheard(op, unheard, unheard_count, since);
}

enum fault tell_staff(struct op *op, const struct telling *tellings, size_t count)
{
    return tell_staff_since(op, tellings, count, NO_INSTANT);
}

/* A closure or a bank holiday moves many by a day: those are told by the case itself. */
static bool is_moved_by_meeting(const struct clock_settlement *settlement)
{
    return settlement->moved_from != NO_DAY && settlement->moved_by == DUE_BY_MEETING;
}

enum fault tell_of_moves(struct op *op, const struct settled_clock *settled, size_t count)
{
    struct telling *tellings = NEW_ARRAY(op->memory, struct telling, count);
    size_t telling_count = 0;
    for (size_t i = 0; i < count; i++) {
        const struct case_file *file = settled[i].file;
        const struct case_clock *clock = &settled[i].settlement->clock;
        const struct procedure *procedure;
        if (!is_moved_by_meeting(settled[i].settlement))
            continue;
        TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &procedure));
        tellings[telling_count++] =
            (struct telling){ file, addressee_of_promise(procedure, file, clock->standard),
                              NOTIFICATION_MOVED, clock->standard, clock->due_on };
    }
    return tell_staff(op, tellings, telling_count);
}
