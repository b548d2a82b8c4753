#include "common/domain/review.h"

struct reconciliation reconciliation_total(const struct reconciliation *by_kind, size_t count)
{
    struct reconciliation total = { 0 };
    for (size_t i = 0; i < count; i++) {
        total.open_at_start += by_kind[i].open_at_start;
        total.received += by_kind[i].received;
        total.reopened += by_kind[i].reopened;
        total.converted_in += by_kind[i].converted_in;
        total.closed += by_kind[i].closed;
        total.converted_out += by_kind[i].converted_out;
        total.open_at_end += by_kind[i].open_at_end;
    }
    return total;
}
