#include "worker/admin/commands.h"

#include <string.h>

/* For the rows: the options that a command takes. */
enum {
#define OPTION(name, option, kind, placeholder, words, meaning) name = OPTION_BIT(name),
#include "worker/admin/options.def"
#undef OPTION
};

static const struct command commands[] = {
#define COMMAND(words, function, summary, ...) { words, function, summary, __VA_ARGS__ },
#include "worker/admin/commands.def"
#undef COMMAND
};

/* How many words name the command. */
static int word_count(const struct command *command)
{
    int count = 1;
    for (const char *space = strchr(command->words, ' '); space; space = strchr(space + 1, ' '))
        count++;
    return count;
}

static bool is_first_word(const struct command *command, const char *word)
{
    const size_t length = strlen(word);
    return strncmp(command->words, word, length) == 0 &&
           (command->words[length] == ' ' || command->words[length] == '\0');
}

static bool is_named(const struct command *command, int count, char *words[])
{
    const char *rest = command->words;
    if (count < word_count(command))
        return false;
    for (int i = 0; i < word_count(command); i++) {
        const size_t length = strcspn(rest, " ");
        if (strlen(words[i]) != length || strncmp(rest, words[i], length) != 0)
            return false;
        rest += length + strspn(rest + length, " ");
    }
    return true;
}

const struct command *command_find(int count, char *words[], int *used)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (is_named(&commands[i], count, words)) {
            *used = word_count(&commands[i]);
            return &commands[i];
        }
    return NULL;
}

bool command_is_group(const char *word)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (word_count(&commands[i]) > 1 && is_first_word(&commands[i], word))
            return true;
    return false;
}

void commands_describe(FILE *out, const char *group)
{
    for (size_t i = 0; i < COUNT(commands); i++)
        if (!group || is_first_word(&commands[i], group))
            fprintf(out, "  %-20s %s\n", commands[i].words, commands[i].summary);
}

void command_describe(FILE *out, const struct command *command)
{
    fprintf(out, "usage: heed %s", command->words);
    arguments_describe_usage(out, command);
    fprintf(out, "\n\nheed %s %s.\n\n", command->words, command->summary);
    arguments_describe(out, command);
    fprintf(out, "\nexample: heed %s%s%s\n", command->words, *command->example ? " " : "",
            command->example);
}
