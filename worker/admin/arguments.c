#include "worker/admin/arguments.h"

#include "common/base/duration.h"
#include "common/domain/nation.h"
#include "worker/admin/commands.h"
#include "worker/admin/refusal.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

enum argument_kind { TEXT, WORD, DAY, NUMBER, ID, LENGTH, TEXTS, SWITCH };

/* The first of domain/key_kind.def, so that numbers are the same; tokens are made by staff token.
 */
static const char *const site_key_kinds_texts[] = { "", "secret", "publishable" };
static VOCABULARY(site_key_kinds);

static const struct option_row {
    const char *name;
    enum argument_kind kind;
    const char *placeholder;
    const struct vocabulary *words;
    const char *meaning;
} rows[OPTION_COUNT] = {
#define OPTION(name, option, kind, placeholder, words, meaning)                                    \
    [OPTION_##name] = { option, kind, placeholder, words, meaning },
#include "worker/admin/options.def"
#undef OPTION
};

static uint64_t options_of(const struct command *command)
{
    return command->required | command->optional | OPTION_BIT(HELP);
}

static bool is_among(uint64_t options, int option)
{
    return (options >> option & 1) != 0;
}

/* Why a text can't be kept, or NULL: it must be UTF-8 on one line, of a sensible length. */
static const char *text_mistake(const char *text)
{
    wchar_t wide[NAME_CHARS + 1];
    const size_t length = mbstowcs(wide, text, COUNT(wide));
    if (length == (size_t)-1)
        return "must be UTF-8 text";
    if (length == 0)
        return "must not be empty";
    if (length > NAME_CHARS)
        return "must have at most 200 characters";
    for (size_t i = 0; i < length; i++)
        if (iswcntrl((wint_t)wide[i]))
            return "must not hold control characters or line ends";
    return NULL;
}

static bool number_read(const char *text, int *number)
{
    char *end;
    errno = 0;
    const long value = strtol(text, &end, 10);
    *number = (int)value;
    return !errno && *text && !*end && value >= 1 && value <= DAYS_MAX;
}

/* "secret or publishable" */
static const char *words_of(struct op *op, const struct vocabulary *words)
{
    const char *list = words->texts[1];
    for (size_t i = 2; i < words->count; i++)
        list = memory_printf(op->memory, "%s%s%s", list, i + 1 < words->count ? ", " : " or ",
                             words->texts[i]);
    return list;
}

/* What is wrong with a value, or NULL. */
static const char *value_mistake(struct op *op, const struct option_row *row,
                                 struct argument *argument, const char *so_far)
{
    const char *text = argument->text;
    switch (row->kind) {
    case TEXT:
        return text_mistake(text);
    case WORD:
        argument->number = vocabulary_read(row->words, text);
        return argument->number ? NULL
                                : memory_printf(op->memory, "must be %s", words_of(op, row->words));
    case DAY:
        argument->on = day_read(text);
        return argument->on != NO_DAY ? NULL : "must be a real day such as 2026-12-29";
    case NUMBER:
        return number_read(text, &argument->number) ? NULL : "must be a whole number, 1 to 3660";
    case ID:
        return uuid_read(text, &argument->id)
                   ? NULL
                   : "must be an id such as 0190163d-8694-739b-aea5-966c26f8ad91";
    case LENGTH:
        return duration_read(text, &argument->length)
                   ? NULL
                   : "must be a length of time such as PT24H or P7D";
    case TEXTS:
        argument->text = so_far ? memory_printf(op->memory, "%s %s", so_far, text) : text;
        return strchr(text, ' ') ? "must not hold a space" : text_mistake(text);
    case SWITCH:
        return NULL;
    }
    return NULL;
}

static void take_option(struct op *op, struct argument *argument, const struct option_row *row,
                        const char *text)
{
    const char *so_far = argument->text;
    argument->text = text ? text : "";
    const char *mistake = value_mistake(op, row, argument, so_far);
    if (mistake)
        mistake_add(op, memory_printf(op->memory, "--%s", row->name), "invalid", mistake);
}

/* getopt's table of the options that the command takes; the value is the option's number. */
static const struct option *getopt_table(struct op *op, const struct command *command)
{
    struct option *table = NEW_ARRAY(op->memory, struct option, OPTION_COUNT + 1);
    size_t count = 0;
    for (int i = 0; i < OPTION_COUNT; i++)
        if (is_among(options_of(command), i))
            table[count++] = (struct option){
                rows[i].name, rows[i].kind == SWITCH ? no_argument : required_argument, NULL, i
            };
    return table;
}

static void take_options(struct op *op, const struct command *command, int count, char *texts[],
                         struct arguments *arguments)
{
    const struct option *table = getopt_table(op, command);
    optind = 1;
    opterr = 0;
    for (;;) {
        const int option = getopt_long(count, texts, ":", table, NULL);
        if (option == -1)
            return;
        if (option == ':')
            mistake_add(op, texts[optind - 1], "invalid", "needs a value");
        else if (option == '?')
            mistake_add(op, texts[optind - 1], "invalid", "is no option of this command");
        else
            take_option(op, &arguments->options[option], &rows[option], optarg);
    }
}

static void check_presence(struct op *op, const struct command *command, int operands,
                           struct arguments *arguments)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (is_among(command->required, i) && !arguments->options[i].text)
            mistake_add(op, memory_printf(op->memory, "--%s", rows[i].name), "required",
                        "is required");
    if (command->operand && operands < 1)
        mistake_add(op, command->operand, "required", "is required");
    if (operands > (command->operand ? 1 : 0))
        mistake_add(op, "", "invalid", "there is more here than the command takes");
}

