/*
 * Asks a sign-in provider for its keys: at the address that its discovery
 * document names (OpenID Connect Discovery 1.0), or at one that was configured.
 */
#ifndef TOKEN_DISCOVERY_H
#define TOKEN_DISCOVERY_H

#include "common/token/key_set.h"
#include "common/web/fetch.h"

/* What came of it. */
enum discovery_end {
    DISCOVERED,
    DISCOVERY_NOT_FETCHED,   /* see .outcome */
    DISCOVERY_NOT_READ,      /* no JSON as it should be */
    DISCOVERY_OTHER_ISSUER,  /* the document is another's */
    DISCOVERY_OTHER_ADDRESS, /* its keys are at another server, and nobody configured that */
    DISCOVERY_NO_KEY         /* none that may sign */
};

struct discovered {
    enum discovery_end end;
    enum fetch_outcome outcome; /* of the last document that was asked for */
    long status;                /* of that answer */
    const char *address;        /* which that was */
    struct key_set keys;        /* empty unless DISCOVERED */
};

const char *discovery_end_code(enum discovery_end end);    /* for the log */
const char *discovery_end_meaning(enum discovery_end end); /* for a person */

/* 'keys_url' may be NULL: what the discovery document says, which must be where the issuer is.
 * Owner: op->memory. */
struct discovered discover(struct op *op, const char *issuer, const char *keys_url);

#endif
