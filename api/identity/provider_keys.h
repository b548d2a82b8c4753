/*
 * The keys of the sign-in providers that organisations use. A thread of its own
 * asks for them, so that no request waits for a provider.
 *
 * Asked for again every five minutes, or when half their greatest age has passed; sooner when a
 * token names a key that is not among them or the provider could not be reached, but never twice
 * within the interval. Keys go on being good while the provider cannot be reached, up to their
 * greatest age. Thread rule: any thread may look for a key.
 */
#ifndef API_IDENTITY_PROVIDER_KEYS_H
#define API_IDENTITY_PROVIDER_KEYS_H

#include "common/token/key_set.h"

#include <stdint.h>

struct provider_keys_settings {
    int64_t interval_ms;     /* between two requests for one issuer's keys */
    int64_t greatest_age_ms; /* of keys that are still good */
};

void provider_keys_start(const struct provider_keys_settings *settings);
void provider_keys_stop(void);

enum key_answer {
    KEY_FOUND,
    KEY_OF_NOBODY, /* no organisation uses that issuer */
    KEY_UNKNOWN,   /* the issuer shows no such key; it is asked again */
    KEY_AWAY       /* its keys could not be had, or are too old */
};

/* The key by which a token may be signed. A copy that belongs to 'memory'. */
enum key_answer provider_key(void *memory, const char *issuer, enum algorithm algorithm,
                             const char *key_id, struct verification_key *key) CHECKED;

#endif
