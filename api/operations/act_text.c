/* What the service itself says in acts: declared in acting.h. */
#include "api/operations/acting.h"
#include "common/casework/redress_notice.h"
#include "common/casework/sealing.h"
#include "common/domain/event_trait.h"
#include "common/json/case_shapes.h"

#include <string.h>

static void add_text(struct op *op, struct acting *acting, const char *text)
{
    acting->text = acting->text ? memory_printf(op->memory, "%s\n\n%s", acting->text, text) : text;
}

/* The notice is written from the rules as they stand on its day. */
static enum fault write_redress_notice(struct op *op, const struct acting *acting, const char *rule,
                                       struct redress_notice *notice)
{
    struct case_content content = { .happened_on = NO_DAY };
    TRY(open_struct(op, &acting->key, place_of_content(&acting->record.file.id),
                    &acting->record.sealed_content, &case_content_shape, &content));
    return redress_notice_for(op, &acting->record.file, content.happened_on, rule, notice);
}

static enum fault add_redress_notice(struct op *op, struct acting *acting)
{
    struct redress_notice notice;
    TRY(write_redress_notice(op, acting, acting->facts.rule, &notice));
    acting->facts.until = notice.limit_on;
    add_text(op, acting, notice.text);
    return OK;
}

/* Whether the act tells of a decision with which whoever complained has not agreed, and which the
 * first stage has not brought about. */
static bool tells_unresolved(const struct acting *acting)
{
    const enum event_type event = acting->call->event;
    const struct case_file *file = &acting->record.file;
    const bool is_declined = event == EVENT_DECLINED || acting->life.is_declined;
    if (file->kind != KIND_COMPLAINT ||
        (!is_declined && procedure_stage(acting->procedure, file->stage) == 0))
        return false;
    if (event == EVENT_WRITTEN_OUTCOME)
        return acting->life.is_unresolved;
    return event_is_unresolved(event) && acting->call->request.sent_on != NO_DAY;
}

/* Rule: C13. The notice is repeated with each unresolved decision. */
static enum fault repeat_redress_notice(struct op *op, struct acting *acting)
{
    struct redress_notice notice;
    if (!tells_unresolved(acting))
        return OK;
    TRY(write_redress_notice(op, acting, NULL, &notice));
    if (acting->call->event == EVENT_WRITTEN_OUTCOME)
        add_text(op, acting, notice.text);
    else
        acting->letter = notice.text;
    return OK;
}

static bool was_shown(const struct case_life *life, const char *code)
{
    for (size_t i = 0; i < life->notice_count; i++)
        if (strcmp(life->notices_shown[i].code, code) == 0)
            return true;
    return false;
}

/* What is assured, and where it ends. That it is harder without a name is for whoever gave none. */
static bool is_assurance(const struct case_file *file, const char *code)
{
    return strcmp(code, "confidentiality") == 0 || strcmp(code, "no_disadvantage") == 0 ||
           (file->anonymous && strcmp(code, "anonymous") == 0);
}

/* Rule: A14, C14. What could not be shown before, such as to somebody who wrote a letter, is told
 * with the first reply, and is on record as told only then. */
static void add_notices(struct op *op, struct acting *acting)
{
    const struct case_file *file = &acting->record.file;
    const struct procedure *procedure = acting->procedure;
    struct notice_shown *told = NEW_ARRAY(op->memory, struct notice_shown, procedure->notice_count);
    size_t count = 0;
    if (acting->life.is_replied || (file->kind != KIND_COMPLAINT && file->kind != KIND_SUGGESTION))
        return;
    for (size_t i = 0; i < procedure->notice_count; i++) {
        const struct notice *notice = &procedure->notices[i];
        if (!is_assurance(file, notice->code) || was_shown(&acting->life, notice->code))
            continue;
        told[count++] = (struct notice_shown){ notice->code, notice->version };
        add_text(op, acting, notice->text);
    }
    acting->facts.notices_shown = told;
    acting->facts.notice_count = count;
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
        add_text(op, acting, act_mediation_warning(op, acting));
    if (event == EVENT_SUBJECT_TOLD)
        add_right_of_reply(op, acting);
    if (event == EVENT_WRITTEN_OUTCOME || event == EVENT_SUBJECT_OUTCOME_TOLD)
        add_staff_sentence(op, acting);
    if (event_replies(event))
        add_notices(op, acting);
    return event == EVENT_REDRESS_NOTICE ? add_redress_notice(op, acting)
                                         : repeat_redress_notice(op, acting);
}
