#include "common/quota/counters.h"

#include <pthread.h>
#include <string.h>

enum { ROWS = 1024, IN_ROW = 8, LOCKS = 64 };

static struct counter rows[ROWS][IN_ROW]; /* half a megabyte, touched as it is used */

static struct {
    pthread_mutex_t mutex;
} locks[LOCKS] = { [0 ... LOCKS - 1] = { PTHREAD_MUTEX_INITIALIZER } };

/* Names are keyed hashes, so nobody chooses a row. */
static size_t row_of(const unsigned char *name)
{
    return (size_t)(name[0] | name[1] << 8) % ROWS;
}

static pthread_mutex_t *lock_of(const unsigned char *name)
{
    return &locks[row_of(name) % LOCKS].mutex;
}

static bool is_better_to_forget(const struct counter *one, const struct counter *other)
{
    if (one->is_known != other->is_known)
        return !one->is_known;
    return one->until < other->until;
}

struct counter *counter_lock(const unsigned char name[PSEUDONYM_BYTES], int64_t now)
{
    struct counter *row = rows[row_of(name)], *least = row;
    pthread_mutex_lock(lock_of(name));
    for (size_t i = 0; i < IN_ROW; i++) {
        if (row[i].is_known && memcmp(row[i].name, name, PSEUDONYM_BYTES) == 0)
            return &row[i];
        if (is_better_to_forget(&row[i], least))
            least = &row[i];
    }
    *least = (struct counter){ .until = now, .is_known = true };
    memcpy(least->name, name, PSEUDONYM_BYTES);
    return least;
}

void counter_unlock(const unsigned char name[PSEUDONYM_BYTES])
{
    pthread_mutex_unlock(lock_of(name));
}
