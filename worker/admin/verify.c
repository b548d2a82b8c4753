/* heed verify: checks the history of every case against its chain of hashes, and that it adds up to
 * where the case stands. Rule: B6. */
#include "common/casework/chain.h"
#include "common/casework/history.h"
#include "common/casework/reference_data.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

enum { PAGE = 200 };

struct progress {
    size_t cases, broken;
};

static enum fault verify_standing(struct op *op, const struct case_file *file,
                                  const struct case_event *events, size_t count,
                                  struct progress *progress)
{
    const struct procedure *procedure;
    struct case_life life;
    TRY(procedure_of(op, &file->organisation_id, file->procedure_version, &procedure));
    const enum fault fault = events_replay(op, procedure, file, events, count, &life);
    if (fault != FAULT_BUG)
        return fault;
    progress->broken++;
    printf("%s\tits history does not add up to where it stands\n", file->reference);
    return OK;
}

static enum fault verify_case(struct op *op, const struct uuid *organisation_id,
                              const struct uuid *case_id, struct progress *progress)
{
    struct case_record record;
    struct case_event *events;
    size_t count;
    TRY(case_by_id(op, organisation_id, case_id, &record));
    TRY(case_history(op, organisation_id, case_id, &events, &count));
    const int broken_at = chain_broken_at(&record.file, events, count);
    progress->cases++;
    if (!broken_at)
        return verify_standing(op, &record.file, events, count, progress);
    progress->broken++;
    printf("%s\tentry %d is not as it was recorded\n", record.file.reference, broken_at);
    return OK;
}

/* One page in one snapshot; 'after' moves on to its last case, nil at the end. */
static enum fault verify_page(const struct op *caller, struct uuid *after,
                              struct progress *progress)
{
    SCOPED_OP op = op_begin();
    SCOPED_TX tx = { 0 };
    struct case_file *files;
    size_t count;
    op.scope = caller->scope;
    const struct case_filter filter = { .organisation_id = caller->scope.organisations[0],
                                        .after = *after,
                                        .received_from = NO_DAY,
                                        .received_to = NO_DAY,
                                        .limit = PAGE };
    TRY(tx_begin_snapshot(&op, &tx));
    TRY(case_list(&op, &filter, &files, &count));
    for (size_t i = 0; i < count; i++)
        TRY(verify_case(&op, &filter.organisation_id, &files[i].id, progress));
    *after = count == PAGE ? files[count - 1].id : (struct uuid){ 0 };
    return OK;
}

static enum fault verify_organisation(struct op *op, const struct organisation *organisation,
                                      struct progress *progress)
{
    struct uuid after = { 0 };
    op->scope = (struct scope){ &organisation->id, 1 };
    do {
        TRY(verify_page(op, &after, progress));
        fprintf(stderr, "%s: %zu cases checked, %zu broken\n", organisation->slug, progress->cases,
                progress->broken);
    } while (!uuid_is_nil(&after));
    return OK;
}

enum fault verify_command(struct op *op, const struct arguments *arguments)
{
    struct organisation *organisations, chosen;
    size_t count = 1;
    struct progress all = { 0 };
    if (argument_is_given(arguments, OPTION_ORGANISATION)) {
        TRY(organisation_chosen(op, arguments, &chosen));
        organisations = &chosen;
    } else {
        TRY(organisation_list(op, &organisations, &count));
    }
    for (size_t i = 0; i < count; i++) {
        struct progress progress = { 0 };
        TRY(verify_organisation(op, &organisations[i], &progress));
        all.cases += progress.cases;
        all.broken += progress.broken;
    }
    if (all.broken)
        return refuse(op, FAULT_SEAL_BROKEN, "",
                      "%zu of %zu histories are not as they were recorded", all.broken, all.cases);
    printf("%zu histories verified\n", all.cases);
    return OK;
}
