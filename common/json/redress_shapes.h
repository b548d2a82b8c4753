/*
 * Rules of legal redress as JSON: a file that an organisation imports, and the
 * document of each rule that is kept. Both have the same members. Rule: C13.
 */
#ifndef JSON_REDRESS_SHAPES_H
#define JSON_REDRESS_SHAPES_H

#include "common/domain/redress.h"
#include "common/json/shape.h"

extern const struct shape redress_rule_shape;

struct redress_file {
    struct redress_rule *rules;
    size_t rule_count;
};

/*
 * Reads and checks a whole file. No file confirms a rule: the organisation does.
 * Errors: MALFORMED, FIELDS_INVALID; all mistakes are in op->mistakes.
 * Mistakes: those of shape_read, and code_twice, ends_before_it_begins,
 * start_missing, confirmed_by_file, says_expired.
 */
enum fault redress_file_read(struct op *op, const char *text, size_t length,
                             struct redress_file *file) CHECKED;

#endif
