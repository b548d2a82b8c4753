#include "common/json/access_shapes.h"

static const struct field row_fields[] = {
    FIELD(struct access_row, who, CODE),
    FIELD(struct access_row, relation, WORD, .words = &relations),
    LIST(struct access_row, may, may_count, WORD, .words = &act_groups),
};
static const struct shape row_shape = SHAPE(struct access_row, row_fields);

static const struct field operation_fields[] = {
    FIELD(struct access_operation, operation, CODE),
    FIELD(struct access_operation, event, WORD, .words = &event_types),
    LIST(struct access_operation, groups, group_count, WORD, .words = &act_groups),
};
static const struct shape operation_shape = SHAPE(struct access_operation, operation_fields);

static const struct field word_fields[] = {
    FIELD(struct access_word, name, CODE),
    FIELD(struct access_word, meaning, TEXT),
};
static const struct shape word_shape = SHAPE(struct access_word, word_fields);

static const struct field table_fields[] = {
    LIST(struct access_table, rows, row_count, OBJECT, .shape = &row_shape),
    LIST(struct access_table, operations, operation_count, OBJECT, .shape = &operation_shape),
    LIST(struct access_table, relations, relation_count, OBJECT, .shape = &word_shape),
    LIST(struct access_table, groups, group_count, OBJECT, .shape = &word_shape),
};
const struct shape access_table_shape = SHAPE(struct access_table, table_fields);

static const enum act_group *groups_of(void *memory, uint64_t may, size_t *count)
{
    enum act_group *groups = NEW_ARRAY(memory, enum act_group, GROUP_COUNT);
    *count = 0;
    for (int group = 1; group < GROUP_COUNT; group++)
        if (may & UINT64_C(1) << group)
            groups[(*count)++] = (enum act_group)group;
    return groups;
}

static void add_rows(void *memory, struct access_table *table)
{
    while (access_rules[table->row_count].who)
        table->row_count++;
    struct access_row *rows = NEW_ARRAY(memory, struct access_row, table->row_count);
    for (size_t i = 0; i < table->row_count; i++) {
        rows[i] = (struct access_row){ .who = who_text(access_rules[i].who),
                                       .relation = access_rules[i].relation };
        rows[i].may = groups_of(memory, access_rules[i].may, &rows[i].may_count);
    }
    table->rows = rows;
}

static void add_operations(void *memory, struct access_table *table)
{
    struct access_operation *list =
        NEW_ARRAY(memory, struct access_operation, REQUEST_COUNT + EVENT_COUNT);
    for (int request = 1; request < REQUEST_COUNT; request++) {
        struct access_operation *operation = &list[table->operation_count++];
        operation->operation = vocabulary_text(&requests, request);
        operation->groups =
            groups_of(memory, request_groups((enum request)request), &operation->group_count);
    }
    for (int event = 1; event < EVENT_COUNT; event++) {
        if (event_groups((enum event_type)event) & MAY(SERVICE))
            continue;
        struct access_operation *operation = &list[table->operation_count++];
        operation->operation = event_operation((enum event_type)event);
        operation->event = (enum event_type)event;
        operation->groups =
            groups_of(memory, event_groups((enum event_type)event), &operation->group_count);
    }
    table->operations = list;
}

static void add_words(void *memory, struct access_table *table)
{
    struct access_word *words = NEW_ARRAY(memory, struct access_word, RELATION_COUNT + GROUP_COUNT);
    table->relations = words;
    for (int relation = 1; relation < RELATION_COUNT; relation++)
        words[table->relation_count++] =
            (struct access_word){ vocabulary_text(&relations, relation),
                                  relation_meaning((enum relation)relation) };
    table->groups = words += table->relation_count;
    for (int group = 1; group < GROUP_COUNT; group++)
        words[table->group_count++] =
            (struct access_word){ vocabulary_text(&act_groups, group),
                                  act_group_meaning((enum act_group)group) };
}

struct access_table access_table(void *memory)
{
    struct access_table table = { 0 };
    add_rows(memory, &table);
    add_operations(memory, &table);
    add_words(memory, &table);
    return table;
}
