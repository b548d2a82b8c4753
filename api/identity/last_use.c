#include "api/identity/last_use.h"

#include "common/base/rounds.h"
#include "common/store/credential_store.h"
#include "common/store/tx.h"

#include <string.h>

/* Those used between two writings; further ones are noted the next time. */
enum { NOTED_MOST = 4096 };

struct notes {
    struct uuid ids[NOTED_MOST]; /* nil: an empty place */
    instant used_at[NOTED_MOST];
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static struct rounds rounds;
static struct notes notes;
static size_t noted;

/* The place of an id, or where it goes; ids are random enough in their last bytes. */
static size_t place_of(const struct uuid *id)
{
    size_t place = (size_t)(id->bytes[14] << 8 | id->bytes[15]) % NOTED_MOST;
    while (!uuid_is_nil(&notes.ids[place]) && !uuid_equal(&notes.ids[place], id))
        place = (place + 1) % NOTED_MOST;
    return place;
}

void last_use_note(const struct uuid *id, instant used_at)
{
    pthread_mutex_lock(&mutex);
    if (noted < NOTED_MOST - 1) {
        const size_t place = place_of(id);
        const bool is_new = uuid_is_nil(&notes.ids[place]);
        noted += is_new;
        notes.ids[place] = *id;
        if (is_new || notes.used_at[place] < used_at)
            notes.used_at[place] = used_at;
    }
    pthread_mutex_unlock(&mutex);
}

/* Takes out what is noted. */
static size_t take(struct op *op, struct uuid **ids, instant **used_at)
{
    pthread_mutex_lock(&mutex);
    size_t count = 0;
    *ids = NEW_ARRAY(op->memory, struct uuid, noted);
    *used_at = NEW_ARRAY(op->memory, instant, noted);
    for (size_t place = 0; count < noted; place++)
        if (!uuid_is_nil(&notes.ids[place])) {
            (*ids)[count] = notes.ids[place];
            (*used_at)[count++] = notes.used_at[place];
        }
    memset(&notes, 0, sizeof notes);
    noted = 0;
    pthread_mutex_unlock(&mutex);
    return count;
}

static enum fault save(struct op *op, const struct uuid *ids, const instant *used_at, size_t count)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin_repeatable(op, &tx));
    TRY(credential_use_note(op, ids, used_at, count));
    return tx_commit(&tx);
}

/* While the database is away what was noted is kept for the next time. */
static void write_down(void)
{
    SCOPED_OP op = op_begin();
    struct uuid *ids;
    instant *used_at;
    const size_t count = take(&op, &ids, &used_at);
    if (!count || save(&op, ids, used_at, count) == OK)
        return;
    for (size_t i = 0; i < count; i++)
        last_use_note(&ids[i], used_at[i]);
}

void last_use_start(long every_seconds)
{
    rounds_start(&rounds, write_down, every_seconds * 1000);
}

void last_use_stop(void)
{
    rounds_stop(&rounds);
    write_down();
}
