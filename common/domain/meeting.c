#include "common/domain/meeting.h"

const struct meeting *meetings_find(const struct meetings *meetings, const struct uuid *id)
{
    for (size_t i = 0; i < meetings->count; i++)
        if (uuid_equal(&meetings->list[i].id, id))
            return &meetings->list[i];
    return NULL;
}

enum fault meeting_may_change(const struct meeting *meeting, instant now)
{
    if (meeting->is_cancelled)
        return FAULT_MEETING_CANCELLED;
    return meeting->starts_at > now ? OK : FAULT_MEETING_OVER;
}

enum fault meeting_may_have_minutes(const struct meeting *meeting, instant now)
{
    if (meeting->is_cancelled)
        return FAULT_MEETING_CANCELLED;
    return meeting->starts_at > now ? FAULT_MEETING_AHEAD : OK;
}
