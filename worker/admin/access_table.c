/* heed access table: who may do what, as the service decides it. Rule: A12. */
#include "common/json/access_shapes.h"
#include "worker/admin/commands.h"

static void print_groups(const enum act_group *groups, size_t count)
{
    for (size_t i = 0; i < count; i++)
        printf("%s%s", i ? ", " : "", vocabulary_text(&act_groups, (int)groups[i]));
    putchar('\n');
}

static void print_words(const char *title, const struct access_word *words, size_t count)
{
    printf("\n%s\n", title);
    for (size_t i = 0; i < count; i++)
        printf("  %-22s %s\n", words[i].name, words[i].meaning);
}

static void print_operations(const struct access_table *table)
{
    puts("\noperation of the API: the groups of which one is needed");
    for (size_t i = 0; i < table->operation_count; i++) {
        printf("  %-26s ", table->operations[i].operation);
        print_groups(table->operations[i].groups, table->operations[i].group_count);
    }
}

static void print_table(const struct access_table *table)
{
    puts("who, in which relation to a case, may do which groups of acts");
    for (size_t i = 0; i < table->row_count; i++) {
        const struct access_row *row = &table->rows[i];
        printf("  %-21s %-22s ", row->who, vocabulary_text(&relations, (int)row->relation));
        print_groups(row->may, row->may_count);
    }
    puts(
        "\nWhat no row allows is not allowed. Whoever holds several roles may do what any of them\n"
        "may. A case about which somebody may do nothing does not exist for them.");
    print_words("relation", table->relations, table->relation_count);
    print_words("group of acts", table->groups, table->group_count);
    print_operations(table);
}

enum fault access_table_command(struct op *op, const struct arguments *arguments)
{
    const struct access_table table = access_table(op->memory);
    if (argument_is_given(arguments, OPTION_JSON))
        puts(shape_write(op->memory, &access_table_shape, &table));
    else
        print_table(&table);
    return OK;
}
