#include "api/routes.h"

#define ANYONE                                                                                     \
    {                                                                                              \
        .anyone = true                                                                             \
    }
/* Who works on cases; which case each of them may see is decided per case. */
#define CASE_ROLES                                                                                 \
    (ROLE_BIT(HANDLER) | ROLE_BIT(MANAGER) | ROLE_BIT(CEO) | ROLE_BIT(CHAIR) | ROLE_BIT(VICE_CHAIR))
#define CASE_STAFF                                                                                 \
    {                                                                                              \
        .roles = CASE_ROLES                                                                        \
    }
/* Reception enters cases and reads none. */
#define SITE_OR_RECEPTION                                                                          \
    {                                                                                              \
        .sites = true, .roles = CASE_ROLES | ROLE_BIT(INTAKE)                                      \
    }
#define SITE_OR_STAFF                                                                              \
    {                                                                                              \
        .sites = true, .roles = CASE_ROLES                                                         \
    }

const struct route routes[] = {
#define ROUTE(operation, method, path, callers, handle)                                            \
    { operation, method, path, callers, handle },
#include "api/routes.def"
#undef ROUTE
    { 0 },
};
