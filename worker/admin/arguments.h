/*
 * What was written after a command: options (options.def) and at most one
 * operand, read and checked in one place for all commands.
 */
#ifndef ADMIN_ARGUMENTS_H
#define ADMIN_ARGUMENTS_H

#include "common/base/op.h"
#include "common/domain/vocabulary.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct command;

enum option_name {
#define OPTION(name, option, kind, placeholder, words, meaning) OPTION_##name,
#include "worker/admin/options.def"
#undef OPTION
    OPTION_COUNT
};
#define OPTION_BIT(name) (UINT64_C(1) << OPTION_##name)

enum { NAME_CHARS = 200, DAYS_MAX = 3660 };

struct argument {
    const char *text; /* NULL when it was not given; "" for a switch; TEXTS with spaces between */
    day on;           /* a DAY */
    int number;       /* a NUMBER, or a WORD's number in its vocabulary */
    struct uuid id;   /* an ID */
    int64_t length;   /* a LENGTH, in the unit of instants */
};

struct arguments {
    struct argument options[OPTION_COUNT];
    const char *operand; /* NULL when the command takes none */
};

/*
 * Reads what follows the command's words. When the help is asked for, nothing
 * else is checked.
 * Errors: PARAMETER_INVALID, with every mistake in op->mistakes.
 */
enum fault arguments_read(struct op *op, const struct command *command, int count, char *texts[],
                          struct arguments *arguments) CHECKED;

/* As it is written, without the dashes. */
const char *option_text(enum option_name option);

bool argument_is_given(const struct arguments *arguments, enum option_name option);
/* NULL when it was not given. */
const char *argument_text(const struct arguments *arguments, enum option_name option);
/* NO_DAY when it was not given. */
day argument_day(const struct arguments *arguments, enum option_name option);
/* 'otherwise' when it was not given. */
int64_t argument_length(const struct arguments *arguments, enum option_name option,
                        int64_t otherwise);
int argument_number(const struct arguments *arguments, enum option_name option, int otherwise);
/* The number of the word in the option's vocabulary; 0 when it was not given. */
int argument_word(const struct arguments *arguments, enum option_name option);
/* Nil when it was not given. */
struct uuid argument_id(const struct arguments *arguments, enum option_name option);
/* The operand as an id. Errors: PARAMETER_INVALID. */
enum fault operand_id(struct op *op, const struct arguments *arguments, struct uuid *id) CHECKED;

/* " --slug SLUG --nation NATION [--prefix PREFIX] FILE" */
void arguments_describe_usage(FILE *out, const struct command *command);
/* One line an option. */
void arguments_describe(FILE *out, const struct command *command);

#endif
