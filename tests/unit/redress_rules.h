/* The rules of redress that the programs carry with them, read once. */
#ifndef TESTS_UNIT_REDRESS_RULES_H
#define TESTS_UNIT_REDRESS_RULES_H

#include "common/base/op.h"
#include "common/json/redress_shapes.h"

#include <stdio.h>
#include <string.h>

static struct op reader;
static struct redress_file shipped;

/* For cmocka_run_group_tests, which ctest starts in the repository. */
static inline int read_rules(void **state)
{
    static char text[100000];
    (void)state;
    time_zone_setup();
    reader = op_begin();
    FILE *file = fopen("sql/data/redress-rules.json", "re");
    if (!file)
        return -1;
    const size_t length = fread(text, 1, sizeof text, file);
    fclose(file);
    return redress_file_read(&reader, text, length, &shipped) == OK ? 0 : -1;
}

static inline int forget_rules(void **state)
{
    (void)state;
    op_end(&reader);
    return 0;
}

/* The rule of that code. */
static inline struct redress_rule rule_of(const char *code)
{
    for (size_t i = 0; i < shipped.rule_count; i++)
        if (strcmp(shipped.rules[i].code, code) == 0)
            return shipped.rules[i];
    return (struct redress_rule){ .code = NULL };
}

#endif
