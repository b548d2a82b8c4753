/*
 * The stream heed:events and its group of workers, over Redis.
 *
 * PostgreSQL is the queue of record: the stream carries ids only, and all of it
 * may vanish at any moment. What is lost is found by the sweeper
 * (worker/sweeper.h) and published again; the group is made anew from the
 * stream's beginning wherever it is missed, never from its end. There is no
 * other recovery, no epoch and no last id to compare.
 *
 * A stream belongs to one thread. It connects by itself, with back-off, and
 * nothing here waits longer than a second unless told to block.
 * Errors, all: QUEUE (away, or it refused; the same call may succeed later).
 */
#ifndef STREAM_STREAM_H
#define STREAM_STREAM_H

#include "common/base/fault.h"
#include "common/base/id.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ENTRY_ID_TEXT = 48, STREAM_BATCH_MAX = 256 };

struct stream;

/* NULL when the address is none (queue_address.h). 'is_stopping' (may be NULL) ends blocking reads.
 */
struct stream *stream_open(const char *url, bool (*is_stopping)(void));
void stream_close(struct stream *stream);

/* Sees that Redis answers, before a transaction is opened on its account. */
enum fault stream_ready(struct stream *stream) CHECKED;

/* Whether the stream or its group was missing and has been made anew; tells so once. */
bool stream_was_lost(struct stream *stream);

/* What is told of an event: ids only. */
struct message {
    struct uuid id;
    const char *type; /* the topic */
    struct uuid organisation_id;
    struct uuid subject_id;
    const char *traceparent;   /* NULL when none */
    char entry[ENTRY_ID_TEXT]; /* becomes the entry's id */
};

/* Publishes up to STREAM_BATCH_MAX messages. On an error some of them may be there. */
enum fault stream_publish(struct stream *stream, struct message *messages, size_t count) CHECKED;

struct entry {
    char id[ENTRY_ID_TEXT];
    struct uuid event_id; /* nil when the entry is none of ours */
    int64_t read_ms;      /* clock_monotonic_ms, when it came here */
};

/* New entries for this worker alone, up to 'limit'; waits up to block_ms for the first. */
enum fault stream_read(struct stream *stream, size_t limit, int block_ms, struct entry *entries,
                       size_t *count) CHECKED;
/* Entries that others took and left unacknowledged for idle_ms; goes on where the last call
 * stopped. */
enum fault stream_take_over(struct stream *stream, int64_t idle_ms, size_t limit,
                            struct entry *entries, size_t *count) CHECKED;
/* Ends up to STREAM_BATCH_MAX entries: all of them or none. */
enum fault stream_acknowledge(struct stream *stream, const struct entry *entries,
                              size_t count) CHECKED;
/* Tells for each entry id whether the stream still holds it; a NULL id is not held. */
enum fault stream_holds(struct stream *stream, const char *const *ids, size_t count,
                        bool *held) CHECKED;

#endif
