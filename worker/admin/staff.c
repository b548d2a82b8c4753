/* People who work for organisations, and their roles. Their names and contacts are sealed. */
#include "common/base/words.h"
#include "common/json/staff_shapes.h"
#include "common/store/staff_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"
#include "worker/admin/staff_contact.h"

#include <string.h>

static unsigned bit(enum role role)
{
    return 1u << role;
}

/* One role of the list, or why it can't be had in an organisation. */
static enum fault take_role(struct op *op, const char *word, unsigned *wanted)
{
    const enum role role = (enum role)vocabulary_read(&roles, word);
    if (role == ROLE_NONE) {
        const char *known = roles.texts[1];
        for (size_t i = 2; i < roles.count; i++)
            if (i != ROLE_OPERATOR && i != ROLE_ANALYST)
                known = memory_printf(op->memory, "%s, %s", known, roles.texts[i]);
        return refuse(op, FAULT_PARAMETER_INVALID, "--roles", "\"%s\" is none of: %s", word, known);
    }
    if (role == ROLE_OPERATOR || role == ROLE_ANALYST)
        return refuse(op, FAULT_PARAMETER_INVALID, "--roles",
                      "%s is a role over all organisations, not in one", word);
    *wanted |= bit(role);
    return OK;
}

/* "ceo,handler" as bits. */
static enum fault roles_read(struct op *op, const char *text, unsigned *wanted)
{
    size_t count;
    const char **words = words_read(op->memory, text, ',', &count);
    *wanted = 0;
    for (size_t i = 0; i < count; i++)
        TRY(take_role(op, words[i], wanted));
    return OK;
}

/* Makes the person with these roles there and prints the id. A nil organisation is all of them. */
static enum fault create(struct op *op, const struct staff_details *details,
                         const struct uuid *organisation_id, unsigned wanted)
{
    const struct uuid id = uuid_new(op->now);

    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(staff_create(op, &id, shape_write(op->memory, &staff_details_shape, details)));
    for (enum role role = ROLE_NONE + 1; role < roles.count; role++)
        if (wanted & bit(role))
            TRY(staff_role_add(op, &id, organisation_id, role));
    TRY(tx_commit(&tx));
    char text[UUID_TEXT];
    uuid_text(&id, text);
    puts(text);
    return OK;
}

enum fault staff_create_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct staff_details details = { .name = argument_text(arguments, OPTION_NAME) };
    unsigned wanted;
    TRY(contact_read(op, arguments, &details));
    TRY(roles_read(op, argument_text(arguments, OPTION_ROLES), &wanted));
    TRY(organisation_chosen(op, arguments, &organisation));
    return create(op, &details, &organisation.id, wanted);
}

enum fault staff_analyst_command(struct op *op, const struct arguments *arguments)
{
    static const struct uuid all_organisations;
    const struct staff_details details = { .name = argument_text(arguments, OPTION_NAME) };
    return create(op, &details, &all_organisations, bit(ROLE_ANALYST));
}

/* Who stands in, and when. */
static void print_cover(const struct staff *staff)
{
    char deputy[UUID_TEXT], first[DAY_TEXT], last[DAY_TEXT];
    if (!uuid_is_nil(&staff->deputy_id)) {
        uuid_text(&staff->deputy_id, deputy);
        printf("\tdeputy %s", deputy);
    }
    if (staff->absent_from != NO_DAY) {
        day_text(staff->absent_from, first);
        day_text(staff->absent_to, last);
        printf("\tabsent %s %s", first, last);
    }
    putchar('\n');
}

enum fault staff_list_command(struct op *op, const struct arguments *arguments)
{
    struct uuid organisation_id;
    struct staff *staff;
    size_t count;
    TRY(place_chosen(op, arguments, &organisation_id));
    TRY(staff_list(op, &organisation_id, &staff, &count));
    for (size_t i = 0; i < count; i++) {
        struct staff_details details;
        char id[UUID_TEXT];
        TRY(shape_read(op, &staff_details_shape, staff[i].details, strlen(staff[i].details),
                       &details));
        uuid_text(&staff[i].id, id);
        printf("%s\t%s\t%s%s", id, staff[i].roles, details.name,
               staff[i].is_disabled ? "\tdisabled" : "");
        print_cover(&staff[i]);
    }
    return OK;
}
