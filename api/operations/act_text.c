/* What the service itself says in acts: declared in acting.h. */
#include "api/operations/acting.h"
#include "common/casework/redress_notice.h"
#include "common/casework/sealing.h"
#include "common/json/case_shapes.h"

static void add_text(struct op *op, struct acting *acting, const char *text)
{
    acting->text = acting->text ? memory_printf(op->memory, "%s\n\n%s", acting->text, text) : text;
}

/* The notice is written from the rules as they stand on its day. */
static enum fault add_redress_notice(struct op *op, struct acting *acting)
{
    struct case_content content = { .happened_on = NO_DAY };
    struct redress_notice notice;
    TRY(open_struct(op, &acting->key, place_of_content(&acting->record.file.id),
                    &acting->record.sealed_content, &case_content_shape, &content));
    TRY(redress_notice_for(op, &acting->record.file, content.happened_on, acting->facts.rule,
                           &notice));
    acting->facts.until = notice.limit_on;
    add_text(op, acting, notice.text);
    return OK;
}

/* Rule: A21. The same sentence in every letter about a person, whether anything was done or not. */
static void add_staff_sentence(struct op *op, struct acting *acting)
{
    if (acting->text && acting->life.has_subject)
        add_text(op, acting,
                 "We have dealt with this under our staff procedures and cannot share details.");
}

/* Rule: D11. What every subject has a right to. */
static void add_right_of_reply(struct op *op, struct acting *acting)
{
    char words[DAY_WORDS];
    add_text(
        op, acting,
        "You may reply, in writing or in person, and may bring somebody with you. What you say "
        "is heard before anything is decided.");
    if (acting->facts.until == NO_DAY)
        return;
    day_in_words(acting->facts.until, words);
    add_text(op, acting, memory_printf(op->memory, "Please reply by %s.", words));
}

enum fault act_text_complete(struct op *op, struct acting *acting)
{
    const enum event_type event = acting->call->event;
    if (event == EVENT_MEDIATION_OFFERED || event == EVENT_MEDIATION_REFERRED)
        add_text(op, acting, mediation_warning(op->memory));
    if (event == EVENT_SUBJECT_TOLD)
        add_right_of_reply(op, acting);
    if (event == EVENT_WRITTEN_OUTCOME || event == EVENT_SUBJECT_OUTCOME_TOLD)
        add_staff_sentence(op, acting);
    return event == EVENT_REDRESS_NOTICE ? add_redress_notice(op, acting) : OK;
}
