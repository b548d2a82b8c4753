#include "worker/reactions.h"

reaction *reaction_to(enum topic topic)
{
    switch (topic) {
#define REACTION(topic, reaction_function)                                                         \
    case TOPIC_##topic:                                                                            \
        return reaction_function;
#include "worker/reactions.def"
#undef REACTION
    case TOPIC_NONE:
        break;
    }
    return NULL;
}
