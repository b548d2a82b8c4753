/* Who outside mediates or arbitrates: declared in acting.h. */
#include "api/operations/acting.h"
#include "common/domain/redress.h"

void act_check_mediation(struct op *op, struct acting *acting)
{
    struct facts *facts = &acting->facts;
    const enum event_type event = acting->call->event;
    if (event == EVENT_MEDIATION_REFERRED)
        facts->outside_body = acting->life.outside_body;
    const struct outside_body *body =
        procedure_outside_body(acting->procedure, facts->outside_body, facts->arbitration);
    if (event == EVENT_MEDIATION_OFFERED && body)
        facts->outside_body = body->code;
    if (!body && (facts->outside_body || facts->arbitration))
        mistake_add(op, "/outside_body", "unknown_body",
                    "must be a body outside that the procedure names, for arbitration one that "
                    "arbitrates");
}

const char *act_mediation_warning(struct op *op, const struct acting *acting)
{
    const struct facts *facts = &acting->facts;
    const struct outside_body *body =
        facts->outside_body ? procedure_outside_body(acting->procedure, facts->outside_body, false)
                            : NULL;
    const bool is_arbitration = acting->call->event == EVENT_MEDIATION_OFFERED
                                    ? facts->arbitration
                                    : acting->life.is_arbitration;
    return mediation_warning(op->memory, body ? body->title : NULL, is_arbitration);
}
