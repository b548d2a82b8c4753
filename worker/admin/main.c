/* heed, the administration program. */
#include "common/base/clock.h"
#include "common/base/config.h"
#include "common/base/log.h"
#include "common/seal/key_ring.h"
#include "common/store/clock_store.h"
#include "common/store/executor.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/refusal.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { EXIT_USAGE = 2, PATIENCE_MS = 60000 };

/* Answers go to standard output alone, so that a script can capture them; log lines, which are
 * written to its descriptor, join the explanations on standard error. */
static void part_log_from_answers(void)
{
    const int answers = dup(STDOUT_FILENO);
    FILE *stream = answers < 0 ? NULL : fdopen(answers, "w");
    if (!stream || dup2(STDERR_FILENO, STDOUT_FILENO) < 0)
        abort();
    stdout = stream;
}

static void describe(FILE *out)
{
    fputs("usage: heed COMMAND [OPTION...]\n\n", out);
    commands_describe(out, NULL);
    fputs("\nheed COMMAND --help explains one of them.\n"
          "heed --settings lists the settings, heed --version tells the version.\n",
          out);
}

/* The time is the database's, like everybody's. */
static enum fault take_time(struct op *op)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(clock_refresh(op));
    op->now = clock_now();
    return OK;
}

static enum fault run_with_records(struct op *op, const struct command *command,
                                   const struct arguments *arguments)
{
    pool_plan_anew();
    pool_open(config_text(HEED_DATABASE_URL), "heed", 1);
    executor_open(1, 0, NULL);
    enum fault fault = take_time(op);
    if (!fault)
        fault = command->run(op, arguments);
    executor_close();
    pool_close();
    return fault;
}

static bool settings_load(const struct command *command)
{
    if (command->needs == NEEDS_NOTHING)
        return true;
    if (!config_load(command->needs == NEEDS_OWNER ? OWNER : ADMIN))
        return false;
    log_setup("heed", log_level_read(config_text(HEED_LOG_LEVEL)));
    return command->needs == NEEDS_OWNER || key_ring_load(config_text(HEED_KEY_RING), stderr);
}

static int run(struct op *op, const struct command *command, const struct arguments *arguments)
{
    if (!settings_load(command))
        return EXIT_USAGE;
    pool_patience(PATIENCE_MS);
    const enum fault fault = command->needs == NEEDS_RECORDS
                                 ? run_with_records(op, command, arguments)
                                 : command->run(op, arguments);
    key_ring_unload();
    if (!fault)
        return EXIT_SUCCESS;
    refusal_print(stderr, op, fault);
    return fault == FAULT_PARAMETER_INVALID ? EXIT_USAGE : EXIT_FAILURE;
}

static int read_and_run(const struct command *command, int count, char *texts[])
{
    SCOPED_OP op = op_begin();
    op.actor.kind = ACTOR_PROGRAM;
    struct arguments arguments;
    const enum fault fault = arguments_read(&op, command, count, texts, &arguments);
    if (fault) {
        refusal_print(stderr, &op, fault);
        fprintf(stderr, "heed %s --help explains the command.\n", command->words);
        return EXIT_USAGE;
    }
    if (argument_is_given(&arguments, OPTION_HELP)) {
        command_describe(stdout, command);
        return EXIT_SUCCESS;
    }
    return run(&op, command, &arguments);
}

/* What is not a command: the program's own options, groups of commands, mistakes. */
static int tell(int count, char *words[])
{
    if (strcmp(words[0], "--help") == 0)
        describe(stdout);
    else if (strcmp(words[0], "--version") == 0)
        puts("heed " HEED_VERSION);
    else if (strcmp(words[0], "--settings") == 0)
        config_describe(stdout, ADMIN | OWNER, false);
    else if (command_is_group(words[0]) && count > 1 && strcmp(words[1], "--help") == 0)
        commands_describe(stdout, words[0]);
    else if (command_is_group(words[0])) {
        commands_describe(stderr, words[0]);
        return EXIT_USAGE;
    } else {
        fprintf(stderr, "heed: there is no command \"%s\"; heed --help lists them\n", words[0]);
        return EXIT_USAGE;
    }
    return EXIT_SUCCESS;
}

static int heed(int count, char *words[])
{
    int used;
    if (count == 0) {
        describe(stderr);
        return EXIT_USAGE;
    }
    const struct command *command = command_find(count, words, &used);
    return command ? read_and_run(command, count - used, words + used) : tell(count, words);
}

int main(int count, char *words[])
{
    setlocale(LC_CTYPE, "C.UTF-8");
    time_zone_setup();
    part_log_from_answers();
    log_setup("heed", LOG_WARN);
    const int status = heed(count - 1, words + 1);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("heed: standard output");
        return EXIT_FAILURE;
    }
    return status;
}
