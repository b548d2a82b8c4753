/* A procedure that may be imported is published: as a page in plain words and as a flow chart. */
#include "common/publication/procedure_page.h"

#include "common/procedure/procedure_document.h"
#include "tests/fuzz_targets/fuzz.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What people wrote stays text. */
static void check(const char *text)
{
    SCOPED_OP op = op_begin();
    struct procedure procedure;
    const struct publication publication = { .organisation_name = "Demo <script> & \"Sons\"",
                                             .procedure = &procedure };
    const char *chart;
    if (procedure_read(&op, text, &procedure))
        return;
    assert(publication_chart(op.memory, &publication, &chart) == OK && !strstr(chart, "<script"));
    assert(!strstr(publication_page(op.memory, &publication, chart), "<script"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool is_ready;
    if (!is_ready)
        time_zone_setup();
    is_ready = true;
    char *text = text_of(data, size);
    check(text);
    free(text);
    return 0;
}
