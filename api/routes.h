/*
 * Everything the API answers: routes.def, one line an operation, and acts.def,
 * one line for everything that can be done about a case.
 * tests/lint/openapi keeps it equal to openapi/openapi.yaml. Who may call what is
 * decided by common/domain/access.def.
 */
#ifndef API_ROUTES_H
#define API_ROUTES_H

#include "common/base/op.h"
#include "common/domain/access.h"

struct exchange;
struct shape;

/* Reads the request, does one operation, writes the reply. */
typedef enum fault handler(struct op *op, struct exchange *exchange);

struct route {
    const char *operation; /* operationId in openapi/openapi.yaml */
    const char *method;
    const char *path; /* ":name" stands for one path part */
    handler *handle;
    enum request request;      /* of whatever is no act */
    enum event_type event;     /* of an act */
    const struct shape *shape; /* of an act's body */
};

extern const struct route routes[]; /* ends with a NULL operation */

#define ROUTE(operation, method, path, handle) handler handle;
#include "api/routes.def"
#undef ROUTE

handler post_act, post_split, post_receipt_code;

#endif
