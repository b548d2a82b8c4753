/* The schema and the first bank holidays, both carried by the program. */
#include "common/base/config.h"
#include "common/store/migration.h"
#include "common/store/tx.h"
#include "worker/admin/calendar.h"
#include "worker/admin/commands.h"
#include "worker/admin/refusal.h"

#include <assert.h>
#include <stdlib.h>

#define EMBEDDED(name, bytes, text) { 0, name, text, bytes, NO_INSTANT },
static const struct schema_file schema_files[] = {
#include "schema.def"
};
static const struct schema_file seed_files[] = {
#include "seed.def"
};
#undef EMBEDDED

/* The schema files, each with the number that its name begins with. */
static struct schema_file *numbered_files(struct op *op)
{
    struct schema_file *files = NEW_ARRAY(op->memory, struct schema_file, COUNT(schema_files));
    for (size_t i = 0; i < COUNT(schema_files); i++) {
        files[i] = schema_files[i];
        files[i].number = (int)strtol(files[i].name, NULL, 10);
        assert(files[i].number > (i ? files[i - 1].number : 0));
    }
    return files;
}

static enum fault print_status(struct op *op, const char *url)
{
    struct schema_file *files = numbered_files(op);
    TRY(schema_status(op, url, files, COUNT(schema_files)));
    for (size_t i = 0; i < COUNT(schema_files); i++) {
        char at[INSTANT_TEXT] = "-";
        if (files[i].applied_at != NO_INSTANT)
            instant_text(files[i].applied_at, at);
        printf("%s\t%s\t%s\n", files[i].applied_at == NO_INSTANT ? "pending" : "applied",
               files[i].name, at);
    }
    return OK;
}

static enum fault import_seed(struct op *op)
{
    SCOPED_TX tx = { 0 };
    bool is_empty;
    TRY(tx_begin(op, &tx));
    TRY(calendar_is_empty(op, &is_empty));
    for (size_t i = 0; is_empty && i < COUNT(seed_files); i++) {
        struct imported imported;
        TRY(bank_holidays_import(op, seed_files[i].text, seed_files[i].length, &imported));
        fprintf(stderr, "%s: %zu bank holidays imported\n", seed_files[i].name, imported.count);
    }
    return tx_commit(&tx);
}

static enum fault seed(struct op *op, const char *url)
{
    pool_open(url, "heed migrate", 1);
    const enum fault fault = import_seed(op);
    pool_close();
    return fault;
}

enum fault migrate_command(struct op *op, const struct arguments *arguments)
{
    const char *url = config_text(HEED_OWNER_DATABASE_URL);
    if (!url)
        return refuse(op, FAULT_PARAMETER_INVALID, "HEED_OWNER_DATABASE_URL", "is required");
    if (argument_is_given(arguments, OPTION_STATUS))
        return print_status(op, url);

    size_t applied;
    const enum fault fault =
        schema_migrate(op, url, numbered_files(op), COUNT(schema_files), &applied);
    fprintf(stderr, "%zu of %zu schema files applied now\n", applied, COUNT(schema_files));
    TRY(fault);
    return seed(op, url);
}
