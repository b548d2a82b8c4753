/* Procedures come in and go out as files; a version that was active never changes. */
#include "worker/admin/procedures.h"

#include "common/json/json_place.h"
#include "common/procedure/procedure_document.h"
#include "common/store/procedure_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/file_text.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <string.h>

/* "procedure.json:12:5: /stages/0/responsible"; a mistake in the syntax tells its line itself. */
static void place_mistakes(struct op *op, const char *path, const char *text, enum fault fault)
{
    for (size_t i = 0; op->mistakes && i < op->mistakes->count; i++) {
        struct mistake *mistake = &op->mistakes->list[i];
        const struct json_place place = fault == FAULT_FIELDS_INVALID
                                            ? json_place(text, mistake->pointer)
                                            : (struct json_place){ 0 };
        mistake->pointer = place.line ? memory_printf(op->memory, "%s:%zu:%zu: %s", path,
                                                      place.line, place.column, mistake->pointer)
                                      : path;
    }
}

enum fault procedure_file_read(struct op *op, const char *path, struct procedure *procedure,
                               const char **text)
{
    struct file_text file;
    TRY(file_text_read(op, path, &file));
    char *copy = memory_alloc(op->memory, file.length + 1);
    memcpy(copy, file.text, file.length);
    if (strlen(copy) != file.length)
        return refuse(op, FAULT_MALFORMED, path, "holds NUL, so it is no JSON");
    const enum fault fault = procedure_read(op, copy, procedure);
    place_mistakes(op, path, copy, fault);
    *text = copy;
    return fault;
}

enum fault procedure_text_chosen(struct op *op, const struct uuid *organisation_id, int version,
                                 const char **text)
{
    const enum fault fault = procedure_document(op, organisation_id, version, text);
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "",
                      "there is no version %d of the procedure; heed procedure list shows them",
                      version);
    return fault;
}

static void describe(const char *what, const struct procedure *procedure)
{
    printf("%s: \"%s\" with %zu stages, %zu standards and %zu transitions can be used\n", what,
           procedure->name, procedure->stage_count, procedure->standard_count,
           procedure->transition_count);
}

enum fault procedure_check_command(struct op *op, const struct arguments *arguments)
{
    struct procedure procedure = { 0 };
    const char *text = NULL;
    TRY(procedure_file_read(op, arguments->operand, &procedure, &text));
    describe(arguments->operand, &procedure);
    return OK;
}

enum fault procedure_export_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    const char *text = NULL;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(procedure_text_chosen(
        op, &organisation.id,
        argument_number(arguments, OPTION_VERSION, organisation.procedure_version), &text));
    fputs(text, stdout);
    return OK;
}

static enum fault replace(struct op *op, const struct organisation *organisation, const char *text,
                          const struct uuid *staff_id, int *version)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(procedure_replace(op, &organisation->id, text, staff_id, version));
    return tx_commit(&tx);
}

enum fault procedure_import_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct procedure procedure = { 0 };
    struct uuid staff_id;
    const char *text = NULL;
    int version = 0;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(staff_chosen(op, arguments, &organisation, &staff_id));
    TRY(procedure_file_read(op, arguments->operand, &procedure, &text));
    const enum fault fault = replace(op, &organisation, text, &staff_id, &version);
    if (fault == FAULT_ALREADY_EXISTS) {
        puts("nothing has changed");
        return OK;
    }
    TRY(fault);
    printf("version %d\n", version);
    fprintf(stderr, "New cases of %s follow it within seconds; those that are there keep theirs.\n",
            organisation.slug);
    return OK;
}

static void print_version(const struct procedure_version *version)
{
    char activated_at[INSTANT_TEXT], activated_by[UUID_TEXT] = "-";
    instant_text(version->activated_at, activated_at);
    if (!uuid_is_nil(&version->activated_by))
        uuid_text(&version->activated_by, activated_by);
    printf("%d\t%s\t%s\t%s\t%s\t%s\n", version->version, version->is_active ? "active" : "-",
           activated_at, activated_by, version->sha256, version->name);
}

enum fault procedure_list_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct procedure_version *versions;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(procedure_list(op, &organisation.id, &versions, &count));
    for (size_t i = 0; i < count; i++)
        print_version(&versions[i]);
    return OK;
}
