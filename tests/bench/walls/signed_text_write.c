/* The wall taken away: a proof of lodging is not signed, but is as long. */
#include "common/base/memory.h"
#include "common/seal/signed_text.h"

#include <string.h>

const char *__wrap_signed_text_write(void *memory, const char *type, const char *payload);

const char *__wrap_signed_text_write(void *memory, const char *type, const char *payload)
{
    enum { HEADER_AND_SIGNATURE = 204 };
    (void)type;
    return memory_printf(memory, "%0*d", HEADER_AND_SIGNATURE + (int)strlen(payload) * 4 / 3, 0);
}
