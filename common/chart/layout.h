/*
 * Where the steps and arrows of a chart stand: the only user of Graphviz.
 *
 * Graphviz keeps state of its own that threads share, so one thread at a time
 * is in it. It loses memory for each circle in a graph, so it is given none:
 * an arrow that leads back is laid out the other way round.
 */
#ifndef CHART_LAYOUT_H
#define CHART_LAYOUT_H

#include "common/chart/chart.h"
#include "common/chart/lettering.h"

/* In pixels; x to the right, y down. */
struct point {
    double x, y;
};

struct step_place {
    struct point centre;
    double width, height;
};

/* A curve of cubic Bézier pieces from one step to the other. */
struct arrow_place {
    struct point *points; /* one, and three for each piece; NULL when there is no way */
    size_t point_count;
    struct point tip;   /* of the arrow's head, which begins at the last point */
    struct point label; /* the middle of its text */
};

struct layout {
    double width, height;
    struct step_place *steps;
    struct arrow_place *arrows;
};

/* 'steps' and 'arrows': the lettering of each, in the chart's order. Owner: memory. */
enum fault layout_find(void *memory, const struct chart *chart, const struct lettering *steps,
                       const struct lettering *arrows, struct layout *layout) CHECKED;

#endif
