#include "common/domain/dashboard.h"

static const char *const standard_states_texts[] = {
    "",
#define STANDARD_STATE(name, text) text,
#include "common/domain/standard_state.def"
#undef STANDARD_STATE
};
VOCABULARY(standard_states);
