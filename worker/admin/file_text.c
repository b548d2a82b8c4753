#include "worker/admin/file_text.h"

#include "worker/admin/refusal.h"

#include <errno.h>
#include <string.h>

enum { FILE_BYTES_MAX = 1024 * 1024 };

enum fault file_text_read(struct op *op, const char *path, struct file_text *file)
{
    char *bytes = memory_alloc(op->memory, FILE_BYTES_MAX + 1);
    FILE *opened = fopen(path, "re");
    if (!opened)
        return refuse(op, FAULT_NOT_FOUND, path, "can't be read: %s", strerror(errno));
    const size_t length = fread(bytes, 1, FILE_BYTES_MAX + 1, opened);
    const int error = ferror(opened) ? errno : 0;
    fclose(opened);
    if (error)
        return refuse(op, FAULT_NOT_FOUND, path, "can't be read: %s", strerror(error));
    if (length > FILE_BYTES_MAX)
        return refuse(op, FAULT_MALFORMED, path,
                      "has more than 1 MiB, so it is not what is wanted");
    *file = (struct file_text){ bytes, length };
    return OK;
}
