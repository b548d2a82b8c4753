#include "common/domain/erasure.h"

#include "common/base/memory.h"

day erasure_day(instant asked_at)
{
    return instant_day(asked_at) + ERASURE_DAYS + 1;
}

const char *erasure_notice(void *memory, day erasure_not_before)
{
    char words[DAY_WORDS];
    day_in_words(erasure_not_before, words);
    return memory_printf(
        memory,
        "We have received your wish to be erased. If nothing stands against it, we carry it out "
        "on %s, not before; you can take it back until then. After that nothing that you told us "
        "can be read any more, and the receipt code opens nothing. If something stands against it, "
        "we tell you here.",
        words);
}

const char *erasure_refusal(void)
{
    return "We could not carry out your wish to be erased. The law can make an organisation keep "
           "records for a time, and it does not always let us say more. You may wish it again at "
           "any time, ask us about it, or complain to the Information Commissioner's Office "
           "(ico.org.uk).";
}
