/*
 * Flow charts: steps and arrows as data, drawn as a picture (SVG).
 *
 * Graphviz decides where everything stands; it is told sizes and never texts.
 * The picture is one image to a screen reader, with the chart's title and
 * description: what it shows must stand in words beside it.
 */
#ifndef CHART_CHART_H
#define CHART_CHART_H

#include "common/base/fault.h"

#include <stdbool.h>
#include <stddef.h>

enum chart_shape {
    CHART_STEP,     /* something is done */
    CHART_QUESTION, /* where it goes on depends on the answer */
    CHART_END       /* where it begins or ends */
};

struct chart_step {
    const char *name; /* for programs: data-step in the picture */
    const char *title;
    const char *text; /* further words, NULL for none */
    enum chart_shape shape;
};

struct chart_arrow {
    size_t from, to;  /* numbers of steps */
    const char *kind; /* for programs: data-kind in the picture */
    const char *text; /* NULL for none */
    bool is_dashed;   /* without its text: the chart says once what a broken line means */
};

/* Steps stand in the order in which they are usually taken. */
struct chart {
    const char *title;
    const char *description;
    const char *dashed; /* what a broken line means */
    const struct chart_step *steps;
    size_t step_count;
    const struct chart_arrow *arrows;
    size_t arrow_count;
};

/* Draws it as an <svg> element, owned by 'memory'. Any thread may call; they take turns.
 * Errors: BUG when Graphviz finds no layout. */
enum fault chart_draw(void *memory, const struct chart *chart, const char **svg) CHECKED;

#endif
