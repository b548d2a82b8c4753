/* What a case's history adds up to, from events told one after the other. */
#ifndef TESTS_UNIT_CASE_EVENTS_H
#define TESTS_UNIT_CASE_EVENTS_H

#include "common/domain/case_life.h"
#include "tests/unit/autus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { EVENTS_MAX = 8 };

/* Events in their order; the list ends with EVENT_NONE. The first has seq 1. */
struct happened {
    enum event_type event;
    struct facts facts;
};
#define DID(name, ...)                                                                             \
    {                                                                                              \
        EVENT_##name,                                                                              \
        {                                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define JUST(name) DID(name, .until = NO_DAY)

/* Two people; nobody has the id of zeros. */
#define ANN                                                                                        \
    {                                                                                              \
        .bytes = { 1 }                                                                             \
    }
#define BEN                                                                                        \
    {                                                                                              \
        .bytes = { 2 }                                                                             \
    }
static const struct uuid ann = ANN, ben = BEN, nobody;

static inline struct case_life life_of(const struct happened *happened)
{
    struct case_life life = new_life;
    for (int i = 0; i < EVENTS_MAX && happened[i].event; i++)
        life_take(&life, i + 1, happened[i].event, (i + 1) * HOUR, &happened[i].facts);
    return life;
}

#endif
