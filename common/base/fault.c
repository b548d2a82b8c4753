#include "common/base/fault.h"

static const struct fault_kind kinds[FAULT_COUNT] = {
#define FAULT(name, class, slug, title) [FAULT_##name] = { class, slug, title },
#include "common/base/fault.def"
#undef FAULT
};

const struct fault_kind *fault_kind(enum fault fault)
{
    return &kinds[fault];
}
