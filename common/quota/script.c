#include "common/quota/script.h"

#include "common/base/clock.h"

#include <stdio.h>
#include <string.h>

enum { SHA_TEXT = 41, TRIES = 2 };

static char sha[SHA_TEXT]; /* what Redis calls the script, "" before it was loaded once */

static const char script[] = {
#define EMBEDDED(name, bytes, text) text
#include "gcra.def"
#undef EMBEDDED
};

void ask_for(struct ask *ask, const unsigned char name[PSEUDONYM_BYTES], const struct rate *rate,
             int64_t wanted)
{
    *ask = (struct ask){ 0 };
    int length = snprintf(ask->key, sizeof ask->key, "heed:quota:");
    for (size_t i = 0; i < PSEUDONYM_BYTES; i++)
        length += snprintf(ask->key + length, sizeof ask->key - (size_t)length, "%02x", name[i]);
    snprintf(ask->interval, sizeof ask->interval, "%lld", (long long)rate->interval);
    snprintf(ask->quota, sizeof ask->quota, "%lld", (long long)rate->quota);
    snprintf(ask->wanted, sizeof ask->wanted, "%lld", (long long)wanted);
}

static enum fault refused(struct link *link, const redisReply *reply)
{
    const enum fault fault = reply_refused(reply);
    link_failed(link);
    return fault;
}

static enum fault load(struct link *link)
{
    SCOPED_REPLY *reply = NULL;
    LINK_ADD(link, "SCRIPT", "LOAD", script);
    TRY(link_receive(link, &reply));
    if (reply->type != REDIS_REPLY_STRING)
        return refused(link, reply);
    snprintf(sha, sizeof sha, "%s", reply->str);
    return OK;
}

static bool is_answer(const redisReply *reply)
{
    return reply->type == REDIS_REPLY_ARRAY && reply->elements == 2 &&
           reply->element[0]->type == REDIS_REPLY_INTEGER &&
           reply->element[1]->type == REDIS_REPLY_INTEGER;
}

static enum fault read_answer(struct link *link, struct ask *ask, bool *is_missing)
{
    SCOPED_REPLY *reply = NULL;
    TRY(link_receive(link, &reply));
    if (reply_is_error(reply, "NOSCRIPT")) {
        *is_missing = true;
        return OK;
    }
    if (!is_answer(reply))
        return refused(link, reply);
    ask->taken = reply->element[0]->integer;
    ask->backlog = reply->element[1]->integer;
    ask->is_answered = true;
    return OK;
}

static enum fault ask_all(struct link *link, struct ask *const *batch, size_t count,
                          int64_t deadline_ms, bool *is_missing)
{
    for (size_t i = 0; i < count; i++)
        if (!batch[i]->is_answered)
            LINK_ADD(link, "EVALSHA", sha, "1", batch[i]->key, batch[i]->interval, batch[i]->quota,
                     batch[i]->wanted);
    for (size_t i = 0; i < count; i++) {
        if (batch[i]->is_answered)
            continue;
        if (clock_monotonic_ms() > deadline_ms)
            return link_failed(link);
        TRY(read_answer(link, batch[i], is_missing));
    }
    return OK;
}

enum fault script_run(struct link *link, struct ask *const *batch, size_t count, int64_t most_ms)
{
    const int64_t deadline_ms = clock_monotonic_ms() + most_ms;
    bool is_missing = !*sha;
    for (int i = 0; i < TRIES; i++) {
        if (is_missing)
            TRY(load(link));
        is_missing = false;
        TRY(ask_all(link, batch, count, deadline_ms, &is_missing));
        if (!is_missing)
            return OK;
    }
    return link_failed(link);
}
