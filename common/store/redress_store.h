/*
 * Rules of legal redress as records: typed calls for sql/queries/redress.sql.
 * All of it lies behind row-level security. Rule: C13.
 */
#ifndef STORE_REDRESS_STORE_H
#define STORE_REDRESS_STORE_H

#include "common/base/op.h"
#include "common/domain/redress.h"

struct redress_record {
    const char *document; /* JSON of common/json/redress_shapes.h */
    struct uuid confirmed_by;
    day confirmed_on;
};

/* The rules of a nation, or of all for NATION_NONE, in the order in which people read them. */
enum fault redress_rules_of(struct op *op, const struct uuid *organisation_id, enum nation nation,
                            struct redress_record **records, size_t *count) CHECKED;

/*
 * Adds a rule, or replaces the one of its code, which is then unconfirmed.
 * 'is_changed' is false when the very same rule was there: it stays confirmed.
 */
enum fault redress_rule_put(struct op *op, const struct uuid *organisation_id,
                            const struct redress_rule *rule, const char *document,
                            bool *is_changed) CHECKED;

/* Errors: NOT_FOUND (no rule has that code). */
enum fault redress_rule_confirm(struct op *op, const struct uuid *organisation_id, const char *code,
                                const struct uuid *staff_id, day on) CHECKED;

#endif
