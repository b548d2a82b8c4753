/* The providers with which staff of an organisation sign in. */
#include "common/base/config.h"
#include "common/json/provider_shapes.h"
#include "common/store/identity_provider_store.h"
#include "common/store/tx.h"
#include "common/token/discovery.h"
#include "common/token/signature.h"
#include "worker/admin/commands.h"
#include "worker/admin/file_text.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <string.h>

#define DEFAULT_SUBJECT "sub"
#define DEFAULT_ROLES "roles"

/* What no shape can tell. */
static enum fault check(struct op *op, const struct provider_text *provider)
{
    if (!fetch_may_ask(provider->issuer) || strpbrk(provider->issuer, "?#"))
        mistake_add(op, "/issuer", "address", "must be an https:// address without a query");
    if (provider->keys_url && !fetch_may_ask(provider->keys_url))
        mistake_add(op, "/keys_url", "address", "must be an https:// address");
    for (size_t i = 0; i < provider->role_count; i++)
        if (provider->roles[i].role == ROLE_OPERATOR || provider->roles[i].role == ROLE_ANALYST)
            mistake_add(op, memory_printf(op->memory, "/roles/%zu/role", i), "not_given",
                        "is a role over all organisations, which no provider gives");
    return op->mistakes ? FAULT_FIELDS_INVALID : OK;
}

static enum fault read_provider(struct op *op, const char *path, struct provider_text *provider)
{
    struct file_text file;
    fetch_setup(config_number(HEED_PROVIDER_LOOPBACK) != 0);
    TRY(file_text_read(op, path, &file));
    TRY(shape_read(op, &provider_text_shape, file.text, file.length, provider));
    return check(op, provider);
}

static enum fault map(struct op *op, const struct identity_provider *provider,
                      const struct provider_text *text)
{
    const char **values = NEW_ARRAY(op->memory, const char *, text->role_count);
    enum role *meanings = NEW_ARRAY(op->memory, enum role, text->role_count);
    for (size_t i = 0; i < text->role_count; i++) {
        values[i] = text->roles[i].value;
        meanings[i] = text->roles[i].role;
    }
    return identity_provider_map(op, provider, values, meanings, text->role_count);
}

static enum fault save(struct op *op, const struct organisation *organisation,
                       const struct provider_text *text, struct identity_provider *provider)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = identity_provider_save(op, provider);
    if (fault == FAULT_ALREADY_EXISTS)
        return refuse(op, fault, "/audience",
                      "%s has a provider of this issuer and audience already", organisation->slug);
    if (fault == FAULT_KEYS_ELSEWHERE)
        return refuse(op, fault, "/keys_url",
                      "is another than the address that is used for this issuer already");
    TRY(fault);
    TRY(map(op, provider, text));
    return tx_commit(&tx);
}

enum fault provider_add_command(struct op *op, const struct arguments *arguments)
{
    struct provider_text text;
    struct organisation organisation;
    char id[UUID_TEXT];
    TRY(read_provider(op, arguments->operand, &text));
    TRY(organisation_chosen(op, arguments, &organisation));
    struct identity_provider provider = {
        .organisation_id = organisation.id,
        .id = uuid_new(op->now),
        .issuer = text.issuer,
        .audience = text.audience,
        .keys_url = text.keys_url,
        .subject_claim = text.subject_claim ? text.subject_claim : DEFAULT_SUBJECT,
        .roles_claim = text.roles_claim ? text.roles_claim : DEFAULT_ROLES,
        .needs_access_type = text.needs_access_type,
        .admits_newcomers = text.admits_newcomers,
    };
    TRY(save(op, &organisation, &text, &provider));
    uuid_text(&provider.id, id);
    puts(id);
    return OK;
}

enum fault provider_list_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct identity_provider *providers;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(identity_provider_list(op, &organisation.id, &providers, &count));
    for (size_t i = 0; i < count; i++) {
        char id[UUID_TEXT];
        uuid_text(&providers[i].id, id);
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", id, providers[i].issuer, providers[i].audience,
               providers[i].subject_claim, providers[i].roles_claim,
               providers[i].needs_access_type ? "at+jwt" : "-",
               providers[i].admits_newcomers ? "newcomers" : "-", providers[i].mapping);
    }
    return OK;
}

enum fault provider_remove_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct uuid id;
    TRY(operand_id(op, arguments, &id));
    TRY(organisation_chosen(op, arguments, &organisation));

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = identity_provider_remove(op, &organisation.id, &id);
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "ID", "%s has no such provider; heed provider list shows them",
                      organisation.slug);
    TRY(fault);
    TRY(tx_commit(&tx));
    fprintf(stderr, "Its tokens count no more.\n");
    return OK;
}

/* Why nobody can sign in with it now. */
static enum fault tell_failure(struct op *op, const char *what, const struct discovered *found)
{
    if (found->end != DISCOVERY_NOT_FETCHED)
        return refuse(op, FAULT_PROVIDER, what, "%s: %s", found->address,
                      discovery_end_meaning(found->end));
    if (found->outcome == FETCH_STATUS)
        return refuse(op, FAULT_PROVIDER, what, "%s: %s but %ld", found->address,
                      fetch_outcome_meaning(found->outcome), found->status);
    return refuse(op, FAULT_PROVIDER, what, "%s: %s", found->address,
                  fetch_outcome_meaning(found->outcome));
}

enum fault provider_check_command(struct op *op, const struct arguments *arguments)
{
    struct provider_text text;
    signature_setup();
    TRY(read_provider(op, arguments->operand, &text));
    const struct discovered found = discover(op, text.issuer, text.keys_url);
    if (found.end)
        return tell_failure(op, arguments->operand, &found);
    printf("%s\t%zu keys\t%zu passed over\n", found.address, found.keys.count, found.keys.unusable);
    for (size_t i = 0; i < found.keys.count; i++)
        printf("%s\t%s\n", algorithm_text(found.keys.keys[i].algorithm),
               found.keys.keys[i].id ? found.keys.keys[i].id : "-");
    return OK;
}
