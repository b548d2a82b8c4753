/*
 * The notice of legal redress for a case, from the rules of its organisation.
 * Rule: C13.
 */
#ifndef CASEWORK_REDRESS_NOTICE_H
#define CASEWORK_REDRESS_NOTICE_H

#include "common/base/op.h"
#include "common/domain/case_file.h"
#include "common/domain/redress.h"

/*
 * The notice as it reads today. 'rule_code' is the rule that staff chose, and
 * so the ground that they confirmed; NULL gives the general notice.
 * 'happened_on' is the day that the complainant gave, or NO_DAY: rules are those
 * valid then, else today. The notice's limit_on is NO_DAY unless its text names
 * a last day.
 *
 * Errors: FIELDS_INVALID with a mistake at "/rule": unknown_rule (no rule of the
 * organisation in its nation), rule_not_valid (not on that day); BUG, BUSY, DATABASE.
 */
enum fault redress_notice_for(struct op *op, const struct case_file *file, day happened_on,
                              const char *rule_code, struct redress_notice *notice) CHECKED;

#endif
