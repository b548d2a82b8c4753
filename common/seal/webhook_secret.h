/*
 * Secrets that sign webhooks, and the signatures (Standard Webhooks 1.0): a
 * secret is "whsec_" and 32 random bytes in base64; a signature HMAC-SHA256,
 * with those bytes, over id, timestamp and body, joined by dots.
 */
#ifndef SEAL_WEBHOOK_SECRET_H
#define SEAL_WEBHOOK_SECRET_H

#include "common/base/fault.h"

#include <stdint.h>

/* A new random one. Owner: 'memory', which wipes it. */
const char *webhook_secret_new(void *memory);

/* "v1,<base64>". 'timestamp': whole seconds since 1970. Owner: 'memory'.
 * Errors: SEAL_BROKEN when the secret is none; the signature is then NULL. */
enum fault webhook_sign(void *memory, const char *secret, const char *id, int64_t timestamp,
                        const char *body, const char **signature) CHECKED;

#endif
