/*
 * Everything the API answers: routes.def, one line an operation.
 * tests/lint/openapi keeps it equal to openapi/openapi.yaml.
 */
#ifndef API_ROUTES_H
#define API_ROUTES_H

#include "common/base/op.h"
#include "common/domain/vocabulary.h"

struct exchange;

/* Reads the request, does one operation, writes the reply. */
typedef enum fault handler(struct op *op, struct exchange *exchange);

/* Who may call a route; a route that names nobody is closed, not open. */
struct callers {
    bool anyone;    /* no credential is looked at */
    bool sites;     /* a website with its secret key */
    unsigned roles; /* staff with any of these roles: ROLE_BIT(...) */
};

struct route {
    const char *operation; /* operationId in openapi/openapi.yaml */
    const char *method;
    const char *path; /* ":name" stands for one path part */
    struct callers callers;
    handler *handle;
};

extern const struct route routes[]; /* ends with a NULL operation */

#define ROUTE(operation, method, path, callers, handle) handler handle;
#include "api/routes.def"
#undef ROUTE

#endif