enum fault arguments_read(struct op *op, const struct command *command, int count, char *texts[],
                          struct arguments *arguments)
{
    *arguments = (struct arguments){ 0 };
    for (int i = 0; i < OPTION_COUNT; i++)
        arguments->options[i].on = NO_DAY;
    /* getopt takes the first text for the name of the program. */
    char **all = NEW_ARRAY(op->memory, char *, (size_t)count + 2);
    all[0] = memory_text(op->memory, "heed");
    memcpy(all + 1, texts, (size_t)count * sizeof *texts);
    take_options(op, command, count + 1, all, arguments);
    if (arguments->options[OPTION_HELP].text)
        return OK;
    check_presence(op, command, count + 1 - optind, arguments);
    arguments->operand = all[optind];
    return op->mistakes ? FAULT_PARAMETER_INVALID : OK;
}

const char *option_text(enum option_name option)
{
    return rows[option].name;
}

bool argument_is_given(const struct arguments *arguments, enum option_name option)
{
    return arguments->options[option].text != NULL;
}

const char *argument_text(const struct arguments *arguments, enum option_name option)
{
    return arguments->options[option].text;
}

day argument_day(const struct arguments *arguments, enum option_name option)
{
    return arguments->options[option].on;
}

int64_t argument_length(const struct arguments *arguments, enum option_name option,
                        int64_t otherwise)
{
    return arguments->options[option].text ? arguments->options[option].length : otherwise;
}

int argument_number(const struct arguments *arguments, enum option_name option, int otherwise)
{
    return arguments->options[option].text ? arguments->options[option].number : otherwise;
}

int argument_word(const struct arguments *arguments, enum option_name option)
{
    return arguments->options[option].number;
}

struct uuid argument_id(const struct arguments *arguments, enum option_name option)
{
    return arguments->options[option].id;
}

enum fault operand_id(struct op *op, const struct arguments *arguments, struct uuid *id)
{
    if (uuid_read_of_one(arguments->operand, id))
        return OK;
    return refuse(op, FAULT_PARAMETER_INVALID, "ID",
                  "must be an id such as 0190163d-8694-739b-aea5-966c26f8ad91");
}

void arguments_describe_usage(FILE *out, const struct command *command)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (is_among(command->required, i))
            fprintf(out, " --%s %s", rows[i].name, rows[i].placeholder);
    for (int i = 0; i < OPTION_COUNT; i++)
        if (is_among(command->optional, i))
            fprintf(out, " [--%s%s%s]", rows[i].name, rows[i].placeholder ? " " : "",
                    rows[i].placeholder ? rows[i].placeholder : "");
    if (command->operand)
        fprintf(out, " %s", command->operand);
}

void arguments_describe(FILE *out, const struct command *command)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (!is_among(options_of(command), i))
            continue;
        char left[40];
        snprintf(left, sizeof left, "--%s %s", rows[i].name,
                 rows[i].placeholder ? rows[i].placeholder : "");
        fprintf(out, "  %-22s %s", left, rows[i].meaning);
        for (size_t word = 1; rows[i].words && word < rows[i].words->count; word++)
            fprintf(out, "%s%s", word == 1 ? ": " : ", ", rows[i].words->texts[word]);
        fputc('\n', out);
    }
}
