/* The keys of websites. */
#include "worker/admin/keys.h"

#include "common/base/words.h"
#include "common/store/key_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/organisations.h"
#include "worker/admin/refusal.h"

#include <limits.h>
#include <string.h>

static const enum key_kind site_kinds[] = { KEY_KIND_SECRET, KEY_KIND_PUBLISHABLE };

const char *day_or_none(struct op *op, instant at)
{
    if (at == NO_INSTANT)
        return "-";
    char *text = memory_alloc(op->memory, DAY_TEXT);
    day_text(instant_day(at), text);
    return text;
}

instant end_after_days(const struct op *op, int days)
{
    return days ? op->now + days * DAY_LENGTH : NO_INSTANT;
}

enum fault key_chosen(struct op *op, const struct arguments *arguments,
                      const struct uuid *organisation_id, bool is_token, struct key *key)
{
    struct uuid id;
    TRY(operand_id(op, arguments, &id));
    enum fault fault = key_by_id(op, organisation_id, &id, key);
    if (!fault && (key->kind == KEY_KIND_STAFF) != is_token)
        fault = FAULT_NOT_FOUND;
    if (fault == FAULT_NOT_FOUND)
        return refuse(op, fault, "ID", "there is no such %s; heed %s list shows them",
                      is_token ? "token" : "key", is_token ? "staff token" : "key");
    return fault;
}

static enum fault refuse_over(struct op *op, const struct key *key)
{
    return refuse(op, FAULT_KEY_OVER, "ID", "it is %s already",
                  vocabulary_text(&key_states, (int)key_state(key, op->now)));
}

enum fault overlap_chosen(struct op *op, const struct arguments *arguments, int64_t *overlap)
{
    *overlap = argument_length(arguments, OPTION_OVERLAP, KEY_OVERLAP_USUAL);
    return *overlap > KEY_OVERLAP_MOST
               ? refuse(op, FAULT_PARAMETER_INVALID, "--overlap", "must be at most P%dD",
                        (int)(KEY_OVERLAP_MOST / DAY_LENGTH))
               : OK;
}

enum fault key_rotate_chosen(struct op *op, const struct arguments *arguments,
                             const struct key *key, key_rotator *rotate)
{
    char text[CREDENTIAL_TEXT];
    struct key made = { .id = uuid_new(op->now) };
    int64_t overlap;
    TRY(overlap_chosen(op, arguments, &overlap));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = rotate(op, key, overlap, &made, text);
    if (fault == FAULT_KEY_OVER)
        return refuse_over(op, key);
    TRY(fault);
    TRY(tx_commit(&tx));
    puts(text);
    fprintf(stderr, "This one is not shown again. The old one ends on %s, unless sooner.\n",
            day_or_none(op, op->now + overlap));
    return OK;
}

enum fault key_revoke_chosen(struct op *op, const struct key *key)
{
    if (key->revoked_at != NO_INSTANT)
        return refuse_over(op, key);
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(key_revoke(op, key));
    TRY(tx_commit(&tx));
    fputs("It is revoked.\n", stderr);
    return OK;
}

/* Mistakes name the options instead of the members of a request. */
static enum fault key_mistakes(struct op *op)
{
    static const char *const names[][2] = { { "/scopes", "--scope" },
                                            { "/origins", "--origin" },
                                            { "/expires_at", "--days" } };
    for (size_t i = 0; op->mistakes && i < op->mistakes->count; i++)
        for (size_t name = 0; name < COUNT(names); name++) {
            const char **pointer = &op->mistakes->list[i].pointer;
            if (strncmp(*pointer, names[name][0], strlen(names[name][0])) == 0)
                *pointer = names[name][1];
        }
    return mistakes_found(op) ? FAULT_PARAMETER_INVALID : OK;
}

static enum fault scopes_chosen(struct op *op, const struct arguments *arguments,
                                struct key_request *request)
{
    const char **words =
        words_read(op->memory, argument_text(arguments, OPTION_SCOPE), ' ', &request->scope_count);
    enum key_scope *scopes = NEW_ARRAY(op->memory, enum key_scope, request->scope_count);
    for (size_t i = 0; i < request->scope_count; i++) {
        scopes[i] = (enum key_scope)vocabulary_read(&key_scopes, words[i]);
        if (!scopes[i])
            return refuse(op, FAULT_PARAMETER_INVALID, "--scope", "\"%s\" is no scope", words[i]);
    }
    request->scopes = scopes;
    return OK;
}

