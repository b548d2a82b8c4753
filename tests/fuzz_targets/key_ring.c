/* The key ring's text, which an administrator may have edited. */
#include "common/seal/key_ring.h"

#include "tests/fuzz_targets/fuzz.h"

#include <assert.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static FILE *nowhere;
    if (!nowhere)
        nowhere = fopen("/dev/null", "w");
    char *text = text_of(data, size);
    if (key_ring_load(text, nowhere))
        assert(key_ring_epoch() > 0 && key_ring_has_epoch(key_ring_epoch()));
    key_ring_unload();
    free(text);
    return 0;
}
