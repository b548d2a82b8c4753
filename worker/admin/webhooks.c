/* Where sites are told of changes to their cases. Rule: B10. */
#include "common/base/config.h"
#include "common/seal/webhook_secret.h"
#include "common/store/tx.h"
#include "common/store/webhook_store.h"
#include "common/web/posting.h"
#include "common/web/reach.h"
#include "common/web/web_address.h"
#include "worker/admin/commands.h"
#include "worker/admin/keys.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

enum { LISTED = 200 };

static enum fault url_chosen(struct op *op, const struct arguments *arguments, const char **url)
{
    const char *allowed = config_text(HEED_WEBHOOK_ALLOW);
    *url = argument_text(arguments, OPTION_URL);
    if (!reach_setup(allowed))
        return refuse(op, FAULT_PARAMETER_INVALID, "HEED_WEBHOOK_ALLOW",
                      "must be addresses or networks, not \"%s\"", allowed);
    if (posting_may_go(*url))
        return OK;
    return refuse(op, FAULT_PARAMETER_INVALID, "--url",
                  "must be https://, of a host of the internet, with neither user nor fragment and "
                  "at most %d characters; http:// and networks of your own only where "
                  "HEED_WEBHOOK_ALLOW names them",
                  WEB_ADDRESS_CHARS);
}

static enum fault add_secret(struct op *op, struct tx *tx, const struct webhook_endpoint *endpoint,
                             instant others_end_at, const char **secret)
{
    *secret = webhook_secret_new(op->memory);
    TRY(webhook_secret_add(op, endpoint, *secret, others_end_at));
    return tx_commit(tx);
}

enum fault webhook_create_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct site site;
    struct webhook_endpoint endpoint = { .id = uuid_new(op->now) }, *made;
    const char *secret;
    size_t count;
    TRY(url_chosen(op, arguments, &endpoint.url));
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(site_chosen(op, arguments, &organisation, &site));
    endpoint.organisation_id = organisation.id;
    endpoint.site_id = site.id;
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(webhook_endpoint_add(op, &endpoint));
    TRY(webhook_endpoint_list(op, &endpoint.organisation_id, &endpoint.id, &made, &count));
    TRY(add_secret(op, &tx, &endpoint, op->now, &secret));
    printf("%s\t%s\n", param_uuid(op, &endpoint.id), secret);
    fputs("The secret is not shown again.\n", stderr);
    if (!made->site_reads)
        fputs("Nothing is sent yet: the site has no key of the scope cases:status.\n", stderr);
    return OK;
}

static enum fault no_such(struct op *op, const char *what)
{
    return refuse(op, FAULT_NOT_FOUND, "ID", "%s; heed webhook list shows them", what);
}

/* Of the organisation that is named the endpoint that the operand names. */
static enum fault endpoint_chosen(struct op *op, const struct arguments *arguments,
                                  struct webhook_endpoint *endpoint)
{
    struct organisation organisation;
    struct webhook_endpoint *found;
    struct uuid id;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(operand_id(op, arguments, &id));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(webhook_endpoint_list(op, &organisation.id, &id, &found, &count));
    if (!count)
        return no_such(op, "there is no such endpoint");
    *endpoint = *found;
    return tx_commit(&tx);
}

enum fault webhook_rotate_command(struct op *op, const struct arguments *arguments)
{
    struct webhook_endpoint endpoint;
    const char *secret;
    int64_t overlap;
    TRY(overlap_chosen(op, arguments, &overlap));
    TRY(endpoint_chosen(op, arguments, &endpoint));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(add_secret(op, &tx, &endpoint, op->now + overlap, &secret));
    puts(secret);
    fprintf(stderr, "This one is not shown again. The old one signs too until %s, unless sooner.\n",
            day_or_none(op, op->now + overlap));
    return OK;
}

static const char *why_nothing_is_sent(const struct webhook_endpoint *endpoint)
{
    if (endpoint->disabled_by)
        return endpoint->disabled_by;
    return endpoint->site_reads ? "-" : "no_key";
}

enum fault webhook_list_command(struct op *op, const struct arguments *arguments)
{
    const struct uuid any = { 0 };
    struct organisation organisation;
    struct webhook_endpoint *endpoints;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(webhook_endpoint_list(op, &organisation.id, &any, &endpoints, &count));
    for (size_t i = 0; i < count; i++)
        printf("%s\t%s\t%s\t%d\t%s\t%s\n", param_uuid(op, &endpoints[i].id),
               why_nothing_is_sent(&endpoints[i]), day_or_none(op, endpoints[i].created_at),
               endpoints[i].secrets, endpoints[i].site_name, endpoints[i].url);
    return tx_commit(&tx);
}

static enum fault disable(struct op *op, const struct uuid *organisation_id, const struct uuid *id)
{
    return webhook_endpoint_disable(op, organisation_id, id, "administrator");
}

typedef enum fault endpoint_change(struct op *op, const struct uuid *organisation_id,
                                   const struct uuid *id);

static enum fault change(struct op *op, const struct arguments *arguments, endpoint_change *do_it,
                         const char *otherwise)
{
    struct webhook_endpoint endpoint;
    TRY(endpoint_chosen(op, arguments, &endpoint));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = do_it(op, &endpoint.organisation_id, &endpoint.id);
    if (fault == FAULT_NOT_FOUND)
        return no_such(op, otherwise);
    TRY(fault);
    return tx_commit(&tx);
}

enum fault webhook_disable_command(struct op *op, const struct arguments *arguments)
{
    return change(op, arguments, disable, "it is disabled already");
}

enum fault webhook_enable_command(struct op *op, const struct arguments *arguments)
{
    return change(op, arguments, webhook_endpoint_enable, "it is not disabled");
}

enum fault webhook_delete_command(struct op *op, const struct arguments *arguments)
{
    return change(op, arguments, webhook_endpoint_delete, "there is no such endpoint");
}

static const char *at_or_none(struct op *op, instant at)
{
    return at == NO_INSTANT ? "-" : param_instant(op, at);
}

enum fault webhook_deliveries_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct site site = { .name = "" };
    struct webhook_delivery *found;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    if (argument_is_given(arguments, OPTION_SITE))
        TRY(site_chosen(op, arguments, &organisation, &site));
    const struct webhook_filter filter = { .organisation_id = organisation.id,
                                           .site_id = site.id,
                                           .limit = LISTED };
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(webhook_delivery_list(op, &filter, &found, &count));
    for (size_t i = 0; i < count; i++)
        printf("%s\t%s\t%s\t%s\t%s\t%d\t%d\t%s\t%s\n", param_uuid(op, &found[i].id),
               vocabulary_text(&webhook_types, (int)found[i].type), found[i].reference,
               at_or_none(op, found[i].changed_at),
               vocabulary_text(&webhook_states, (int)found[i].state), found[i].attempts,
               found[i].last_status, found[i].last_outcome ? found[i].last_outcome : "-",
               at_or_none(op, found[i].next_attempt_at));
    return tx_commit(&tx);
}
