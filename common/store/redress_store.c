#include "common/store/redress_store.h"

#include "common/store/query.h"

static const struct column redress_record_columns[] = {
    COLUMN(struct redress_record, document, read_text),
    COLUMN(struct redress_record, confirmed_by, read_uuid),
    COLUMN(struct redress_record, confirmed_on, read_day),
};
static const struct row redress_record_row = ROW(struct redress_record, redress_record_columns);

enum fault redress_rules_of(struct op *op, const struct uuid *organisation_id, enum nation nation,
                            struct redress_record **records, size_t *count)
{
    const char *word = nation == NATION_NONE ? NULL : nation_text(nation);
    return query_many(op, Q_redress_rules_of, PARAMS(param_uuid(op, organisation_id), word),
                      &redress_record_row, records, count);
}

enum fault redress_rule_put(struct op *op, const struct uuid *organisation_id,
                            const struct redress_rule *rule, const char *document, bool *is_changed)
{
    const struct redress_limit *limit = rule->limit;
    size_t changed;
    TRY(query_count(op, Q_redress_rule_put,
                    PARAMS(param_uuid(op, organisation_id), rule->code, nation_text(rule->nation),
                           rule->ground, rule->forum, limit ? param_int(op, limit->amount) : NULL,
                           limit ? vocabulary_text(&limit_units, (int)limit->unit) : NULL,
                           limit ? param_int(op, limit->less_days) : NULL,
                           param_day(op, rule->valid_from), param_day(op, rule->valid_to),
                           rule->source, document),
                    &changed));
    *is_changed = changed > 0;
    return OK;
}

enum fault redress_rule_confirm(struct op *op, const struct uuid *organisation_id, const char *code,
                                const struct uuid *staff_id, day on)
{
    size_t confirmed;
    TRY(query_count(
        op, Q_redress_rule_confirm,
        PARAMS(param_uuid(op, organisation_id), code, param_uuid(op, staff_id), param_day(op, on)),
        &confirmed));
    return confirmed ? OK : FAULT_NOT_FOUND;
}
