#include "worker/admin/staff_contact.h"

#include "common/store/staff_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <string.h>

/* What people write of a number: digits, what stands between them, and an extension. */
static bool telephone_is_good(const char *text)
{
    return !text || (strlen(text) <= STAFF_TELEPHONE_CHARS && strpbrk(text, "0123456789") &&
                     strspn(text, "0123456789 +-()./,extEXT") == strlen(text));
}

/* Whether mail goes there is for the organisation to try: this finds slips of the hand. */
static bool email_is_good(const char *text)
{
    const char *at = text ? strchr(text, '@') : NULL;
    return !text || (strlen(text) <= STAFF_EMAIL_CHARS && !strpbrk(text, " ,;<>\"\\") && at &&
                     at > text && at[1] && !strchr(at + 1, '@'));
}

enum fault contact_read(struct op *op, const struct arguments *arguments,
                        struct staff_details *details)
{
    details->telephone = argument_text(arguments, OPTION_TELEPHONE);
    details->email = argument_text(arguments, OPTION_EMAIL);
    if (!telephone_is_good(details->telephone))
        mistake_add(op, "--telephone", "invalid",
                    memory_printf(op->memory,
                                  "must be a number such as \"01632 960001 ext 12\", at most %d "
                                  "characters",
                                  STAFF_TELEPHONE_CHARS));
    if (!email_is_good(details->email))
        mistake_add(op, "--email", "invalid",
                    memory_printf(op->memory,
                                  "must be an address such as ann@example.org, at most %d "
                                  "characters",
                                  STAFF_EMAIL_CHARS));
    return op->mistakes ? FAULT_PARAMETER_INVALID : OK;
}

/* The name stays as it is. */
static enum fault change(struct op *op, const struct uuid *staff_id,
                         const struct staff_details *contact)
{
    struct staff_details details;
    const char *text;
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(staff_details_read(op, staff_id, &text));
    TRY(shape_read(op, &staff_details_shape, text, strlen(text), &details));
    details.telephone = contact->telephone;
    details.email = contact->email;
    TRY(staff_details_change(op, staff_id,
                             shape_write(op->memory, &staff_details_shape, &details)));
    return tx_commit(&tx);
}

enum fault staff_contact_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct staff_details contact = { 0 };
    struct uuid staff_id;
    TRY(contact_read(op, arguments, &contact));
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(staff_chosen(op, arguments, &organisation, &staff_id));
    TRY(change(op, &staff_id, &contact));
    fprintf(stderr, "%s\n",
            contact.telephone || contact.email
                ? "Those who complained are told this contact where they are told the person."
                : "Those who complained are told no contact of the person any more.");
    return OK;
}
