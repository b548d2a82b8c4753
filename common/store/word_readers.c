#include "common/store/word_readers.h"

#include "common/domain/nation.h"
#include "common/domain/vocabulary.h"

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
