#include "worker/reactions.h"

#define ON(topic) (1u << TOPIC_##topic)
static const struct {
    reaction *run;
    unsigned topics;
} rows[] = {
#define REACTION(function, topics) { function, topics },
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

/* Of the events those of its topics alone. */
static enum fault run_one(struct op *op, size_t row, const struct event *events, size_t count)
{
    struct event *own = NEW_ARRAY(op->memory, struct event, count);
    size_t own_count = 0;
    for (size_t i = 0; i < count; i++)
        if (rows[row].topics & 1u << events[i].topic)
            own[own_count++] = events[i];
    return own_count ? rows[row].run(op, own, own_count) : OK;
}

enum fault reactions_run(struct op *op, const struct event *events, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!is_reacted_to(events[i].topic))
            return FAULT_BUG;
    for (size_t i = 0; i < COUNT(rows); i++)
        TRY(run_one(op, i, events, count));
    return OK;
}