static struct key_origins origins_chosen(struct op *op, const struct arguments *arguments)
{
    struct key_origins chosen;
    chosen.origins =
        words_read(op->memory, argument_text(arguments, OPTION_ORIGIN), ' ', &chosen.origin_count);
    return chosen;
}

static enum fault key_wanted(struct op *op, const struct arguments *arguments,
                             const struct organisation *organisation, struct key *key)
{
    const struct key_origins origins = origins_chosen(op, arguments);
    struct key_request request = {
        .kind = (enum key_kind)argument_word(arguments, OPTION_KIND),
        .name = argument_text(arguments, OPTION_NAME),
        .origins = origins.origins,
        .origin_count = origins.origin_count,
        .expires_at = end_after_days(op, argument_number(arguments, OPTION_DAYS, 0)),
    };
    struct site site;
    TRY(scopes_chosen(op, arguments, &request));
    key_request_check(op, &request, key);
    TRY(key_mistakes(op));
    TRY(site_chosen(op, arguments, organisation, &site));
    key->id = uuid_new(op->now);
    key->organisation_id = organisation->id;
    key->site_id = site.id;
    return OK;
}

enum fault key_create_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct key key;
    char text[CREDENTIAL_TEXT];
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(key_wanted(op, arguments, &organisation, &key));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(key_make(op, &key, text));
    TRY(tx_commit(&tx));
    puts(text);
    fputs("This key is not shown again.\n", stderr);
    return OK;
}

static const char *scope_words(struct op *op, unsigned scopes)
{
    const char *words = "";
    for (int scope = KEY_SCOPE_NONE + 1; scope < KEY_SCOPE_COUNT; scope++)
        if (scopes & 1u << scope)
            words = memory_printf(op->memory, "%s%s%s", words, *words ? " " : "",
                                  vocabulary_text(&key_scopes, scope));
    return words;
}

enum fault key_list_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct key *keys;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    const struct key_filter filter = { organisation.id, site_kinds, COUNT(site_kinds),
                                       .limit = INT_MAX };
    TRY(key_list(op, &filter, &keys, &count));
    for (size_t i = 0; i < count; i++)
        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", param_uuid(op, &keys[i].id),
               vocabulary_text(&key_kinds, (int)keys[i].kind),
               vocabulary_text(&key_states, (int)key_state(&keys[i], op->now)),
               day_or_none(op, keys[i].created_at), day_or_none(op, keys[i].expires_at),
               day_or_none(op, keys[i].last_used_at), keys[i].site_name, keys[i].name,
               scope_words(op, keys[i].scopes), keys[i].origins);
    return OK;
}

enum fault key_rotate_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct key key;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(key_chosen(op, arguments, &organisation.id, false, &key));
    return key_rotate_chosen(op, arguments, &key, key_rotate);
}

enum fault key_revoke_command(struct op *op, const struct arguments *arguments)
{
    struct organisation organisation;
    struct key key;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(key_chosen(op, arguments, &organisation.id, false, &key));
    return key_revoke_chosen(op, &key);
}

enum fault key_origins_command(struct op *op, const struct arguments *arguments)
{
    const struct key_origins chosen = origins_chosen(op, arguments);
    struct organisation organisation;
    struct key key;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(key_chosen(op, arguments, &organisation.id, false, &key));
    const char *origins = key_origins_check(op, key.kind, &chosen);
    TRY(key_mistakes(op));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    const enum fault fault = key_set_origins(op, &key, origins);
    if (fault == FAULT_KEY_OVER)
        return refuse_over(op, &key);
    TRY(fault);
    return tx_commit(&tx);
}

enum fault key_changes_command(struct op *op, const struct arguments *arguments)
{
    const struct uuid all = { 0 };
    struct organisation organisation;
    struct key_change_row *changes;
    size_t count;
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(key_changes_of(op, &organisation.id, &all, &changes, &count));
    for (size_t i = 0; i < count; i++) {
        char at[INSTANT_TEXT];
        instant_text(changes[i].changed_at, at);
        printf("%s\t%s\t%s\t%s\t%s\n", at, param_uuid(op, &changes[i].key_id),
               vocabulary_text(&key_changes, (int)changes[i].change),
               uuid_is_nil(&changes[i].staff_id) ? "-" : param_uuid(op, &changes[i].staff_id),
               changes[i].origins ? changes[i].origins : "");
    }
    return OK;
}
