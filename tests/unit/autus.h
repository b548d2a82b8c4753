/* The default procedure, read once, for tests of what it leads to. */
#ifndef TESTS_UNIT_AUTUS_H
#define TESTS_UNIT_AUTUS_H

#include "common/base/op.h"
#include "common/procedure/procedure_document.h"

static struct op reader;
static struct procedure autus;

/* For cmocka_run_group_tests. */
static inline int read_autus(void **state)
{
    (void)state;
    time_zone_setup();
    reader = op_begin();
    return procedure_read(&reader, procedure_default, &autus) == OK ? 0 : -1;
}

static inline int forget_autus(void **state)
{
    (void)state;
    op_end(&reader);
    return 0;
}

#endif
