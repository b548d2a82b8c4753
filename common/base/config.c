#include "common/base/config.h"

#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum kind { TEXT, NUMBER, SECRET };

#define REQUIRED "\n" /* no default: must be given */

static const struct row {
    const char *name;
    const char *otherwise;
    const char *meaning;
    enum kind kind;
    unsigned programs;
} rows[SETTING_COUNT] = {
#define SETTING(name, kind, otherwise, programs, meaning)                                          \
    [name] = { #name, otherwise, meaning, kind, programs },
#include "common/base/config.def"
#undef SETTING
};

static const char *values[SETTING_COUNT];
static long numbers[SETTING_COUNT];

static bool is_required(const struct row *row)
{
    return row->otherwise && strcmp(row->otherwise, REQUIRED) == 0;
}

/* The file's text without the line end; NULL after telling why not. */
static char *file_text(const char *name, const char *path)
{
    enum { MAX_BYTES = 64 * 1024 };
    FILE *file = fopen(path, "re");
    char *text = calloc(1, MAX_BYTES + 1);
    if (!file || !text) {
        fprintf(stderr, "%s_FILE: cannot read %s: %s\n", name, path, strerror(errno));
        free(text);
        if (file)
            fclose(file);
        return NULL;
    }
    size_t length = fread(text, 1, MAX_BYTES, file);
    fclose(file);
    while (length && isspace((unsigned char)text[length - 1]))
        text[--length] = '\0';
    return text;
}

/* What the environment gives; false after telling why it cannot be read. */
static bool from_environment(const struct row *row, const char **value)
{
    char file_name[80];
    snprintf(file_name, sizeof file_name, "%s_FILE", row->name);
    const char *path = row->kind == SECRET ? getenv(file_name) : NULL;
    if (path && *path) {
        *value = file_text(row->name, path);
        return *value != NULL;
    }
    *value = getenv(row->name);
    if (*value && !**value)
        *value = NULL;
    return true;
}

static bool read_number(const struct row *row, const char *text, long *number)
{
    char *end;
    errno = 0;
    *number = strtol(text, &end, 10);
    if (!errno && *text && !*end && *number >= 0)
        return true;
    fprintf(stderr, "%s: must be a whole number, not \"%s\"\n", row->name, text);
    return false;
}

static bool load(enum setting setting)
{
    const struct row *row = &rows[setting];
    const char *value = NULL;
    if (!from_environment(row, &value))
        return false;
    if (!value && is_required(row)) {
        fprintf(stderr, "%s%s: is required: %s\n", row->name,
                row->kind == SECRET ? " (or _FILE)" : "", row->meaning);
        return false;
    }
    values[setting] = value ? value : row->otherwise;
    return row->kind != NUMBER || read_number(row, values[setting], &numbers[setting]);
}

bool config_load(enum program program)
{
    bool complete = true;
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (rows[i].programs & program)
            complete = load((enum setting)i) && complete;
    return complete;
}

const char *config_text(enum setting setting)
{
    return values[setting];
}

long config_number(enum setting setting)
{
    return numbers[setting];
}

void config_forget(enum setting setting)
{
    if (values[setting])
        explicit_bzero((char *)(uintptr_t)values[setting], strlen(values[setting]));
}

void config_describe(FILE *out, unsigned programs, bool markdown)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct row *row = &rows[i];
        if (!(row->programs & programs))
            continue;
        const char *otherwise = is_required(row)  ? "required"
                                : !row->otherwise ? "none"
                                                  : row->otherwise;
        fprintf(out, markdown ? "| `%s%s` | %s | %s |\n" : "  %s%s (%s)\n      %s\n", row->name,
                row->kind == SECRET ? "[_FILE]" : "", otherwise, row->meaning);
    }
}
