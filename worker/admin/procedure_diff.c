/* heed procedure diff: what one version of a procedure, or a file, has otherwise than another. */
#include "common/json/json_difference.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/procedures.h"
#include "worker/admin/refusal.h"

#include <stdlib.h>
#include <string.h>

/* What --to names: a version by its number, else a file. */
struct newer {
    int version; /* 0: a file */
    const char *text;
};

static enum fault newer_chosen(struct op *op, const struct arguments *arguments,
                               const struct organisation *organisation, struct newer *newer)
{
    const char *to = argument_text(arguments, OPTION_TO_VERSION);
    struct procedure procedure;
    const bool is_number = to && to[strspn(to, "0123456789")] == '\0' && strlen(to) < 10;
    newer->version = !to         ? organisation->procedure_version
                     : is_number ? (int)strtol(to, NULL, 10)
                                 : 0;
    if (!to || is_number)
        return procedure_text_chosen(op, &organisation->id, newer->version, &newer->text);
    return procedure_file_read(op, to, &procedure, &newer->text);
}

/* A file is compared with the active version, a version with the one before it. */
static enum fault older_chosen(struct op *op, const struct arguments *arguments,
                               const struct organisation *organisation, const struct newer *newer,
                               const char **text)
{
    const int usual = newer->version ? newer->version - 1 : organisation->procedure_version;
    const int from = argument_number(arguments, OPTION_FROM_VERSION, usual);
    if (from == 0)
        return refuse(op, FAULT_NOT_FOUND, "--from", "there is no version before %d",
                      newer->version);
    return procedure_text_chosen(op, &organisation->id, from, text);
}

static void print_difference(const struct json_difference *difference)
{
    const bool is_named = difference->code != NULL;
    printf("%s %s%s%s%s: ",
           !difference->before  ? "added  "
           : !difference->after ? "removed"
                                : "changed",
           difference->pointer, is_named ? " (" : "", is_named ? difference->code : "",
           is_named ? ")" : "");
    if (difference->before && difference->after)
        printf("%s -> %s\n", difference->before, difference->after);
    else
        puts(difference->before ? difference->before : difference->after);
}

enum fault procedure_diff_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct newer newer = { 0 };
    const char *older = NULL;
    struct json_differences differences;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(newer_chosen(op, arguments, &organisation, &newer));
    TRY(older_chosen(op, arguments, &organisation, &newer, &older));
    TRY(json_differences(op, older, newer.text, &differences));
    for (size_t i = 0; i < differences.count; i++)
        print_difference(&differences.list[i]);
    if (!differences.count)
        puts("nothing differs");
    return OK;
}
