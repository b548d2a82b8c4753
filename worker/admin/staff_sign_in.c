/* How staff may sign in: as a subject of their organisation's provider, or not at all any more. */
#include "common/seal/identity_hash.h"
#include "common/store/identity_provider_store.h"
#include "common/store/staff_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <string.h>

/* The claim by which the organisation knows the subjects of an issuer. */
static enum fault subject_claim(struct op *op, const struct organisation *organisation,
                                const char *issuer, const char **claim)
{
    struct identity_provider *providers;
    size_t count;
    *claim = NULL;
    TRY(identity_provider_list(op, &organisation->id, &providers, &count));
    for (size_t i = 0; i < count; i++) {
        if (strcmp(providers[i].issuer, issuer) != 0)
            continue;
        if (*claim && strcmp(*claim, providers[i].subject_claim) != 0)
            return refuse(op, FAULT_ALREADY_EXISTS, "--issuer",
                          "%s has providers of it with different subject claims",
                          organisation->slug);
        *claim = providers[i].subject_claim;
    }
    if (*claim)
        return OK;
    return refuse(op, FAULT_NOT_FOUND, "--issuer",
                  "%s has no provider of this issuer; heed provider list shows them",
                  organisation->slug);
}

/* Who a subject is: a person, and what is kept of the subject. */
struct link {
    struct uuid staff_id;
    const char *issuer;
    unsigned char hash[HASH_BYTES];
};

static enum fault read_link(struct op *op, const struct arguments *arguments, struct link *link)
{
    struct organisation organisation;
    const char *claim;
    link->issuer = argument_text(arguments, OPTION_ISSUER);
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(staff_chosen(op, arguments, &organisation, &link->staff_id));
    TRY(subject_claim(op, &organisation, link->issuer, &claim));
    identity_hash(link->issuer, claim, argument_text(arguments, OPTION_SUBJECT), link->hash);
    return OK;
}

enum fault staff_link_command(struct op *op, const struct arguments *arguments)
{
    struct link link;
    TRY(read_link(op, arguments, &link));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = staff_identity_add(op, link.hash, link.issuer, &link.staff_id);
    if (fault == FAULT_ALREADY_EXISTS)
        return refuse(op, fault, "--subject", "is somebody already; heed staff unlink parts them");
    TRY(fault);
    TRY(tx_commit(&tx));
    fprintf(stderr, "Linked.\n");
    return OK;
}

enum fault staff_unlink_command(struct op *op, const struct arguments *arguments)
{
    struct link link;
    TRY(read_link(op, arguments, &link));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = staff_identity_drop(op, link.hash, link.issuer, &link.staff_id);
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "--subject", "is not this person");
    TRY(fault);
    TRY(tx_commit(&tx));
    fprintf(stderr, "Parted: what is signed for this subject is nobody's within seconds.\n");
    return OK;
}

static enum fault set_disabled(struct op *op, const struct arguments *arguments, bool disabled)
{
    const struct uuid staff_id = argument_id(arguments, OPTION_STAFF);
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = staff_disable(op, &staff_id, disabled);
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "--staff", "nobody with that id, or it is so already");
    TRY(fault);
    return tx_commit(&tx);
}

enum fault staff_disable_command(struct op *op, const struct arguments *arguments)
{
    TRY(set_disabled(op, arguments, true));
    fprintf(stderr, "The person can do nothing any more within seconds.\n");
    return OK;
}

enum fault staff_enable_command(struct op *op, const struct arguments *arguments)
{
    TRY(set_disabled(op, arguments, false));
    fprintf(stderr, "The person can sign in again.\n");
    return OK;
}
