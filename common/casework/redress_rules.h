/*
 * An organisation's rules of legal redress: taken over from a file, and read
 * again. op->scope must hold the organisation. Rule: C13.
 */
#ifndef CASEWORK_REDRESS_RULES_H
#define CASEWORK_REDRESS_RULES_H

#include "common/base/op.h"
#include "common/domain/redress.h"

/* The rules of a nation, or of all for NATION_NONE, with their confirmations.
 * Errors: BUG (a document is wrong), BUSY, DATABASE. */
enum fault redress_rules_load(struct op *op, const struct uuid *organisation_id, enum nation nation,
                              struct redress_rule **rules, size_t *count) CHECKED;

struct redress_import {
    size_t rule_count;    /* in the file */
    size_t changed_count; /* new or different: they are unconfirmed now */
};

/*
 * Checks the whole file, then takes its rules over in the open transaction. A
 * rule that is there already and the same stays confirmed; one that the file
 * does not have stays as it is.
 * Errors: MALFORMED, FIELDS_INVALID, with every mistake in op->mistakes; BUSY, DATABASE.
 */
enum fault redress_rules_import(struct op *op, const struct uuid *organisation_id, const char *text,
                                size_t length, struct redress_import *import) CHECKED;

#endif
