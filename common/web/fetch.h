/*
 * Documents of other services, fetched over HTTP.
 *
 * Asked is exactly the address that was given: no redirection is followed, no
 * proxy and no credential of the environment is used, certificates are
 * verified. Connecting may take two seconds, certificates included, the whole
 * three; 64 KiB are taken.
 */
#ifndef WEB_FETCH_H
#define WEB_FETCH_H

#include "common/base/base.h"

#include <stdbool.h>
#include <stddef.h>

enum fetch_outcome {
    FETCHED,
#define FETCH_OUTCOME(name, code, meaning) FETCH_##name,
#include "common/web/fetch_outcome.def"
#undef FETCH_OUTCOME
};

struct fetched {
    const char *text; /* text[length] is NUL */
    size_t length;
    long status; /* of the answer, 0 when there was none */
};

/* Call once in main, before threads. 'loopback' lets plain http:// be asked on this machine. */
void fetch_setup(bool loopback);
/* Those that are under way end soon, and no other begins. */
void fetch_stop(void);

/* Whether it is https:// (or http:// on this machine, where fetch_setup allowed it), with neither
 * user nor fragment, of at most 500 characters. */
bool fetch_may_ask(const char *address);
/* Whether two addresses have scheme, host and port in common. */
bool fetch_same_origin(const char *one, const char *other);

/* Owner of the text: 'memory'. 'fetched' is empty when the outcome is not FETCHED. */
enum fetch_outcome fetch(void *memory, const char *address, struct fetched *fetched);

const char *fetch_outcome_code(enum fetch_outcome outcome);    /* for the log */
const char *fetch_outcome_meaning(enum fetch_outcome outcome); /* for a person */

#endif
