/*
 * The domain's words as the public reads them. All of them are in English.
 *
 * Rule: C1.
 */
#ifndef PUBLICATION_PLAIN_WORDS_H
#define PUBLICATION_PLAIN_WORDS_H

#include "common/base/day.h"
#include "common/domain/calendar.h"
#include "common/domain/vocabulary.h"

/* "the Chief Executive". */
const char *role_words(enum role role);
/* "by telephone". */
const char *channel_words(enum channel channel);
/* "complaints". */
const char *kind_words(enum kind kind);
/* "a carer". */
const char *customer_type_words(enum customer_type type);
/* "it reaches us". */
const char *event_words(enum event_type event);

/* "3 working days", "1 hour", "14 days". Owner: memory. */
const char *amount_words(void *memory, int amount, enum unit unit);
/* "1 May 2026". Owner: memory. */
const char *day_words(void *memory, day on);

/* "a, b or c"; "" for none. Owner: memory. */
const char *choice_words(void *memory, const char *const *words, size_t count);

/* With its first letter large, as at the beginning of a sentence. Owner: memory. */
const char *sentence(void *memory, const char *words);

#endif
