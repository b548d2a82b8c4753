#include "api/routes.h"

#include "common/json/act_shapes.h"

/* The operation of every act, operation_UPDATE …: event.def names it. */
#define EVENT(name, text, shown, operation, group)                                                 \
    static const char operation_##name[] __attribute__((unused)) = #operation;
#include "common/domain/event.def"
#undef EVENT

const struct route routes[] = {
#define ROUTE(operation, method, path, handle)                                                     \
    { #operation, method, path, handle, REQUEST_##operation, EVENT_NONE, NULL },
#include "api/routes.def"
#undef ROUTE
#define ACT(event, path, shape) ACT_MAKING(event, path, shape, post_act)
#define ACT_MAKING(event, path, shape, handle)                                                     \
    { operation_##event, "POST", "/v1/cases/:reference/" path, handle, REQUEST_NONE,               \
      EVENT_##event,     &shape },
#include "api/acts.def"
#undef ACT
#undef ACT_MAKING
    { 0 },
};
