#include "common/publication/standard_words.h"

#include "common/base/memory.h"
#include "common/publication/plain_words.h"

#include <string.h>

bool standard_is_in_stage(const struct standard *standard, const char *stage)
{
    for (size_t i = 0; i < standard->stage_count; i++)
        if (strcmp(standard->stages[i], stage) == 0)
            return true;
    return standard->stage_count == 0;
}

bool standard_is_public(const struct standard *standard)
{
    return !standard->watched && !standard->is_internal;
}

bool standard_covers_complaints(const struct standard *standard)
{
    bool covers = standard->kind_count == 0;
    for (size_t i = 0; i < standard->kind_count; i++)
        covers |= standard->kinds[i] == KIND_COMPLAINT;
    return covers;
}

bool standard_is_for_complaints(const struct standard *standard)
{
    return standard_covers_complaints(standard) && standard->category_count == 0 &&
           standard_is_public(standard);
}

static const char *next_meeting(void *memory, const struct standard *standard)
{
    const char *body = body_title(standard->body);
    const char *amount = amount_words(memory, standard->amount, standard->unit);
    const char *soon =
        standard->within ? memory_printf(memory, " within %s",
                                         amount_words(memory, standard->within, UNIT_WORKING_DAYS))
                         : "";
    return memory_printf(memory,
                         "at the next meeting of %s; if there is none%s, we fix within %s how "
                         "it goes on, and tell you",
                         body, soon, amount);
}

const char *standard_limit(void *memory, const struct standard *standard)
{
    const char *amount = amount_words(memory, standard->amount, standard->unit);
    if (standard->due == DUE_RULE_NEXT_MEETING)
        return next_meeting(memory, standard);
    if (standard->due == DUE_RULE_SET_DATE)
        return memory_printf(memory, "by the date that is set; where none is set, within %s",
                             amount);
    return memory_printf(memory, "%s %s", standard->repeats ? "at least every" : "within", amount);
}

const char *standard_time(void *memory, const struct standard *standard)
{
    return memory_printf(
        memory, "%s%s%s%s", standard_limit(memory, standard),
        standard->roll == ROLL_PRECEDING ? "; if that day is not a working day, the working day "
                                           "before it"
                                         : "",
        standard->agreeable ? ", unless we agree otherwise with you" : "",
        standard->extendable ? "; if we need longer we tell you why, and the new date, before then"
                             : "");
}

const char *standard_start(void *memory, const struct standard *standard)
{
    const char **words = NEW_ARRAY(memory, const char *, standard->starts_with_count);
    for (size_t i = 0; i < standard->starts_with_count; i++)
        words[i] = event_words(standard->starts_with[i]);
    return memory_printf(memory, "when %s",
                         choice_words(memory, words, standard->starts_with_count));
}

static const char *kinds_of(void *memory, const struct standard *standard)
{
    const char **words = NEW_ARRAY(memory, const char *, standard->kind_count);
    for (size_t i = 0; i < standard->kind_count; i++)
        words[i] = kind_words(standard->kinds[i]);
    return standard->kind_count ? choice_words(memory, words, standard->kind_count)
                                : "everything that you tell us";
}

static const char *channels_of(void *memory, const enum channel *list, size_t count)
{
    const char **words = NEW_ARRAY(memory, const char *, count);
    for (size_t i = 0; i < count; i++)
        words[i] = channel_words(list[i]);
    return count ? memory_printf(memory, " %s", choice_words(memory, words, count)) : "";
}

static const char *title_or_code(const char *title, const char *code)
{
    return title ? title : code;
}

static const char *categories_of(void *memory, const struct procedure *procedure,
                                 const struct standard *standard)
{
    const char **words = NEW_ARRAY(memory, const char *, standard->category_count);
    for (size_t i = 0; i < standard->category_count; i++)
        words[i] = title_or_code(procedure_category_title(procedure, standard->categories[i]),
                                 standard->categories[i]);
    return standard->category_count
               ? memory_printf(memory, " (%s)",
                               choice_words(memory, words, standard->category_count))
               : "";
}

static const char *stages_of(void *memory, const struct procedure *procedure,
                             const struct standard *standard)
{
    const char **words = NEW_ARRAY(memory, const char *, standard->stage_count);
    for (size_t i = 0; i < standard->stage_count; i++)
        words[i] = title_or_code(procedure_stage_title(procedure, standard->stages[i]),
                                 standard->stages[i]);
    return standard->stage_count ? memory_printf(memory, ", at the stage: %s",
                                                 choice_words(memory, words, standard->stage_count))
                                 : "";
}

const char *standard_scope(void *memory, const struct procedure *procedure,
                           const struct standard *standard)
{
    return memory_printf(memory, "%s%s%s%s%s", kinds_of(memory, standard),
                         channels_of(memory, standard->channels, standard->channel_count),
                         channels_of(memory, standard->media, standard->medium_count),
                         categories_of(memory, procedure, standard),
                         stages_of(memory, procedure, standard));
}
