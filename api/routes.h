/*
 * Everything the API answers: routes.def, one line an operation, and acts.def,
 * one line for everything that can be done about a case.
 * tests/lint/openapi keeps it equal to openapi/openapi.yaml.
 */
#ifndef API_ROUTES_H
#define API_ROUTES_H

#include "common/base/op.h"
#include "common/domain/key.h"

struct exchange;
struct shape;

/* Reads the request, does one operation, writes the reply. */
typedef enum fault handler(struct op *op, struct exchange *exchange);

/* Who may call a route; a route that names nobody is closed, not open. */
struct callers {
    bool anyone;          /* no credential is looked at */
    bool uncounted;       /* of anyone: they watch the service, so no quota stands in their way */
    enum key_scope sites; /* a website whose key is for this */
    bool visitors;        /* also in a visitor's browser, with its publishable key */
    bool complainant;     /* of the case that the path names, with its receipt code */
    unsigned roles;       /* staff with any of these roles: ROLE_BIT(...) */
};

struct route {
    const char *operation; /* operationId in openapi/openapi.yaml */
    const char *method;
    const char *path; /* ":name" stands for one path part */
    struct callers callers;
    handler *handle;
    enum event_type event;     /* of an act */
    const struct shape *shape; /* of an act's body */
};

extern const struct route routes[]; /* ends with a NULL operation */

#define ROUTE(operation, method, path, callers, handle) handler handle;
#include "api/routes.def"
#undef ROUTE

handler post_act;
handler answer_preflight; /* of api/http/cors.c */

#endif
