#include "api/operations/read_procedure.h"

#include "common/casework/reference_data.h"
#include "common/publication/procedure_page.h"
#include "common/store/publication_store.h"

#include <pthread.h>
#include <string.h>

enum { PRINTS_KEPT = 64 };

/* Drawing takes a while and anybody may ask, so what was printed is kept; an organisation has one
 * slot, that of its id, and shares it with few others. */
static struct {
    pthread_mutex_t mutex;
    struct kept_print {
        void *memory; /* NULL: empty */
        const char *organisation;
        const char *organisation_name;
        const char *sha256;
        int version;
        struct procedure_print print;
    } slots[PRINTS_KEPT];
} prints = { .mutex = PTHREAD_MUTEX_INITIALIZER };

static struct kept_print *slot_of(const struct uuid *organisation_id)
{
    return &prints.slots[organisation_id->bytes[15] % PRINTS_KEPT];
}

static bool is_of(const struct kept_print *kept, const struct procedure_view *view)
{
    return kept->memory && kept->version == view->version &&
           strcmp(kept->organisation, view->organisation) == 0 &&
           strcmp(kept->organisation_name, view->organisation_name) == 0 &&
           strcmp(kept->sha256, view->sha256) == 0;
}

static bool find(struct op *op, const struct procedure_view *view, struct procedure_print *print)
{
    pthread_mutex_lock(&prints.mutex);
    const struct kept_print *kept = slot_of(&view->organisation_id);
    const bool is_found = is_of(kept, view);
    if (is_found) {
        print->page = memory_text(op->memory, kept->print.page);
        print->flow_chart = memory_text(op->memory, kept->print.flow_chart);
    }
    pthread_mutex_unlock(&prints.mutex);
    return is_found;
}

static void keep(const struct procedure_view *view, const struct procedure_print *print)
{
    void *memory = talloc_new(NULL);
    const struct kept_print kept = {
        .memory = memory,
        .organisation = memory_text(memory, view->organisation),
        .organisation_name = memory_text(memory, view->organisation_name),
        .sha256 = memory_text(memory, view->sha256),
        .version = view->version,
        .print = { .page = memory_text(memory, print->page),
                   .flow_chart = memory_text(memory, print->flow_chart) },
    };
    pthread_mutex_lock(&prints.mutex);
    struct kept_print *slot = slot_of(&view->organisation_id);
    talloc_free(slot->memory);
    *slot = kept;
    pthread_mutex_unlock(&prints.mutex);
}

enum fault read_organisation(struct op *op, const char *slug, struct organisation *organisation)
{
    struct uuid *id = NEW(op->memory, struct uuid);
    TRY(organisation_by_slug(op, slug, organisation));
    *id = organisation->id;
    op->scope = (struct scope){ id, 1 };
    return OK;
}

enum fault read_procedure(struct op *op, const char *slug, struct procedure_view *view)
{
    struct organisation organisation;
    struct published_procedure published;
    TRY(read_organisation(op, slug, &organisation));
    TRY(procedure_published(op, &organisation.id, organisation.procedure_version, &published));
    *view = (struct procedure_view){ .organisation = organisation.slug,
                                     .organisation_name = organisation.name,
                                     .organisation_id = organisation.id,
                                     .version = published.version,
                                     .sha256 = published.sha256,
                                     .activated_at = published.activated_at,
                                     .procedure = published.document };
    return OK;
}

enum fault print_procedure(struct op *op, const struct procedure_view *view,
                           struct procedure_print *print)
{
    const struct procedure *procedure;
    if (find(op, view, print))
        return OK;
    TRY(procedure_of(op, &view->organisation_id, view->version, &procedure));
    const struct publication publication = { .organisation_name = view->organisation_name,
                                             .procedure = procedure,
                                             .in_force_since = instant_day(view->activated_at) };
    TRY(publication_chart(op->memory, &publication, &print->flow_chart));
    print->page = publication_page(op->memory, &publication, print->flow_chart);
    keep(view, print);
    return OK;
}
