/* A document with one part changed, and what procedure_read says of it. */
#ifndef TESTS_UNIT_CHANGED_DOCUMENT_H
#define TESTS_UNIT_CHANGED_DOCUMENT_H

#include "common/procedure/procedure_document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct change {
    const char *why, *part, *by; /* the part stands in the document once */
    const char *mistakes;        /* as mistakes_text writes them */
};

static inline const char *changed(struct op *op, const char *document, const struct change *change)
{
    const char *at = strstr(document, change->part);
    if (!at || strstr(at + 1, change->part))
        fail_msg("%s: stands in the document not once: %s", change->why, change->part);
    return memory_printf(op->memory, "%.*s%s%s", (int)(at - document), document, change->by,
                         at + strlen(change->part));
}

/* The pointer with codes for the numbers of stages and standards, events for those of transitions:
 * "/standards/question", "/transitions/closed/to". */
static inline const char *named(struct op *op, const struct procedure *procedure,
                                const char *pointer)
{
    size_t number;
    int end = 0;
    const char *list = NULL, *name = NULL;
    if (sscanf(pointer, "/stages/%zu%n", &number, &end) == 1) {
        list = "stages";
        name = procedure->stages[number].code;
    } else if (sscanf(pointer, "/standards/%zu%n", &number, &end) == 1) {
        list = "standards";
        name = procedure->standards[number].code;
    } else if (sscanf(pointer, "/transitions/%zu%n", &number, &end) == 1) {
        list = "transitions";
        name = vocabulary_text(&event_types, (int)procedure->transitions[number].events[0]);
    }
    return name ? memory_printf(op->memory, "/%s/%s%s", list, name, pointer + end) : pointer;
}

static inline const char *mistakes_text(struct op *op, const struct procedure *procedure)
{
    const char *text = "";
    for (size_t i = 0; op->mistakes && i < op->mistakes->count; i++) {
        const char *pointer = op->mistakes->list[i].pointer;
        text = memory_printf(op->memory, "%s%s%s %s", text, *text ? "; " : "",
                             procedure ? named(op, procedure, pointer) : pointer,
                             op->mistakes->list[i].code);
    }
    return text;
}

#endif
