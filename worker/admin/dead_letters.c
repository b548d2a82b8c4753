/* Events that nobody could react to, for a person to decide about. Rule: B4. */
#include "common/store/outbox_store.h"
#include "common/store/tx.h"
#include "worker/admin/commands.h"
#include "worker/admin/refusal.h"

enum { LIST_MAX = 1000 };

static void print_letter(const struct dead_letter *letter)
{
    char id[UUID_TEXT], case_id[UUID_TEXT];
    uuid_text(&letter->id, id);
    uuid_text(&letter->case_id, case_id);
    printf("%s\t%s\t%s\t%s\t%d\t%s\n", id, letter->topic,
           letter->organisation ? letter->organisation : "-", case_id, letter->attempt,
           letter->last_error ? letter->last_error : "-");
}

enum fault dead_letters_list_command(struct op *op, const struct arguments *arguments)
{
    (void)arguments;
    struct dead_letter *letters;
    size_t count;
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(outbox_dead_list(op, LIST_MAX, &letters, &count));
    for (size_t i = 0; i < count; i++)
        print_letter(&letters[i]);
    if (count == LIST_MAX)
        fprintf(stderr, "These are the oldest %d; there may be more.\n", LIST_MAX);
    return OK;
}

/* NOT_FOUND becomes a sentence. */
static enum fault told(struct op *op, const struct arguments *arguments, enum fault fault)
{
    if (fault != FAULT_NOT_FOUND)
        return fault;
    return refuse(op, fault, "ID", "there is no dead letter %s", arguments->operand);
}

enum fault dead_letters_show_command(struct op *op, const struct arguments *arguments)
{
    struct uuid id;
    struct dead_letter letter;
    TRY(operand_id(op, arguments, &id));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(told(op, arguments, outbox_dead_show(op, &id, &letter)));

    char text[UUID_TEXT], published_at[INSTANT_TEXT] = "never";
    uuid_text(&letter.id, text);
    printf("id            %s\ntopic         %s\n", text, letter.topic);
    uuid_text(&letter.organisation_id, text);
    printf("organisation  %s %s\n", text, letter.organisation ? letter.organisation : "-");
    uuid_text(&letter.case_id, text);
    if (letter.published_at != NO_INSTANT)
        instant_text(letter.published_at, published_at);
    printf("case          %s\nattempts      %d\nerror         %s\npublished     %s\n", text,
           letter.attempt, letter.last_error ? letter.last_error : "-", published_at);
    return OK;
}

static enum fault decide(struct op *op, const struct arguments *arguments,
                         enum fault (*decision)(struct op *, const struct uuid *))
{
    struct uuid id;
    TRY(operand_id(op, arguments, &id));
    SCOPED_TX tx = { 0 };
    TRY(tx_begin(op, &tx));
    TRY(told(op, arguments, decision(op, &id)));
    return tx_commit(&tx);
}

enum fault dead_letters_retry_command(struct op *op, const struct arguments *arguments)
{
    TRY(decide(op, arguments, outbox_dead_retry));
    fputs("A worker will try it again.\n", stderr);
    return OK;
}

enum fault dead_letters_drop_command(struct op *op, const struct arguments *arguments)
{
    TRY(decide(op, arguments, outbox_dead_drop));
    fputs("It is given up.\n", stderr);
    return OK;
}
