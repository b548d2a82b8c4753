#include "common/seal/wipe.h"

#include "common/base/memory.h"

#include <sodium.h>

static int wipe(char *block)
{
    sodium_memzero(block, talloc_get_size(block));
    return 0;
}

void wipe_with(void *block)
{
    talloc_set_destructor((char *)block, wipe);
}
