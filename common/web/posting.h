/*
 * Documents posted to addresses that somebody else chose, several at one time.
 *
 * Sent is to exactly the address that was given, where reach.h lets the host
 * through; http:// only reaches networks that are listed there. Each has a
 * connection of its own, 15 seconds from the first step to the last, and an
 * answer of at most 64 KiB with its head. Only its status counts: whoever said
 * 2xx has taken it, also when the rest breaks off or is longer than that.
 */
#ifndef WEB_POSTING_H
#define WEB_POSTING_H

#include "common/web/fetch.h"

enum { POSTING_SECONDS = 15, POSTINGS_MAX = 64 };

/* What is under way. Of one thread. */
struct postings;

struct posting {
    const char *address;
    const char *body;
    const char *const *headers; /* "name: value" */
    size_t header_count;
};

struct posted {
    size_t number;              /* of the place, below POSTINGS_MAX */
    enum fetch_outcome outcome; /* FETCHED: it was taken, 2xx */
    long status;                /* of the answer, 0 when there was none */
};

/* Whether it is an address that could be posted to: https://, or http:// where reach.h lists any
 * network, of a host that may be reached as far as the address itself tells. */
bool posting_may_go(const char *address);

/* Never NULL. */
struct postings *postings_open(void);
/* Ends what is under way. */
void postings_close(struct postings *postings);

/* How many more could begin now. */
size_t postings_free(const struct postings *postings);

/* Begins; answers the number of its place, which is taken until it is among the finished. All that
 * is given is copied. One must be free. */
size_t posting_begin(struct postings *postings, const struct posting *posting);

/* Goes on with all, at most so long, and not longer when any ends; fills what has ended, of which
 * there may be as many as were under way. Answers how many those are. */
size_t postings_go_on(struct postings *postings, int milliseconds,
                      struct posted finished[POSTINGS_MAX]);

#endif
