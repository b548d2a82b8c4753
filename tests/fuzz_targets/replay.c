/* Gives a target the files that it is started with: what was found once stays found. */
#include "tests/fuzz_targets/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int replay(const char *path)
{
    static uint8_t all[1 << 20];
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "cannot read %s\n", path);
        return EXIT_FAILURE;
    }
    const size_t size = fread(all, 1, sizeof all, file);
    fclose(file);
    uint8_t *data = malloc(size ? size : 1); /* of exactly that size */
    memcpy(data, all, size);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return EXIT_SUCCESS;
}

int main(int count, char **paths)
{
    int status = count > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
    for (int i = 1; i < count; i++)
        status |= replay(paths[i]);
    return status;
}
