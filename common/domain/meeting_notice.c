#include "common/domain/meeting_notice.h"

#include "common/base/memory.h"

/* What became of the meeting that they were told of; "" when nothing did, or they were told of
 * none. */
static const char *what_happened(void *memory, const struct meeting_notice *notice)
{
    const bool takes_place = !notice->said_is_cancelled && !uuid_is_nil(&notice->meeting) &&
                             !uuid_equal(&notice->said, &notice->meeting);
    char said_on[DAY_WORDS];
    if (uuid_is_nil(&notice->said) || takes_place)
        return "";
    day_in_words(notice->said_on, said_on);
    return memory_printf(memory, "The meeting of %s on %s was %s. ", body_title(notice->body),
                         said_on, notice->said_is_cancelled ? "cancelled" : "moved");
}

/* Whoever has to see to it that there is a meeting. */
static const char *convener(enum body body)
{
    return body == BODY_BOARD ? "The Chair has" : "We have";
}

static const char *what_is_next(void *memory, const struct meeting_notice *notice)
{
    const char *body = body_title(notice->body);
    char due_on[DAY_WORDS];
    day_in_words(notice->due_on, due_on);
    if (!uuid_is_nil(&notice->meeting))
        return memory_printf(memory, "Your case will be discussed at the meeting of %s on %s.",
                             body, due_on);
    return memory_printf(memory,
                         "No meeting of %s that could discuss your case soon is planned. "
                         "%s until %s to arrange one, or to find another way with you.",
                         body, convener(notice->body), due_on);
}

const char *meeting_notice(void *memory, const struct meeting_notice *notice)
{
    const char *text =
        memory_printf(memory, "%s%s", what_happened(memory, notice), what_is_next(memory, notice));
    char first_due_on[DAY_WORDS];
    if (notice->first_due_on == notice->due_on)
        return text;
    day_in_words(notice->first_due_on, first_due_on);
    return memory_printf(memory, "%s The day that we first gave you was %s; that stays on record.",
                         text, first_due_on);
}
