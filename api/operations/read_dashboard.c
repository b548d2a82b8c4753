#include "api/operations/read_dashboard.h"

#include "common/store/dashboard_store.h"
#include "common/store/tx.h"

enum fault read_dashboard(struct op *op, struct dashboard *dashboard)
{
    SCOPED_TX tx = { 0 };
    struct stage_figure *stages;
    struct standard_figure *standards;
    struct week_figure *weeks;
    *dashboard = (struct dashboard){ .as_of = op->now };
    TRY(tx_begin_snapshot(op, &tx));
    TRY(dashboard_stages(op, &op->actor.organisation_id, &stages, &dashboard->stage_count));
    TRY(dashboard_standards(op, &op->actor.organisation_id, &standards,
                            &dashboard->standard_count));
    TRY(dashboard_weeks(op, &op->actor.organisation_id, &weeks, &dashboard->week_count));
    for (size_t i = 0; i < dashboard->stage_count; i++)
        dashboard->open_cases += stages[i].cases;
    dashboard->stages = stages;
    dashboard->standards = standards;
    dashboard->weeks = weeks;
    return tx_commit(&tx);
}

enum fault read_safeguarding_figures(struct op *caller, struct safeguarding_figures *figures)
{
    struct op program = *caller; /* whoever asks may not see what is counted */
    SCOPED_TX tx = { 0 };
    program.actor =
        (struct actor){ .kind = ACTOR_PROGRAM, .organisation_id = caller->actor.organisation_id };
    TRY(tx_begin_snapshot(&program, &tx));
    TRY(safeguarding_figures_read(&program, &program.actor.organisation_id, &caller->actor.id,
                                  figures));
    figures->as_of = caller->now;
    return tx_commit(&tx);
}
