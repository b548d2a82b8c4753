/* Whether the service can do its work, and how much of it there is. */
#ifndef API_OPERATIONS_HEALTH_H
#define API_OPERATIONS_HEALTH_H

#include "common/json/health_shapes.h"

/* Asks the database now. Never fails: what is wrong stands in the answer. */
struct readiness read_readiness(struct op *op);

/* What the server of this process has done. */
struct traffic {
    long requests, limited, client_errors, server_errors, open_connections, in_flight;
    bool are_quotas_shared;
};
/* Prometheus text: what waits and what was done. Never fails: the database may be away. */
const char *read_metrics(struct op *op, const struct traffic *traffic);

#endif
