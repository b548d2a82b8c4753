/* The keys of websites. */
#include "worker/admin/keys.h"

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

enum fault key_rotate_chosen(struct op *op, const struct arguments *arguments,
                             const struct key *key, key_rotator *rotate)
{
    const int64_t overlap = argument_length(arguments, OPTION_OVERLAP, KEY_OVERLAP_USUAL);
    char text[CREDENTIAL_TEXT];
    struct key made = { .id = uuid_new(op->now) };
    if (overlap > KEY_OVERLAP_MOST)
        return refuse(op, FAULT_PARAMETER_INVALID, "--overlap", "must be at most P90D");
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

/* The scopes that --scope names, else all that the kind may have. */
static enum fault scopes_chosen(struct op *op, const struct arguments *arguments,
                                enum key_kind kind, unsigned *scopes)
{
    const unsigned most = key_kind_scopes(kind);
    const char *text = argument_text(arguments, OPTION_SCOPE);
    char *list = memory_text(op->memory, text), *rest = list;
    *scopes = text ? 0 : most;
    for (char *word = strsep(&rest, " "); word; word = strsep(&rest, " ")) {
        const unsigned scope = 1u << vocabulary_read(&key_scopes, word);
        if (!(scope & most))
            return refuse(op, FAULT_PARAMETER_INVALID, "--scope",
                          "\"%s\" is none that a %s key may have", word,
                          vocabulary_text(&key_kinds, (int)kind));
        *scopes |= scope;
    }
    return OK;
}

/* The origins that --origin names, separated by spaces; each must be one. */
static enum fault origins_chosen(struct op *op, const struct arguments *arguments,
                                 const char **origins)
{
    const char *text = argument_text(arguments, OPTION_ORIGIN);
    char *list = memory_text(op->memory, text), *rest = list;
    size_t count = 0;
    *origins = text ? text : "";
    for (char *word = strsep(&rest, " "); word; word = strsep(&rest, " ")) {
        if (!origin_is_valid(word))
            return refuse(op, FAULT_PARAMETER_INVALID, "--origin", "\"%s\" is none: %s", word,
                          ORIGIN_FORM);
        count++;
    }
    return count <= KEY_ORIGINS ? OK
                                : refuse(op, FAULT_PARAMETER_INVALID, "--origin",
                                         "may be given at most %d times", KEY_ORIGINS);
}

static enum fault key_wanted(struct op *op, const struct arguments *arguments,
                             const struct organisation *organisation, struct key *key)
{
    const char *name = argument_text(arguments, OPTION_NAME);
    struct site site;
    *key = (struct key){
        .id = uuid_new(op->now),
        .organisation_id = organisation->id,
        .kind = (enum key_kind)argument_word(arguments, OPTION_KIND),
        .name = name ? name : "",
        .created_at = op->now,
        .expires_at = end_after_days(op, argument_number(arguments, OPTION_DAYS, 0)),
    };
    TRY(scopes_chosen(op, arguments, key->kind, &key->scopes));
    TRY(origins_chosen(op, arguments, &key->origins));
    if (*key->origins && key->kind != KEY_KIND_PUBLISHABLE)
        return refuse(op, FAULT_PARAMETER_INVALID, "--origin", "is for publishable keys only");
    TRY(site_chosen(op, arguments, organisation, &site));
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
    if (key.kind == KEY_KIND_PUBLISHABLE && !*key.origins)
        fputs("No page may use it yet: heed key origins says whose may.\n", stderr);
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
    struct organisation organisation;
    struct key key;
    const char *origins;
    TRY(origins_chosen(op, arguments, &origins));
    TRY(organisation_chosen(op, arguments, &organisation));
    TRY(key_chosen(op, arguments, &organisation.id, false, &key));
    if (key.kind != KEY_KIND_PUBLISHABLE)
        return refuse(op, FAULT_PARAMETER_INVALID, "ID", "only publishable keys have origins");
    if (key.revoked_at != NO_INSTANT)
        return refuse_over(op, &key);
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(key_set_origins(op, &key, origins));
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
