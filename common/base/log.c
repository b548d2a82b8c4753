#include "common/base/log.h"

#include "common/base/clock.h"
#include "common/base/op.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_BYTES = 4096, CODE_CHARS = 200, FIELD_BYTES = 2 * CODE_CHARS + 8 };

static const char *program_name = "heed";
static enum log_level lowest = LOG_INFO;
static const char *const level_texts[] = { "error", "warn", "info", "debug" };

struct line {
    char text[LINE_BYTES];
    size_t length;
};

struct log_field log_id(const char *name, struct uuid id)
{
    return (struct log_field){ .name = name, .kind = LOG_FIELD_ID, .id = id };
}

struct log_field log_int(const char *name, int64_t number)
{
    return (struct log_field){ .name = name, .kind = LOG_FIELD_INT, .number = number };
}

struct log_field log_code(const char *name, const char *code)
{
    return (struct log_field){ .name = name, .kind = LOG_FIELD_CODE, .code = code };
}

void log_setup(const char *program, enum log_level level)
{
    program_name = program;
    lowest = level;
}

enum log_level log_level_read(const char *text)
{
    for (size_t i = 0; i < COUNT(level_texts); i++)
        if (strcmp(text, level_texts[i]) == 0)
            return (enum log_level)i;
    return LOG_INFO;
}

static void add(struct line *line, char character)
{
    if (line->length < LINE_BYTES - 3) /* room for "}\n" and NUL */
        line->text[line->length++] = character;
}

static void add_plain(struct line *line, const char *text)
{
    for (; *text; text++)
        add(line, *text);
}

static void add_code(struct line *line, const char *code)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "0123456789_-.:/";
    add(line, '"');
    for (size_t i = 0; code[i] && i < CODE_CHARS; i++)
        if (strchr(allowed, code[i]))
            add(line, code[i]);
        else
            add(line, '?');
    add(line, '"');
}

static void add_name(struct line *line, const char *name)
{
    add(line, ',');
    add_code(line, name);
    add(line, ':');
}

static void add_field(struct line *line, const struct log_field *field)
{
    char text[UUID_TEXT];
    add_name(line, field->name);
    switch (field->kind) {
    case LOG_FIELD_ID:
        uuid_text(&field->id, text);
        add_code(line, text);
        break;
    case LOG_FIELD_INT:
        snprintf(text, sizeof text, "%lld", (long long)field->number);
        add_plain(line, text);
        break;
    case LOG_FIELD_CODE:
        if (field->code)
            add_code(line, field->code);
        else
            add_plain(line, "null");
        break;
    case LOG_FIELD_END:
        break;
    }
}

void log_write(const struct op *op, enum log_level level, const char *event,
               const struct log_field fields[])
{
    if (level > lowest)
        return;
    struct line line = { .length = 0 };
    char time[INSTANT_TEXT];
    instant_text(clock_now(), time);

    add_plain(&line, "{\"time\":");
    add_code(&line, time);
    add_name(&line, "level");
    add_code(&line, level_texts[level]);
    add_name(&line, "program");
    add_code(&line, program_name);
    add_name(&line, "event");
    add_code(&line, event);
    if (op && op->request_id[0]) {
        add_name(&line, "request_id");
        add_code(&line, op->request_id);
    }
    /* A field that would not fit is left out whole, so that the line stays JSON. */
    for (; fields->kind != LOG_FIELD_END; fields++)
        if (line.length + FIELD_BYTES < LINE_BYTES)
            add_field(&line, fields);
    memcpy(line.text + line.length, "}\n", 2);
    /* A log that cannot be written must not stop the service. */
    if (write(STDOUT_FILENO, line.text, line.length + 2) < 0)
        return;
}
