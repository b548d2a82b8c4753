/* The tokens of staff. */
#include "common/store/key_store.h"
#include "common/store/staff_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/keys.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <limits.h>

enum { TOKEN_DAYS = 365 };

/* A token for somebody who has a role there. */
static enum fault make(struct op *op, const struct key *wanted, char text[CREDENTIAL_TEXT])
{
    bool has_role;
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(staff_has_role(op, &wanted->staff_id, &wanted->organisation_id, &has_role));
    if (!has_role)
        return refuse(op, FAULT_NOT_FOUND, "--staff", "nobody with that id has a role %s",
                      uuid_is_nil(&wanted->organisation_id)
                          ? "over all organisations; is --organisation missing?"
                          : "in the organisation");
    TRY(token_make(op, wanted, text));
    return tx_commit(&tx);
}

enum fault staff_token_create_command(struct op *op, const struct arguments *arguments)
{
    const int days = argument_number(arguments, OPTION_DAYS, TOKEN_DAYS);
    const char *name = argument_text(arguments, OPTION_NAME);
    struct key token = { .id = uuid_new(op->now),
                         .kind = KEY_KIND_STAFF,
                         .staff_id = argument_id(arguments, OPTION_STAFF),
                         .name = name ? name : "",
                         .created_at = op->now,
                         .expires_at = end_after_days(op, days) };
    char text[CREDENTIAL_TEXT];
    TRY(place_chosen(op, arguments, &token.organisation_id));
    TRY(make(op, &token, text));
    puts(text);
    fprintf(stderr, "This token is not shown again. It ends in %d days.\n", days);
    return OK;
}

enum fault staff_token_list_command(struct op *op, const struct arguments *arguments)
{
    static const enum key_kind kind[] = { KEY_KIND_STAFF };
    struct key_filter filter = { .kinds = kind, .kind_count = COUNT(kind), .limit = INT_MAX };
    struct key *tokens;
    size_t count;
    TRY(place_chosen(op, arguments, &filter.organisation_id));
    TRY(key_list(op, &filter, &tokens, &count));
    for (size_t i = 0; i < count; i++)
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\n", param_uuid(op, &tokens[i].id),
               vocabulary_text(&key_states, (int)key_state(&tokens[i], op->now)),
               day_or_none(op, tokens[i].created_at), day_or_none(op, tokens[i].expires_at),
               day_or_none(op, tokens[i].last_used_at), param_uuid(op, &tokens[i].staff_id),
               tokens[i].name);
    return OK;
}

static enum fault token_chosen(struct op *op, const struct arguments *arguments, struct key *token)
{
    struct uuid organisation_id;
    TRY(place_chosen(op, arguments, &organisation_id));
    return key_chosen(op, arguments, &organisation_id, true, token);
}

enum fault staff_token_rotate_command(struct op *op, const struct arguments *arguments)
{
    struct key token;
    TRY(token_chosen(op, arguments, &token));
    return key_rotate_chosen(op, arguments, &token, token_rotate);
}

enum fault staff_token_revoke_command(struct op *op, const struct arguments *arguments)
{
    struct key token;
    TRY(token_chosen(op, arguments, &token));
    return key_revoke_chosen(op, &token);
}
