#include "common/chart/chart.h"

#include "common/base/memory.h"
#include "common/chart/layout.h"
#include "common/page/markup.h"

#include <math.h>

enum {
    MARGIN = 8,
    KEY_HEIGHT = 32,
    STEP_COLUMNS = 30,
    QUESTION_COLUMNS = 14,
    ARROW_COLUMNS = 22,
    HEAD_HALF = 4, /* half the width of an arrow's head */
    CORNER = 6
};

static const char ink[] = "#222222";
static const char font[] = "Verdana, 'DejaVu Sans', Arial, sans-serif";

/* One picture in progress. */
struct picture {
    void *memory;
    struct markup *markup;
};

static void set_number(const struct picture *picture, const char *name, double value)
{
    markup_attribute(picture->markup, name, memory_printf(picture->memory, "%.1f", value));
}

static const char *point_text(void *memory, struct point point)
{
    return memory_printf(memory, "%.1f,%.1f", point.x, point.y);
}

/* A shape's border, and what fills it. */
static void set_paint(const struct picture *picture, const char *fill)
{
    markup_attribute(picture->markup, "fill", fill);
    markup_attribute(picture->markup, "stroke", ink);
}

static void draw_diamond(const struct picture *picture, const struct step_place *place)
{
    const struct point at = place->centre;
    const double across = place->width / 2, up = place->height / 2;
    markup_open(picture->markup, "polygon");
    markup_attribute(picture->markup, "points",
                     memory_printf(picture->memory, "%.1f,%.1f %.1f,%.1f %.1f,%.1f %.1f,%.1f", at.x,
                                   at.y - up, at.x + across, at.y, at.x, at.y + up, at.x - across,
                                   at.y));
    set_paint(picture, "#fff4d6");
    markup_close(picture->markup);
}

static void draw_box(const struct picture *picture, const struct step_place *place, bool is_end)
{
    markup_open(picture->markup, "rect");
    set_number(picture, "x", place->centre.x - place->width / 2);
    set_number(picture, "y", place->centre.y - place->height / 2);
    set_number(picture, "width", place->width);
    set_number(picture, "height", place->height);
    set_number(picture, "rx", is_end ? place->height / 2 : CORNER);
    set_paint(picture, is_end ? "#e6f2e6" : "#eef3fb");
    markup_close(picture->markup);
}

static void draw_lines(const struct picture *picture, const struct lettering *lettering,
                       struct point middle, int letters)
{
    const double height = letters * LINE_HEIGHT;
    double y = middle.y - lettering_height(lettering, letters) / 2 + letters;
    for (size_t i = 0; i < lettering->line_count; i++, y += height) {
        markup_open(picture->markup, "text");
        set_number(picture, "x", middle.x);
        set_number(picture, "y", y);
        if (i < lettering->title_count)
            markup_attribute(picture->markup, "font-weight", "bold");
        markup_text(picture->markup, lettering->lines[i]);
        markup_close(picture->markup);
    }
}

static void draw_step(const struct picture *picture, const struct chart_step *step,
                      const struct step_place *place, const struct lettering *lettering)
{
    markup_open(picture->markup, "g");
    markup_attribute(picture->markup, "data-step", step->name);
    if (step->shape == CHART_QUESTION)
        draw_diamond(picture, place);
    else
        draw_box(picture, place, step->shape == CHART_END);
    draw_lines(picture, lettering, place->centre, STEP_LETTERS);
    markup_close(picture->markup);
}

static void draw_curve(const struct picture *picture, const struct arrow_place *place,
                       bool is_dashed)
{
    const char *path =
        memory_printf(picture->memory, "M%s C", point_text(picture->memory, place->points[0]));
    for (size_t i = 1; i < place->point_count; i++)
        path = memory_printf(picture->memory, "%s %s", path,
                             point_text(picture->memory, place->points[i]));
    markup_open(picture->markup, "path");
    markup_attribute(picture->markup, "d", path);
    set_paint(picture, "none");
    if (is_dashed)
        markup_attribute(picture->markup, "stroke-dasharray", "6 4");
    markup_close(picture->markup);
}

static void draw_head(const struct picture *picture, const struct arrow_place *place)
{
    const struct point base = place->points[place->point_count - 1], tip = place->tip;
    const double length = hypot(tip.x - base.x, tip.y - base.y);
    if (length <= 0)
        return;
    const double x = HEAD_HALF * (tip.y - base.y) / length;
    const double y = HEAD_HALF * (base.x - tip.x) / length;
    markup_open(picture->markup, "polygon");
    markup_attribute(picture->markup, "points",
                     memory_printf(picture->memory, "%.1f,%.1f %.1f,%.1f %.1f,%.1f", base.x + x,
                                   base.y + y, tip.x, tip.y, base.x - x, base.y - y));
    set_paint(picture, ink);
    markup_close(picture->markup);
}

