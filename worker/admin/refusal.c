#include "worker/admin/refusal.h"

#include <stdarg.h>

enum fault refuse(struct op *op, enum fault fault, const char *what, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    char *reason = talloc_vasprintf(op->memory, format, values);
    va_end(values);
    mistake_add(op, what, "refused", reason);
    return fault;
}

void refusal_print(FILE *out, const struct op *op, enum fault fault)
{
    const size_t count = op->mistakes ? op->mistakes->count : 0;
    for (size_t i = 0; i < count; i++) {
        const struct mistake *mistake = &op->mistakes->list[i];
        const char *separator = *mistake->pointer ? ": " : "";
        fprintf(out, "heed: %s%s%s\n", mistake->pointer, separator, mistake->detail);
    }
    if (count == MISTAKES_MAX)
        fputs("heed: there may be more mistakes\n", out);
    if (count == 0)
        fprintf(out, "heed: %s\n", fault_kind(fault)->title);
}
