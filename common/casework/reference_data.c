#include "common/casework/reference_data.h"

#include "common/base/clock.h"
#include "common/procedure/procedure_document.h"
#include "common/store/calendar_store.h"
#include "common/store/clock_store.h"
#include "common/store/organisation_store.h"

#include <pthread.h>

enum { FORGOTTEN_MS = 120 * 1000 };

/* One thing kept; its memory holds both. */
struct kept {
    struct kept *next;
    void *memory;
    struct uuid organisation_id;
    int version;
    const void *thing;
    int64_t superseded_ms; /* when a newer version came; 0: it is the newest */
};

struct cache {
    pthread_mutex_t mutex;
    struct kept *first;
    bool newest_only; /* older versions are forgotten when no operation can hold them any more */
};

static struct cache procedures = { .mutex = PTHREAD_MUTEX_INITIALIZER };
static struct cache calendars = { .mutex = PTHREAD_MUTEX_INITIALIZER, .newest_only = true };

static const void *find(struct cache *cache, const struct uuid *organisation_id, int version)
{
    const void *thing = NULL;
    pthread_mutex_lock(&cache->mutex);
    for (const struct kept *kept = cache->first; kept && !thing; kept = kept->next)
        if (kept->version == version && uuid_equal(&kept->organisation_id, organisation_id))
            thing = kept->thing;
    pthread_mutex_unlock(&cache->mutex);
    return thing;
}

static void forget_superseded(struct cache *cache, const struct kept *newest)
{
    const int64_t now_ms = clock_monotonic_ms();
    for (struct kept **at = &cache->first; *at;) {
        struct kept *kept = *at;
        if (!kept->superseded_ms && kept->version < newest->version &&
            uuid_equal(&kept->organisation_id, &newest->organisation_id))
            kept->superseded_ms = now_ms;
        if (kept->superseded_ms && now_ms - kept->superseded_ms > FORGOTTEN_MS) {
            *at = kept->next;
            talloc_free(kept->memory);
        } else {
            at = &kept->next;
        }
    }
}

/* Two threads may keep the same thing at once: both stay valid. */
static void keep(struct cache *cache, void *memory, const struct uuid *organisation_id, int version,
                 const void *thing)
{
    struct kept *kept = NEW(memory, struct kept);
    *kept = (struct kept){
        .memory = memory, .organisation_id = *organisation_id, .version = version, .thing = thing
    };
    pthread_mutex_lock(&cache->mutex);
    kept->next = cache->first;
    cache->first = kept;
    if (cache->newest_only)
        forget_superseded(cache, kept);
    pthread_mutex_unlock(&cache->mutex);
}

/* An operation like 'op' whose memory outlives it. */
static struct op lasting(const struct op *op)
{
    struct op loader = *op;
    loader.memory = talloc_new(NULL);
    loader.mistakes = NULL;
    return loader;
}

static enum fault load_procedure(struct op *op, const struct uuid *organisation_id, int version,
                                 struct procedure **procedure)
{
    const char *document;
    *procedure = NEW(op->memory, struct procedure);
    TRY(procedure_document(op, organisation_id, version, &document));
    TRY(procedure_load(op, document, *procedure));
    (*procedure)->version = version;
    return OK;
}

/* What is stored and does not read is a bug, not the caller's mistake. */
static enum fault as_bug(enum fault fault)
{
    const enum fault_class class = fault_kind(fault)->class;
    return class == UNAVAILABLE ? fault : FAULT_BUG;
}

enum fault procedure_of(struct op *op, const struct uuid *organisation_id, int version,
                        const struct procedure **procedure)
{
    *procedure = find(&procedures, organisation_id, version);
    if (*procedure)
        return OK;
    struct op loader = lasting(op);
    struct procedure *loaded;
    const enum fault fault = load_procedure(&loader, organisation_id, version, &loaded);
    if (fault) {
        talloc_free(loader.memory);
        return as_bug(fault);
    }
    keep(&procedures, loader.memory, organisation_id, version, loaded);
    *procedure = loaded;
    return OK;
}

static enum fault load_calendar(struct op *op, const struct uuid *organisation_id,
                                struct calendar **calendar)
{
    struct organisation organisation;
    TRY(organisation_by_id(op, organisation_id, &organisation));
    return calendar_load(op, CALENDAR_NEWEST, organisation.nation, organisation_id, calendar);
}

enum fault calendar_of(struct op *op, const struct uuid *organisation_id,
                       const struct calendar **calendar)
{
    *calendar = find(&calendars, organisation_id, clock_calendar_version());
    if (*calendar)
        return OK;
    struct op loader = lasting(op);
    struct calendar *loaded;
    const enum fault fault = load_calendar(&loader, organisation_id, &loaded);
    if (fault) {
        talloc_free(loader.memory);
        return as_bug(fault);
    }
    keep(&calendars, loader.memory, organisation_id, loaded->version, loaded);
    *calendar = loaded;
    return OK;
}

enum { ORGANISATION_MS = 3000, ORGANISATIONS_KEPT = 64 };

/* Organisations do change (their procedure, their name), so each is read again after a while. */
static struct {
    pthread_mutex_t mutex;
    struct {
        void *memory; /* NULL: empty */
        int64_t read_ms;
        struct organisation organisation;
    } slots[ORGANISATIONS_KEPT];
} organisations = { .mutex = PTHREAD_MUTEX_INITIALIZER };

static struct organisation copy(void *memory, const struct organisation *organisation)
{
    struct organisation copied = *organisation;
    copied.slug = memory_text(memory, organisation->slug);
    copied.name = memory_text(memory, organisation->name);
    copied.reference_prefix = memory_text(memory, organisation->reference_prefix);
    return copied;
}

static size_t slot_of(const struct uuid *id)
{
    return id->bytes[15] % ORGANISATIONS_KEPT;
}

static bool find_organisation(struct op *op, const struct uuid *id,
                              struct organisation *organisation)
{
    const size_t slot = slot_of(id);
    pthread_mutex_lock(&organisations.mutex);
    const bool fresh = organisations.slots[slot].memory &&
                       uuid_equal(&organisations.slots[slot].organisation.id, id) &&
                       clock_monotonic_ms() - organisations.slots[slot].read_ms < ORGANISATION_MS;
    if (fresh)
        *organisation = copy(op->memory, &organisations.slots[slot].organisation);
    pthread_mutex_unlock(&organisations.mutex);
    return fresh;
}

static void keep_organisation(const struct organisation *organisation)
{
    const size_t slot = slot_of(&organisation->id);
    pthread_mutex_lock(&organisations.mutex);
    talloc_free(organisations.slots[slot].memory);
    organisations.slots[slot].memory = talloc_new(NULL);
    organisations.slots[slot].read_ms = clock_monotonic_ms();
    organisations.slots[slot].organisation = copy(organisations.slots[slot].memory, organisation);
    pthread_mutex_unlock(&organisations.mutex);
}

enum fault organisation_of(struct op *op, const struct uuid *organisation_id,
                           struct organisation *organisation)
{
    if (find_organisation(op, organisation_id, organisation))
        return OK;
    TRY(organisation_by_id(op, organisation_id, organisation));
    keep_organisation(organisation);
    return OK;
}

void organisation_forget(const struct uuid *organisation_id)
{
    const size_t slot = slot_of(organisation_id);
    pthread_mutex_lock(&organisations.mutex);
    talloc_free(organisations.slots[slot].memory);
    organisations.slots[slot].memory = NULL;
    pthread_mutex_unlock(&organisations.mutex);
}
