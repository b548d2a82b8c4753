/* One time that a member of staff was shown what is in a case. Rule: A12. */
#ifndef DOMAIN_READING_H
#define DOMAIN_READING_H

#include "common/base/day.h"
#include "common/base/id.h"
#include "common/domain/vocabulary.h"

struct reading {
    struct uuid id, case_id;
    const char *reference;
    struct uuid staff;
    enum reading_part part;
    int version; /* of the case: what was in it by then */
    instant read_at;
};

#endif
