/* The websites that post cases, and their keys. */
#include "common/seal/credential.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <string.h>

enum { FINGERPRINT_DIGITS = 16 };

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

/* The site that --site names by its id or its name. */
static enum fault site_chosen(struct op *op, const struct arguments *arguments,
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

/* Makes the key and keeps its hash. */
static enum fault key_create(struct op *op, const struct arguments *arguments,
                             const struct organisation *organisation, char text[CREDENTIAL_TEXT])
{
    const int kind = argument_word(arguments, OPTION_KIND);
    const char *name = argument_text(arguments, OPTION_NAME);
    struct site site;
    enum credential_kind made;
    unsigned char hash[HASH_BYTES];
    credential_new(kind == KEY_KIND_SECRET ? CREDENTIAL_SECRET : CREDENTIAL_PUBLISHABLE, text);
    if (!credential_read(text, &made, hash))
        return FAULT_BUG;

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(site_chosen(op, arguments, organisation, &site));
    const struct api_key key = { .organisation_id = organisation->id,
                                 .site_id = site.id,
                                 .hash = hash,
                                 .kind = vocabulary_text(&key_kinds, kind),
                                 .name = name ? name : "" };
    TRY(api_key_create(op, &key, argument_number(arguments, OPTION_DAYS, 0)));
    return tx_commit(&tx);
}

enum fault key_create_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    char text[CREDENTIAL_TEXT];
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(key_create(op, arguments, &organisation, text));
    puts(text);
    fputs("This key is not shown again.\n", stderr);
    return OK;
}

static const char *day_of(struct op *op, instant at)
{
    if (at == NO_INSTANT)
        return "-";
    char *text = memory_alloc(op->memory, DAY_TEXT);
    day_text(instant_day(at), text);
    return text;
}

static const char *state_of(const struct api_key *key, instant now)
{
    if (key->revoked_at != NO_INSTANT)
        return "revoked";
    return key->expires_at != NO_INSTANT && key->expires_at <= now ? "expired" : "valid";
}

enum fault key_list_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct api_key *keys;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(api_key_list(op, &organisation.id, &keys, &count));
    for (size_t i = 0; i < count; i++)
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", keys[i].fingerprint, keys[i].kind,
               state_of(&keys[i], op->now), day_of(op, keys[i].created_at),
               day_of(op, keys[i].expires_at), keys[i].site_name, keys[i].name);
    return OK;
}

enum fault key_revoke_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    const char *fingerprint = arguments->operand;
    if (strlen(fingerprint) != FINGERPRINT_DIGITS ||
        strspn(fingerprint, "0123456789abcdef") != FINGERPRINT_DIGITS)
        return refuse(op, FAULT_PARAMETER_INVALID, "FINGERPRINT",
                      "must be 16 hexadecimal digits, as heed key list shows them");
    TRY(organisation_chosen(op, arguments, &organisation));

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = api_key_revoke(op, &organisation.id, fingerprint);
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "FINGERPRINT", "%s has no key %s that is not revoked already",
                      organisation.slug, fingerprint);
    TRY(fault);
    TRY(tx_commit(&tx));
    fprintf(stderr, "Key %s is revoked.\n", fingerprint);
    return OK;
}
