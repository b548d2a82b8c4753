#include "common/domain/meeting.h"

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
