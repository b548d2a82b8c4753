/*
 * What is wrong with a request: every mistake at once, not the first only.
 * They are collected in op->mistakes and become the "errors" of the problem.
 */
#ifndef BASE_MISTAKE_H
#define BASE_MISTAKE_H

#include "common/base/fault.h"

#include <stddef.h>

struct op;

enum { MISTAKES_MAX = 50 };

struct mistake {
    const char *pointer; /* JSON pointer into the body ("/customer/email"), or the parameter's or
                            header's name */
    const char *code;    /* snake_case, never changes: "required", "unknown_member", "too_long" */
    const char *detail;  /* tells the reader what to do; quotes nothing personal */
};

struct mistakes {
    struct mistake list[MISTAKES_MAX];
    size_t count; /* further ones are dropped */
};

/* Notes one mistake (the texts are copied); answers FIELDS_INVALID for the caller to return. */
enum fault mistake_add(struct op *op, const char *pointer, const char *code, const char *detail);

/* FIELDS_INVALID when there is any mistake, else OK. */
enum fault mistakes_found(const struct op *op) CHECKED;

#endif
