#include "common/seal/key_ring.h"

#include "worker/admin/commands.h"

enum fault key_ring_generate_command(struct op *op, const struct arguments *arguments)
{
    (void)arguments;
    fputs(key_ring_generate(op->memory), stdout);
    return OK;
}
