/*
 * Takes from one counter, step by step, for tests/api/test_quota_script.py.
 * Reads lines "interval quota now wanted", writes "taken backlog wait".
 */
#include "common/quota/gcra.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    struct rate rate = { 0 };
    int64_t until = 0, now, wanted;
    while (scanf("%" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64, &rate.interval, &rate.quota, &now,
                 &wanted) == 4) {
        const int64_t taken = gcra_take(&rate, &until, now, wanted);
        printf("%" PRId64 " %" PRId64 " %" PRId64 "\n", taken, until > now ? until - now : 0,
               gcra_wait(&rate, until, now));
    }
    return EXIT_SUCCESS;
}
