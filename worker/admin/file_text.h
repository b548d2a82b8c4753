/* The text of a file that was named on the command line. */
#ifndef ADMIN_FILE_TEXT_H
#define ADMIN_FILE_TEXT_H

#include "common/base/op.h"

struct file_text {
    const char *text; /* not ended by NUL */
    size_t length;
};

/* Reads a whole file of at most 1 MiB. Errors: NOT_FOUND, MALFORMED, told. */
enum fault file_text_read(struct op *op, const char *path, struct file_text *file) CHECKED;

#endif
