/*
 * The job that warns whoever deals with a case of a promise that is due soon,
 * once for each due time.
 *
 * A standard says how many hours before; but a promise of a day that says a day
 * is not warned of at once: never before half of its time has passed.
 * Rule: A7, A15, C13.
 */
#include "worker/jobs.h"

#include "common/base/log.h"
#include "common/casework/reference_data.h"
#include "common/casework/telling.h"
#include "common/store/notification_store.h"
#include "common/store/procedure_store.h"
#include "common/store/tx.h"
#include "worker/pieces.h"
#include "worker/sight.h"

#include <string.h>

/* The rules of every version of every procedure, as they grow. */
struct rules {
    struct warning_rule *list;
    size_t count, room;
};

static void add_rule(struct op *op, struct rules *rules, const struct warning_rule *rule)
{
    GROW(op->memory, rules->list, rules->count, rules->room);
    rules->list[rules->count++] = *rule;
}

static bool is_first_of_code(const struct procedure *procedure, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (strcmp(procedure->standards[i].code, procedure->standards[number].code) == 0)
            return false;
    return true;
}

static void add_rules(struct op *op, struct rules *rules, const struct any_procedure *version,
                      const struct procedure *procedure)
{
    for (size_t i = 0; i < procedure->standard_count; i++) {
        const char *code = procedure->standards[i].code;
        const struct warning_rule rule = { .organisation_id = version->organisation_id,
                                           .procedure_version = version->version,
                                           .standard = code,
                                           .hours = procedure_warn_hours(procedure, code) };
        if (rule.hours && is_first_of_code(procedure, i))
            add_rule(op, rules, &rule);
    }
}

/* A procedure that does not read must not silence the warnings of the others. */
static enum fault read_rules(struct op *op, struct rules *rules)
{
    SCOPED_TX tx = { 0 };
    struct any_procedure *versions;
    size_t count;
    TRY(tx_begin(op, &tx));
    TRY(procedure_versions(op, &versions, &count));
    for (size_t i = 0; i < count; i++) {
        const struct procedure *procedure;
        const enum fault fault =
            procedure_of(op, &versions[i].organisation_id, versions[i].version, &procedure);
        if (fault == FAULT_BUG)
            LOG(op, LOG_ERROR, "procedure_unreadable",
                log_id("organisation", versions[i].organisation_id));
        else if (fault)
            return fault;
        else
            add_rules(op, rules, &versions[i], procedure);
    }
    return tx_commit(&tx);
}

static enum fault tell(struct op *op, const struct untold_clock *clocks, size_t count)
{
    struct telling *tellings = NEW_ARRAY(op->memory, struct telling, count);
    for (size_t i = 0; i < count; i++) {
        const struct case_file *file = &clocks[i].file;
        const struct procedure *procedure;
        TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &procedure));
        tellings[i] = (struct telling){
            .file = file,
            .to = addressee_of_promise(procedure, file, clocks[i].standard),
            .type = NOTIFICATION_DUE_SOON,
            .standard = clocks[i].standard,
            .due_on = clocks[i].due_on,
        };
    }
    return tell_staff(op, tellings, count);
}

/* Marked and told, or neither. */
static enum fault warn_piece(struct op *op, const void *given, size_t *warned)
{
    const struct rules *rules = given;
    struct untold_clock *clocks;
    TRY(clocks_warn(op, rules->list, rules->count, PIECE, &clocks, warned));
    return tell(op, clocks, *warned);
}

enum fault warn_of_due(struct op *op)
{
    struct rules rules = { 0 };
    TRY(see_all(op));
    TRY(read_rules(op, &rules));
    return rules.count ? pieces_do(op, warn_piece, &rules) : OK;
}
