/*
 * What is told of a procedure beside the texts of its sections; each part knows
 * when there is nothing to tell.
 *
 * Rule: C1.
 */
#ifndef PUBLICATION_PROCEDURE_PARTS_H
#define PUBLICATION_PROCEDURE_PARTS_H

#include "common/page/page.h"
#include "common/publication/procedure_page.h"

/* One page in progress. */
struct writing {
    void *memory;
    struct page *page;
    const struct publication *publication;
    const struct procedure *procedure;
    const char *svg;
};

/* Within a section that is open already. Rule: A7, C9. */
void write_categories(const struct writing *writing);
void write_times(const struct writing *writing);

/* Sections of their own. Rule: A14, A21, C11, C14. */
void write_ways(const struct writing *writing);
void write_stages(const struct writing *writing);
void write_chart(const struct writing *writing);
void write_outcomes(const struct writing *writing);
void write_outside_bodies(const struct writing *writing);
void write_notices(const struct writing *writing);

#endif
