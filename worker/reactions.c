#include "worker/reactions.h"

#define ON(topic) (1u << TOPIC_##topic)
static const struct {
    reaction *have;
    unsigned topics;
} rows[] = {
#define REACTION(have, topics) { have, topics },
#include "worker/reactions.def"
#undef REACTION
};

static bool is_reacted_to(enum topic topic)
{
    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].topics & 1u << topic)
            return true;
    return false;
}

/* The events of these topics alone. */
static enum fault have_one(struct op *op, size_t row, const struct event *events, size_t count)
{
    struct event *own = NEW_ARRAY(op->memory, struct event, count);
    size_t own_count = 0;
    for (size_t i = 0; i < count; i++)
        if (rows[row].topics & 1u << events[i].topic)
            own[own_count++] = events[i];
    return own_count ? rows[row].have(op, own, own_count) : OK;
}

enum fault reactions_have(struct op *op, const struct event *events, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_reacted_to(events[i].topic))
            return FAULT_BUG;
    for (size_t i = 0; i < COUNT(rows); i++)
        TRY(have_one(op, i, events, count));
    return OK;
}
