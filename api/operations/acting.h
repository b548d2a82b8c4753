/*
 * An act in progress, within its transaction: what record_act and the files
 * named act_… share.
 */
#ifndef API_OPERATIONS_ACTING_H
#define API_OPERATIONS_ACTING_H

#include "api/operations/record_act.h"
#include "common/domain/case_guard.h"
#include "common/seal/case_key.h"
#include "common/store/intake_store.h"

struct acting {
    const struct act_call *call;
    struct facts facts;  /* of the request, completed */
    const char *text;    /* of the request, or what the act itself tells */
    const char *letter;  /* what the service adds to a letter that went out with the outcome */
    instant occurred_at; /* as told; else when the meeting began that the act names; else now */
    const struct procedure *procedure;
    struct case_record record;
    uint64_t may;               /* the groups of acts that whoever acts may do about it */
    struct uuid handler_before; /* who dealt with it before the act */
    const struct uuid *investigators_before; /* who were named to investigate it before the act */
    size_t investigator_count_before;
    struct case_life life;
    struct case_key key;
    struct bytes last_hash;
    struct intake *part;                   /* the case that is split off; NULL in other acts */
    const struct customer *representative; /* who speaks for its complainant too; NULL for nobody */
    bool is_entered;   /* it is being taken in: if it is sealed, it is handed over next */
    bool quorum_lost;  /* everybody who could deal with it is part of it now, or too many are */
    bool is_inquorate; /* fewer are left of the body that decides its stage than the quorum */
};

/* Completes the facts and notes what is wrong with them, as far as records and rules know.
 * Errors: FIELDS_INVALID, ACT_NOT_ALLOWED, BUSY, DATABASE. */
enum fault act_check(struct op *op, struct acting *acting) CHECKED;

/* Who complained, with the needs as they were last changed in this history of the case.
 * Errors: SEAL_BROKEN. Rule: A6. */
enum fault act_read_card(struct op *op, const struct acting *acting,
                         const struct case_event *events, size_t count,
                         struct customer_card *card) CHECKED;

/* Notes where what went out in writing is not in the format and language that the customer needs,
 * and nothing says why. Errors: SEAL_BROKEN, BUSY, DATABASE. Rule: A6, A20. */
enum fault act_check_needs(struct op *op, const struct acting *acting) CHECKED;

/* Completes who mediates: whoever was offered when it is referred, else, unless another is named,
 * the first body of the procedure that does what is asked. Notes where none of it does.
 * Rule: A19, C12. */
void act_check_mediation(struct op *op, struct acting *acting);

/* Who it is, whether it is arbitration, and what it may lead to. Owner: op->memory. Rule: C12. */
const char *act_mediation_warning(struct op *op, const struct acting *acting);

/* Adds to the text what the service itself has to say: the notice of legal redress, the warnings
 * before mediation, in the first reply whatever was not shown before.
 * Errors: FIELDS_INVALID, SEAL_BROKEN, BUSY, DATABASE. Rule: C12, C13, C14. */
enum fault act_text_complete(struct op *op, struct acting *acting) CHECKED;

/* The procedure of the case, and what its history adds up to. Errors: BUG, BUSY, DATABASE. */
enum fault act_read_life(struct op *op, struct acting *acting) CHECKED;

/* Saves what the events came to: the case, its people, its clocks; tells staff and the worker. From
 * here on the transaction acts for the organisation. Errors: ACT_NOT_ALLOWED, BUSY, DATABASE. */
enum fault act_save(struct op *op, const struct acting *acting) CHECKED;

/* Does one event, and writes it into the history; what it says in words is sealed.
 * Errors: ACT_NOT_ALLOWED, FIELDS_INVALID (a wrong time), BUSY, DATABASE. Rule: B6. */
enum fault act_apply(struct op *op, struct acting *acting, enum event_type event,
                     instant occurred_at, const struct facts *facts) CHECKED;

/*
 * After somebody was named as part of it: a case that was taken from its
 * handler goes to the next in line; and so does one that nobody is left to take
 * up, or to lead. When nobody at all is left it is for somebody outside, where the
 * procedure says. A sealed case stays with those whom safeguarding lets in.
 * Errors: BUSY, DATABASE. Rule: C11, D9, D10.
 */
enum fault act_pass_on(struct op *op, struct acting *acting, instant occurred_at) CHECKED;

/*
 * After any other act: a case at a stage of whose body fewer are left than the quorum is for
 * somebody outside, unless it is decided already. Errors: BUSY, DATABASE. Rule: D9, D10.
 */
enum fault act_keep_quorum(struct op *op, struct acting *acting, instant occurred_at) CHECKED;

/* Too few decide nothing. Errors: ACT_NOT_ALLOWED, BUSY, DATABASE. Rule: D9. */
enum fault act_check_quorum(struct op *op, struct acting *acting) CHECKED;

/* A sealed case always has somebody. Errors: ACT_NOT_ALLOWED (nobody is left), BUSY, DATABASE.
 * Rule: A13, D9. */
enum fault act_find_officer(struct op *op, const struct acting *acting) CHECKED;

/* Notes why an act is refused and what would be allowed now. Errors, always: ACT_NOT_ALLOWED. */
enum fault act_refuse(struct op *op, const struct acting *acting, const struct refusal *why);

/* All that whoever asks could do now, who may do acts of these groups. Owner: op->memory. */
const enum event_type *allowed_actions(struct op *op, const struct procedure *procedure,
                                       const struct case_file *file, const struct case_life *life,
                                       uint64_t may, size_t *count);

#endif