static void draw_arrow(const struct picture *picture, const struct chart *chart, size_t number,
                       const struct arrow_place *place, const struct lettering *lettering)
{
    const struct chart_arrow *arrow = &chart->arrows[number];
    markup_open(picture->markup, "g");
    markup_attribute(picture->markup, "data-kind", arrow->kind);
    markup_attribute(picture->markup, "data-from", chart->steps[arrow->from].name);
    markup_attribute(picture->markup, "data-to", chart->steps[arrow->to].name);
    if (place->points) {
        draw_curve(picture, place, arrow->is_dashed);
        draw_head(picture, place);
    }
    markup_open(picture->markup, "g");
    markup_attribute(picture->markup, "font-size", "12");
    draw_lines(picture, lettering, place->label, ARROW_LETTERS);
    markup_close(picture->markup);
    markup_close(picture->markup);
}

static void write_named(const struct picture *picture, const char *element, const char *name,
                        const char *text)
{
    markup_open(picture->markup, element);
    markup_attribute(picture->markup, "id", name);
    markup_text(picture->markup, text);
    markup_close(picture->markup);
}

static bool has_dashed(const struct chart *chart)
{
    for (size_t i = 0; i < chart->arrow_count; i++)
        if (chart->arrows[i].is_dashed)
            return true;
    return false;
}

/* A broken line and what it means, below everything. */
static void draw_key(const struct picture *picture, const struct chart *chart,
                     const struct layout *layout)
{
    const double y = layout->height + KEY_HEIGHT - MARGIN;
    struct point line[] = { { 0, y }, { 10, y }, { 20, y }, { 34, y } };
    const struct arrow_place place = { .points = line, .point_count = 4, .tip = { 44, y } };
    markup_open(picture->markup, "g");
    draw_curve(picture, &place, true);
    draw_head(picture, &place);
    markup_open(picture->markup, "text");
    set_number(picture, "x", 54);
    set_number(picture, "y", y + 4);
    markup_attribute(picture->markup, "font-size", "12");
    markup_attribute(picture->markup, "text-anchor", "start");
    markup_text(picture->markup, chart->dashed);
    markup_close(picture->markup);
    markup_close(picture->markup);
}

static void begin(const struct picture *picture, const struct chart *chart,
                  const struct layout *layout)
{
    const double width = layout->width + 2 * MARGIN,
                 height = layout->height + (has_dashed(chart) ? KEY_HEIGHT : 0) + 2 * MARGIN;
    markup_open(picture->markup, "svg");
    markup_attribute(picture->markup, "xmlns", "http://www.w3.org/2000/svg");
    markup_attribute(
        picture->markup, "viewBox",
        memory_printf(picture->memory, "%d %d %.0f %.0f", -MARGIN, -MARGIN, width, height));
    set_number(picture, "width", width);
    set_number(picture, "height", height);
    markup_attribute(picture->markup, "role", "img");
    markup_attribute(picture->markup, "aria-labelledby", "chart-title");
    markup_attribute(picture->markup, "aria-describedby", "chart-description");
    markup_attribute(picture->markup, "font-family", font);
    markup_attribute(picture->markup, "font-size", "14");
    markup_attribute(picture->markup, "text-anchor", "middle");
    write_named(picture, "title", "chart-title", chart->title);
    write_named(picture, "desc", "chart-description", chart->description);
}

/* The lettering of every step, or of every arrow. */
static struct lettering *letter_steps(void *memory, const struct chart *chart)
{
    struct lettering *all = NEW_ARRAY(memory, struct lettering, chart->step_count);
    for (size_t i = 0; i < chart->step_count; i++) {
        const struct chart_step *step = &chart->steps[i];
        all[i] = lettering_set(memory, step->title, step->text,
                               step->shape == CHART_QUESTION ? QUESTION_COLUMNS : STEP_COLUMNS);
    }
    return all;
}

static struct lettering *letter_arrows(void *memory, const struct chart *chart)
{
    struct lettering *all = NEW_ARRAY(memory, struct lettering, chart->arrow_count);
    for (size_t i = 0; i < chart->arrow_count; i++)
        if (!chart->arrows[i].is_dashed)
            all[i] = lettering_set(memory, NULL, chart->arrows[i].text, ARROW_COLUMNS);
    return all;
}

enum fault chart_draw(void *memory, const struct chart *chart, const char **svg)
{
    const struct lettering *steps = letter_steps(memory, chart);
    const struct lettering *arrows = letter_arrows(memory, chart);
    struct layout layout;
    TRY(layout_find(memory, chart, steps, arrows, &layout));

    const struct picture picture = { memory, markup_begin(memory) };
    begin(&picture, chart, &layout);
    for (size_t i = 0; i < chart->arrow_count; i++)
        draw_arrow(&picture, chart, i, &layout.arrows[i], &arrows[i]);
    for (size_t i = 0; i < chart->step_count; i++)
        draw_step(&picture, &chart->steps[i], &layout.steps[i], &steps[i]);
    if (has_dashed(chart))
        draw_key(&picture, chart, &layout);
    *svg = markup_end(picture.markup);
    return OK;
}
