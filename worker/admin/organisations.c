#include "worker/admin/organisations.h"

#include "common/procedure/procedure_document.h"
#include "common/store/staff_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/redress.h"
#include "worker/admin/refusal.h"

#include <ctype.h>
#include <string.h>

enum { SLUG_MAX = 63, PREFIX_ATTEMPTS = 99 };

enum fault organisation_chosen(struct op *op, const struct arguments *arguments,
                               struct organisation *organisation)
{
    const char *slug = argument_text(arguments, OPTION_ORGANISATION);
    const enum fault fault = organisation_by_slug(op, slug, organisation);
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "--organisation",
                      "there is no organisation \"%s\"; heed organisation list shows them", slug);
    TRY(fault);
    struct uuid *id = NEW(op->memory, struct uuid);
    *id = organisation->id;
    op->scope = (struct scope){ id, 1 };
    return OK;
}

enum fault place_chosen(struct op *op, const struct arguments *arguments,
                        struct uuid *organisation_id)
{
    struct organisation organisation = { 0 };
    if (argument_is_given(arguments, OPTION_ORGANISATION))
        TRY(organisation_chosen(op, arguments, &organisation));
    *organisation_id = organisation.id;
    return OK;
}

enum fault colleague_chosen(struct op *op, const struct arguments *arguments,
                            enum option_name option, const struct organisation *organisation,
                            struct uuid *staff_id)
{
    bool has_role;
    *staff_id = argument_id(arguments, option);
    if (!argument_is_given(arguments, option))
        return OK;
    TRY(staff_has_role(op, staff_id, &organisation->id, &has_role));
    if (has_role)
        return OK;
    return refuse(op, FAULT_NOT_FOUND, memory_printf(op->memory, "--%s", option_text(option)),
                  "nobody in %s has that id; heed staff list shows them", organisation->slug);
}

enum fault staff_chosen(struct op *op, const struct arguments *arguments,
                        const struct organisation *organisation, struct uuid *staff_id)
{
    return colleague_chosen(op, arguments, OPTION_STAFF, organisation, staff_id);
}

static bool slug_is_valid(const char *slug)
{
    const size_t length = strlen(slug);
    if (length > SLUG_MAX || slug[0] == '-' || slug[length - 1] == '-')
        return false;
    return strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == length;
}

static enum fault check(struct op *op, const struct arguments *arguments)
{
    const char *prefix = argument_text(arguments, OPTION_PREFIX);
    if (!slug_is_valid(argument_text(arguments, OPTION_SLUG)))
        refuse(op, FAULT_PARAMETER_INVALID, "--slug",
               "must be at most 63 lower case letters, digits and hyphens between them");
    if (prefix && !reference_prefix_is_valid(prefix))
        refuse(op, FAULT_PARAMETER_INVALID, "--prefix",
               "must be two to eight upper case letters and digits, a letter first");
    return op->mistakes ? FAULT_PARAMETER_INVALID : OK;
}

/* The slug's letters and digits from its first letter on, in upper case; at most 'room' of them. */
static const char *prefix_of_slug(struct op *op, const char *slug, size_t room)
{
    char *prefix = memory_alloc(op->memory, room + 1);
    size_t length = 0;
    while (*slug && !isalpha((unsigned char)*slug))
        slug++;
    for (; *slug && length < room; slug++)
        if (isalnum((unsigned char)*slug))
            prefix[length++] = (char)toupper((unsigned char)*slug);
    return prefix;
}

/* "DEMO", then "DEMO2" and so on: the first that nobody has. */
static enum fault make_prefix(struct op *op, struct organisation *organisation)
{
    for (int number = 1; number <= PREFIX_ATTEMPTS; number++) {
        const char *ending = number == 1 ? "" : memory_printf(op->memory, "%d", number);
        const char *prefix = memory_printf(
            op->memory, "%s%s",
            prefix_of_slug(op, organisation->slug, REFERENCE_PREFIX_MAX - strlen(ending)), ending);
        bool is_taken;
        TRY(organisation_prefix_is_taken(op, prefix, &is_taken));
        if (!is_taken && reference_prefix_is_valid(prefix)) {
            organisation->reference_prefix = prefix;
            return OK;
        }
    }
    return refuse(op, FAULT_ALREADY_EXISTS, "--prefix",
                  "none can be made from the slug \"%s\": choose one", organisation->slug);
}

static enum fault choose_prefix(struct op *op, const struct arguments *arguments,
                                struct organisation *organisation)
{
    bool is_taken;
    organisation->reference_prefix = argument_text(arguments, OPTION_PREFIX);
    if (!organisation->reference_prefix)
        return make_prefix(op, organisation);
    TRY(organisation_prefix_is_taken(op, organisation->reference_prefix, &is_taken));
    if (!is_taken)
        return OK;
    return refuse(op, FAULT_ALREADY_EXISTS, "--prefix", "another organisation has \"%s\"",
                  organisation->reference_prefix);
}

static enum fault create(struct op *op, const struct arguments *arguments,
                         struct organisation *organisation)
{
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(choose_prefix(op, arguments, organisation));
    const enum fault fault = organisation_create(op, organisation, procedure_default);
    if (fault == FAULT_ALREADY_EXISTS)
        return refuse(op, fault, "--slug", "there is an organisation \"%s\" already",
                      organisation->slug);
    TRY(fault);
    TRY(redress_rules_import_default(op, &organisation->id));
    return tx_commit(&tx);
}

enum fault organisation_create_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation = {
        .id = uuid_new(op->now),
        .slug = argument_text(arguments, OPTION_SLUG),
        .name = argument_text(arguments, OPTION_NAME),
        .nation = (enum nation)argument_word(arguments, OPTION_NATION),
        .procedure_version = 1,
    };
    TRY(check(op, arguments));
    op->scope = (struct scope){ &organisation.id, 1 };
    const enum fault fault = create(op, arguments, &organisation);
    op->scope = (struct scope){ 0 };
    TRY(fault);

    char id[UUID_TEXT];
    uuid_text(&organisation.id, id);
    puts(id);
    fprintf(stderr, "References of %s begin with %s-.\n", organisation.slug,
            organisation.reference_prefix);
    return OK;
}

enum fault organisation_list_command(struct op *op, const struct arguments *arguments)
{
    (void)arguments;
    struct organisation *list;
    size_t count;
    TRY(organisation_list(op, &list, &count));
    for (size_t i = 0; i < count; i++) {
        char id[UUID_TEXT];
        uuid_text(&list[i].id, id);
        printf("%s\t%s\t%s\t%d\t%s\t%s\n", list[i].slug, list[i].reference_prefix,
               nation_text(list[i].nation), list[i].procedure_version, id, list[i].name);
    }
    return OK;
}
