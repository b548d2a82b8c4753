#include "common/casework/redress_rules.h"

#include "common/json/redress_shapes.h"
#include "common/store/redress_store.h"

#include <string.h>

static enum fault read_record(struct op *op, const struct redress_record *record,
                              struct redress_rule *rule)
{
    if (shape_read(op, &redress_rule_shape, record->document, strlen(record->document), rule))
        return FAULT_BUG;
    rule->confirmed_by = record->confirmed_by;
    rule->confirmed_on = record->confirmed_on;
    return OK;
}

enum fault redress_rules_load(struct op *op, const struct uuid *organisation_id, enum nation nation,
                              struct redress_rule **rules, size_t *count)
{
    struct redress_record *records;
    TRY(redress_rules_of(op, organisation_id, nation, &records, count));
    *rules = NEW_ARRAY(op->memory, struct redress_rule, *count);
    for (size_t i = 0; i < *count; i++)
        TRY(read_record(op, &records[i], &(*rules)[i]));
    return OK;
}

enum fault redress_rules_import(struct op *op, const struct uuid *organisation_id, const char *text,
                                size_t length, struct redress_import *import)
{
    struct redress_file file;
    TRY(redress_file_read(op, text, length, &file));
    *import = (struct redress_import){ .rule_count = file.rule_count };
    for (size_t i = 0; i < file.rule_count; i++) {
        const struct redress_rule *rule = &file.rules[i];
        bool is_changed;
        TRY(redress_rule_put(op, organisation_id, rule,
                             shape_write(op->memory, &redress_rule_shape, rule), &is_changed));
        import->changed_count += is_changed;
    }
    return OK;
}
