#include "common/domain/webhook.h"

#include <string.h>

static const char *const webhook_types_texts[] = {
    "",
#define WEBHOOK_TYPE(name, text) text,
#include "common/domain/webhook_type.def"
#undef WEBHOOK_TYPE
};
VOCABULARY(webhook_types);

static const char *const webhook_states_texts[] = {
    "",
#define WEBHOOK_STATE(name, text) text,
#include "common/domain/webhook_state.def"
#undef WEBHOOK_STATE
};
VOCABULARY(webhook_states);

enum webhook_type webhook_of(enum state before, const struct mark *mark)
{
    const char *was = vocabulary_text(&statuses, (int)before);
    const char *is = vocabulary_text(&statuses, (int)mark->public_state);
    if (before == STATE_NONE)
        return WEBHOOK_CASE_RECEIVED;
    if (mark->event == EVENT_ERASED)
        return WEBHOOK_CASE_ERASED;
    if (strcmp(was, is) == 0)
        return WEBHOOK_TYPE_NONE;
    return mark->public_state == STATE_CLOSED ? WEBHOOK_CASE_CLOSED : WEBHOOK_CASE_STATUS_CHANGED;
}

int webhook_retry_seconds(int attempts)
{
    static const int minutes[WEBHOOK_ATTEMPTS - 2] = {
        5, 30, 2 * 60, 5 * 60, 10 * 60, 14 * 60, 20 * 60, 24 * 60,
    };
    if (attempts == 1)
        return 5;
    return attempts < 1 || attempts >= WEBHOOK_ATTEMPTS ? 0 : 60 * minutes[attempts - 2];
}
