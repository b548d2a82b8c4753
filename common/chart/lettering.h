/*
 * Text in a picture: broken into lines, and how much room they take. No font
 * is measured, so that a chart is the same on every machine.
 */
#ifndef CHART_LETTERING_H
#define CHART_LETTERING_H

#include <stddef.h>

/* In pixels. */
enum { STEP_LETTERS = 14, ARROW_LETTERS = 12 };
#define LINE_HEIGHT 1.3 /* of the size of its letters */

struct lettering {
    const char **lines;
    size_t line_count;
    size_t title_count; /* the first lines, which are of the title */
    size_t columns;     /* characters in the longest line */
};

/* Lines of about 'columns' characters; a longer word has a line of its own. Either text may be
 * NULL. Owner: memory. */
struct lettering lettering_set(void *memory, const char *title, const char *text, size_t columns);

double lettering_width(const struct lettering *lettering, int letters);
double lettering_height(const struct lettering *lettering, int letters);

#endif
