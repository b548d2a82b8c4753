#include "api/operations/case_contacts.h"

#include "common/casework/history.h"
#include "common/domain/case_people.h"
#include "common/domain/event_trait.h"
#include "common/store/deputy_store.h"
#include "common/store/staff_store.h"

#include <string.h>

/* Whoever was answered, or settled with, was told. Rule: A15, D13. */
static bool is_told(const struct case_event *events, int count)
{
    for (int i = 0; i < count; i++)
        if (event_replies(events[i].type))
            return true;
    return false;
}

/* NULL for nobody. */
static enum fault open_contact(struct op *op, const struct uuid *staff,
                               struct named_staff **contact)
{
    struct staff_details details;
    const char *text;
    *contact = NULL;
    if (uuid_is_nil(staff))
        return OK;
    TRY(staff_details_read(op, staff, &text));
    TRY(shape_read(op, &staff_details_shape, text, strlen(text), &details));
    *contact = NEW(op->memory, struct named_staff);
    **contact = (struct named_staff){ .name = details.name,
                                      .telephone = details.telephone,
                                      .email = details.email };
    return OK;
}

/* Rule: C11. Whoever is part of the case is nobody's deputy in it. */
static enum fault add_deputy(struct op *op, const struct case_life *life,
                             const struct case_file *seen, const struct uuid *staff,
                             struct named_staff *contact)
{
    struct uuid deputy;
    struct named_staff *opened;
    TRY(deputy_find(op, &seen->organisation_id, staff, &deputy));
    if (life_excludes(life, &deputy))
        return OK;
    TRY(open_contact(op, &deputy, &opened));
    contact->deputy = opened;
    return OK;
}

enum fault case_contacts(struct op *op, const struct procedure *procedure,
                         const struct case_file *file, const struct case_event *events,
                         size_t count, struct receipt_view *view)
{
    struct case_file seen = *file;
    struct case_life life;
    struct named_staff *handler, *contact;
    TRY(events_replay_unsealed(op, procedure, events, count, &seen, &life));
    if (!is_told(events, seen.version))
        return OK;
    const struct uuid *asked =
        uuid_is_nil(&seen.point_of_contact) ? &seen.handler : &seen.point_of_contact;
    TRY(open_contact(op, &seen.handler, &handler));
    TRY(open_contact(op, asked, &contact));
    if (contact)
        TRY(add_deputy(op, &life, &seen, asked, contact));
    view->handler = handler;
    view->point_of_contact = contact;
    return OK;
}
