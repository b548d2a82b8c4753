#include "api/routes.h"

#include "common/domain/access.h"
#include "common/json/act_shapes.h"

#define ANYONE                                                                                     \
    {                                                                                              \
        .anyone = true                                                                             \
    }
#define WATCHERS                                                                                   \
    {                                                                                              \
        .anyone = true, .uncounted = true                                                          \
    }
/* What a browser asks before a visitor's page may do something. */
#define VISITORS_BROWSER                                                                           \
    {                                                                                              \
        .anyone = true, .visitors = true                                                           \
    }
/* Reception enters cases and reads none. */
#define SITE_OR_RECEPTION                                                                          \
    {                                                                                              \
        .sites = KEY_SCOPE_CREATE_CASES, .visitors = true, .roles = CASE_STAFF | ROLE_BIT(INTAKE)  \
    }
#define SITE_OR_STAFF                                                                              \
    {                                                                                              \
        .sites = KEY_SCOPE_READ_STATUS, .roles = CASE_STAFF | OFFICER                              \
    }
/* Which case each of them may see is decided per case. */
#define WHOEVER_KNOWS                                                                              \
    {                                                                                              \
        .sites = KEY_SCOPE_READ_STATUS, .complainant = true, .roles = CASE_STAFF | OFFICER         \
    }
/* Whoever works for the organisation; which cases each of them may know is decided per case. */
#define ANY_STAFF                                                                                  \
    {                                                                                              \
        .roles = ~(ROLE_BIT(OPERATOR) | ROLE_BIT(ANALYST))                                         \
    }
#define WORKS_ON_CASES                                                                             \
    {                                                                                              \
        .roles = CASE_STAFF                                                                        \
    }
/* Those who decide, and those who keep the diary; who may change it may read it. */
#define CALLS_MEETINGS                                                                             \
    {                                                                                              \
        .roles = ROLE_BIT(CEO) | CHAIR | ROLE_BIT(ORGANISATION_ADMIN)                              \
    }
#define KNOWS_MEETINGS                                                                             \
    {                                                                                              \
        .roles =                                                                                   \
            CASE_STAFF | ROLE_BIT(TRUSTEE) | ROLE_BIT(REVIEW_PANEL) | ROLE_BIT(ORGANISATION_ADMIN) \
    }
/* Which case each of them may see is decided per case. */
#define MEETS                                                                                      \
    {                                                                                              \
        .roles = ROLE_BIT(TRUSTEE) | CHAIR | ROLE_BIT(CEO) | ROLE_BIT(REVIEW_PANEL)                \
    }

/* Keys show nothing of a case; who looks after them may look after what was done to them. */
#define ADMINISTERS                                                                                \
    {                                                                                              \
        .roles = ROLE_BIT(ORGANISATION_ADMIN)                                                      \
    }
#define KNOWS_KEYS                                                                                 \
    {                                                                                              \
        .roles = ROLE_BIT(ORGANISATION_ADMIN) | ROLE_BIT(AUDITOR)                                  \
    }

/* The operation of every act, operation_UPDATE …: event.def names it. */
#define EVENT(name, text, shown, operation, group)                                                 \
    static const char operation_##name[] __attribute__((unused)) = #operation;
#include "common/domain/event.def"
#undef EVENT

const struct route routes[] = {
#define ROUTE(operation, method, path, callers, handle)                                            \
    { operation, method, path, callers, handle, EVENT_NONE, NULL },
#include "api/routes.def"
#undef ROUTE
#define ACT(event, path, shape)                                                                    \
    { operation_##event,                                                                           \
      "POST",                                                                                      \
      "/v1/cases/:reference/" path,                                                                \
      { .complainant = ((unsigned)WHO_##event & COMPLAINANT) != 0,                                 \
        .roles = (unsigned)WHO_##event & ~COMPLAINANT },                                           \
      post_act,                                                                                    \
      EVENT_##event,                                                                               \
      &shape },
#include "api/acts.def"
#undef ACT
    { 0 },
};
