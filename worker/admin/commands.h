/*
 * What the heed program can do: commands.def, one row a command. Dispatch and
 * help come from it.
 *
 * A command prints what scripts want to capture (ids, keys, lists) on standard
 * output, and whatever else it has to say on standard error.
 */
#ifndef ADMIN_COMMANDS_H
#define ADMIN_COMMANDS_H

#include "worker/admin/arguments.h"

typedef enum fault command_function(struct op *op, const struct arguments *arguments);

#define COMMAND(words, function, ...) command_function function;
#include "worker/admin/commands.def"
#undef COMMAND

struct command {
    const char *words; /* "staff token create" */
    command_function *run;
    const char *summary;
    uint64_t required; /* bits of enum option_name */
    uint64_t optional;
    const char *operand; /* its placeholder; required where there is one */
    const char *example; /* what may follow the words */
    enum {
        NEEDS_RECORDS, /* the database and the key ring */
        NEEDS_OWNER,   /* settings; connects as the owner itself */
        NEEDS_NOTHING
    } needs;
};

/* The command that the words begin with, NULL when there is none; 'used' becomes how many of them
 * name it. */
const struct command *command_find(int count, char *words[], int *used);

/* Whether it is the first word of several commands. */
bool command_is_group(const char *word);

/* One line a command: of one group, or all when it is NULL. */
void commands_describe(FILE *out, const char *group);
void command_describe(FILE *out, const struct command *command);

#endif
