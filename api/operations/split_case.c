#include "api/operations/split_case.h"

#include "api/operations/create_case.h"

enum fault split_case(struct op *op, struct act_call *call, struct case_created *created)
{
    call->made = uuid_new(op->now);
    TRY(record_act(op, call));
    return created_again(op, &call->made, created);
}
