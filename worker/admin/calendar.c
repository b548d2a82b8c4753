#include "worker/admin/calendar.h"

#include "common/json/holiday_shapes.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/file_text.h"

enum fault bank_holidays_import(struct op *op, const char *text, size_t length,
                                struct imported *imported)
{
    struct holiday_file file;
    TRY(holiday_file_read(op, text, length, &file));
    const struct holiday_import import = { .file = text,
                                           .file_length = length,
                                           .nations = file.nations,
                                           .days = file.days,
                                           .titles = file.titles,
                                           .count = file.count };
    return calendar_import(op, &import, &imported->changes, &imported->count, &imported->version);
}

static size_t changes_of(const struct imported *imported, enum nation nation, bool is_added)
{
    size_t count = 0;
    for (size_t i = 0; i < imported->count; i++)
        count += imported->changes[i].nation == nation && imported->changes[i].is_added == is_added;
    return count;
}

static void print_nation(const struct imported *imported, enum nation nation)
{
    printf("%s: %zu added, %zu removed\n", nation_text(nation), changes_of(imported, nation, true),
           changes_of(imported, nation, false));
    for (size_t i = 0; i < imported->count; i++) {
        const struct holiday_change *change = &imported->changes[i];
        char on[DAY_TEXT];
        day_text(change->on, on);
        if (change->nation == nation)
            printf("  %s %s %s\n", change->is_added ? "added  " : "removed", on, change->title);
    }
}

static enum fault import_file(struct op *op, const char *path, struct imported *imported)
{
    struct file_text file;
    TRY(file_text_read(op, path, &file));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(bank_holidays_import(op, file.text, file.length, imported));
    return tx_commit(&tx);
}

enum fault calendar_import_command(struct op *op, const struct arguments *arguments)
{
    struct imported imported;
    TRY(import_file(op, arguments->operand, &imported));
    for (size_t nation = 1; nation < nations.count; nation++)
        print_nation(&imported, (enum nation)nation);
    if (imported.version)
        printf("calendar version %d\n", imported.version);
    else
        puts("nothing has changed");
    return OK;
}
