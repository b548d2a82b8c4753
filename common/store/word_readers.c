#include "common/store/word_readers.h"

#include "common/base/words.h"
#include "common/domain/key.h"
#include "common/domain/nation.h"
#include "common/domain/vocabulary.h"
#include "common/domain/webhook.h"

#define WORD_READER(name, vocabulary)                                                              \
    void read_##name(struct op *op, const char *text, void *into)                                  \
    {                                                                                              \
        (void)op;                                                                                  \
        *(int *)into = text ? vocabulary_read(&vocabulary, text) : 0;                              \
    }

WORD_READER(kind, kinds)
WORD_READER(channel, channels)
WORD_READER(customer_type, customer_types)
WORD_READER(state, states)
WORD_READER(event_type, event_types)
WORD_READER(nation, nations)
WORD_READER(role, roles)
WORD_READER(topic, topics)
WORD_READER(due_by, dues_by)
WORD_READER(body, bodies)
WORD_READER(key_kind, key_kinds)
WORD_READER(key_change, key_changes)
WORD_READER(reading_part, reading_parts)
WORD_READER(webhook_type, webhook_types)
WORD_READER(webhook_state, webhook_states)

void read_key_scopes(struct op *op, const char *text, void *into)
{
    unsigned *scopes = into;
    size_t count;
    const char **words = words_read(op->memory, text, ' ', &count);
    *scopes = 0;
    for (size_t i = 0; i < count; i++)
        *scopes |= 1u << vocabulary_read(&key_scopes, words[i]);
    *scopes &= ~1u;
}
