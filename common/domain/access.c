#include "common/domain/access.h"

static const unsigned who_may[] = {
    NOBODY,
#define EVENT(name, text, shown, operation, group) MAY_##group,
#include "common/domain/event.def"
#undef EVENT
};

bool event_is_open_to(enum event_type event, unsigned actor)
{
    return (who_may[event] & actor) != 0;
}
