/* The websites that post cases. */
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

enum fault site_create_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    TRY(organisation_chosen(op, arguments, &organisation));
    const struct site site = { .id = uuid_new(op->now),
                               .organisation_id = organisation.id,
                               .name = argument_text(arguments, OPTION_NAME) };

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = site_create(op, &site);
    if (fault == FAULT_ALREADY_EXISTS)
        return refuse(op, fault, "--name", "%s has a site \"%s\" already", organisation.slug,
                      site.name);
    TRY(fault);
    TRY(tx_commit(&tx));
    char id[UUID_TEXT];
    uuid_text(&site.id, id);
    puts(id);
    return OK;
}

enum fault site_list_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct site *sites;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(site_list(op, &organisation.id, &sites, &count));
    for (size_t i = 0; i < count; i++) {
        char id[UUID_TEXT];
        uuid_text(&sites[i].id, id);
        printf("%s\t%s\n", id, sites[i].name);
    }
    return OK;
}

enum fault site_chosen(struct op *op, const struct arguments *arguments,
                       const struct organisation *organisation, struct site *site)
{
    const char *text = argument_text(arguments, OPTION_SITE);
    struct uuid id;
    const enum fault fault = uuid_read(text, &id) ? site_by_id(op, &organisation->id, &id, site)
                                                  : site_by_name(op, &organisation->id, text, site);
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "--site", "%s has no site \"%s\"; heed site list shows them",
                      organisation->slug, text);
    return fault;
}
