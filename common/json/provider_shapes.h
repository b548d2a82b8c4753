/* A sign-in provider of an organisation, as an administrator writes it in a file. */
#ifndef JSON_PROVIDER_SHAPES_H
#define JSON_PROVIDER_SHAPES_H

#include "common/json/shape.h"

struct provider_role_text {
    const char *value; /* of the roles claim */
    enum role role;    /* what it means here */
};

struct provider_text {
    const char *issuer, *audience;
    const char *keys_url;      /* NULL: where the issuer's discovery document says */
    const char *subject_claim; /* NULL: sub */
    const char *roles_claim;   /* NULL: roles; a JSON pointer when it begins with "/" */
    bool needs_access_type;    /* tokens must say that they are access tokens: typ at+jwt */
    bool admits_newcomers;     /* whoever is not known is made staff */
    const struct provider_role_text *roles;
    size_t role_count;
};
extern const struct shape provider_text_shape;

#endif
