#include "common/domain/event_trait.h"

#include "common/domain/access.h"

enum trait {
    OPENS_OR_CLOSES = 1u << 0,
    REPLIES = 1u << 1,
    DECIDES = 1u << 2,
    IS_UNRESOLVED = 1u << 3,
    HAS_OUTCOMES = 1u << 4,
    TELLS_OUTCOME = 1u << 5,
    NEEDS_QUORUM = 1u << 6,
    TAKES_AWAY = 1u << 7,
    NAMES_INVESTIGATORS = 1u << 8,
    IS_OF_RIGHT = 1u << 9,
    IS_HIDDEN = 1u << 10,
    LEADS_ON = 1u << 11
};

static bool has(enum event_type event, enum trait trait)
{
    static const unsigned traits[EVENT_COUNT] = {
#define EVENT_TRAIT(event, its) [EVENT_##event] = (its),
#include "common/domain/event_trait.def"
#undef EVENT_TRAIT
    };
    return (traits[event] & trait) != 0;
}

#define PREDICATE(name, trait)                                                                     \
    bool name(enum event_type event)                                                               \
    {                                                                                              \
        return has(event, trait);                                                                  \
    }

PREDICATE(event_opens_or_closes, OPENS_OR_CLOSES)
PREDICATE(event_replies, REPLIES)
PREDICATE(event_decides, DECIDES)
PREDICATE(event_is_unresolved, IS_UNRESOLVED)
PREDICATE(event_has_outcomes, HAS_OUTCOMES)
PREDICATE(event_tells_outcome, TELLS_OUTCOME)
PREDICATE(event_needs_quorum, NEEDS_QUORUM)
PREDICATE(event_takes_away, TAKES_AWAY)
PREDICATE(event_names_investigators, NAMES_INVESTIGATORS)
PREDICATE(event_is_of_right, IS_OF_RIGHT)
PREDICATE(event_is_hidden, IS_HIDDEN)
PREDICATE(event_leads_on, LEADS_ON)

bool event_is_of_service(enum event_type event)
{
    return event != EVENT_RECEIVED && (event_groups(event) & MAY(SERVICE));
}
