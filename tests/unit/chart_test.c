#include "common/base/memory.h"
#include "common/chart/chart.h"
#include "common/chart/layout.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct chart_step steps[] = {
    { "begin", "You <b>complain</b> & wait", NULL, CHART_END },
    { "work", "Somebody \\N \\L &lt; works", "Within 3 days", CHART_STEP },
    { "ask", "Well?", NULL, CHART_QUESTION },
    { "alone", "Nothing leads here", NULL, CHART_STEP },
    { "end", "Žluťoučký kůň", NULL, CHART_END },
};
static const struct chart_arrow arrows[] = {
    { 0, 1, "first", NULL, false },   { 1, 2, "second", "It is done", false },
    { 2, 1, "back", "No", false },    { 2, 4, "last", "Yes", false },
    { 0, 4, "short", "Left", true },  { 4, 0, "again", "Once more", false },
    { 1, 1, "self", "Stays", false }, { 1, 2, "twice", "As well", false },
};
static const struct chart chart = { .title = "A \"chart\"",
                                    .description = "What <it> shows",
                                    .dashed = "You leave it out",
                                    .steps = steps,
                                    .step_count = COUNT(steps),
                                    .arrows = arrows,
                                    .arrow_count = COUNT(arrows) };

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("not in the picture: %s\n%s", part, text);
}

static const char *draw(void *memory, const struct chart *drawn)
{
    const char *svg;
    assert_int_equal(chart_draw(memory, drawn, &svg), OK);
    return svg;
}

static void every_step_and_arrow_is_drawn_with_its_text(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    (void)state;
    const char *svg = draw(memory, &chart);
    for (size_t i = 0; i < COUNT(steps); i++)
        assert_holds(svg, memory_printf(memory, "<g data-step=\"%s\">", steps[i].name));
    for (size_t i = 0; i < COUNT(arrows); i++)
        assert_holds(
            svg,
            memory_printf(memory, "<g data-kind=\"%s\" data-from=\"%s\" data-to=\"%s\"><path d=\"M",
                          arrows[i].kind, steps[arrows[i].from].name, steps[arrows[i].to].name));
    assert_holds(svg, ">Within 3 days</text>");
    assert_holds(svg, ">Once more</text>");
    assert_holds(svg, ">Žluťoučký kůň</text>");
}

static void texts_are_neither_markup_nor_graphviz_to_anybody(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    (void)state;
    const char *svg = draw(memory, &chart);
    assert_null(strstr(svg, "<b>"));
    assert_holds(svg, ">You &lt;b&gt;complain&lt;/b&gt; &amp; wait</text>");
    assert_holds(svg, ">Somebody \\N \\L &amp;lt; works</text>");
    assert_holds(svg, "<title id=\"chart-title\">A &quot;chart&quot;</title>");
    assert_holds(svg, "<desc id=\"chart-description\">What &lt;it&gt; shows</desc>");
}

static void a_broken_line_is_explained_where_there_is_one(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    struct chart plain = chart;
    (void)state;
    assert_holds(draw(memory, &chart), "stroke-dasharray");
    assert_holds(draw(memory, &chart), ">You leave it out</text>");
    assert_null(strstr(draw(memory, &chart), ">Left</text>"));
    plain.arrow_count = 4;
    assert_null(strstr(draw(memory, &plain), "stroke-dasharray"));
    assert_null(strstr(draw(memory, &plain), "You leave it out"));
}

static bool stand_apart(const struct step_place *one, const struct step_place *other)
{
    const double across = (one->width + other->width) / 2, up = (one->height + other->height) / 2;
    const double x = one->centre.x - other->centre.x, y = one->centre.y - other->centre.y;
    return x >= across || -x >= across || y >= up || -y >= up;
}

static void no_step_covers_another_and_arrows_point_at_their_end(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    struct lettering step_letters[COUNT(steps)] = { 0 }, arrow_letters[COUNT(arrows)] = { 0 };
    struct layout layout;
    (void)state;
    for (size_t i = 0; i < COUNT(steps); i++)
        step_letters[i] = lettering_set(memory, steps[i].title, NULL, 20);
    assert_int_equal(layout_find(memory, &chart, step_letters, arrow_letters, &layout), OK);
    for (size_t i = 0; i < COUNT(steps); i++)
        for (size_t j = 0; j < i; j++)
            assert_true(stand_apart(&layout.steps[i], &layout.steps[j]));
    for (size_t i = 0; i < COUNT(arrows); i++) {
        const struct step_place *end = &layout.steps[arrows[i].to];
        const struct point tip = layout.arrows[i].tip;
        const double slack = 2;
        assert_true(tip.x >= end->centre.x - end->width / 2 - slack &&
                    tip.x <= end->centre.x + end->width / 2 + slack &&
                    tip.y >= end->centre.y - end->height / 2 - slack &&
                    tip.y <= end->centre.y + end->height / 2 + slack);
    }
}

static void lines_break_between_words_and_count_characters(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    (void)state;
    const struct lettering lettering =
        lettering_set(memory, "aa bb  cc", "ůůůů ů\nextraordinarily x", 6);
    static const char *const lines[] = { "aa bb", "cc", "ůůůů ů", "extraordinarily", "x" };
    assert_int_equal(lettering.line_count, COUNT(lines));
    for (size_t i = 0; i < COUNT(lines); i++)
        assert_string_equal(lettering.lines[i], lines[i]);
    assert_int_equal(lettering.title_count, 2);
    assert_int_equal(lettering.columns, strlen("extraordinarily"));
    assert_int_equal(lettering_set(memory, NULL, NULL, 6).line_count, 0);
}

static void a_picture_of_nothing_is_a_picture(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    const struct chart nothing = { .title = "T", .description = "D" };
    (void)state;
    assert_int_equal(strncmp(draw(memory, &nothing), "<svg xmlns=", 11), 0);
}

static void *draw_many(void *expected)
{
    for (int i = 0; i < 20; i++) {
        SCOPED_MEMORY memory = memory_new();
        const char *svg;
        if (chart_draw(memory, &chart, &svg) != OK || strcmp(svg, expected) != 0)
            return "differs";
    }
    return NULL;
}

static void any_number_of_threads_draw_the_same(void **state)
{
    enum { THREADS = 4 };
    SCOPED_MEMORY memory = memory_new();
    pthread_t threads[THREADS];
    (void)state;
    char *expected = memory_text(memory, draw(memory, &chart));
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, draw_many, expected), 0);
    for (int i = 0; i < THREADS; i++) {
        void *differs;
        assert_int_equal(pthread_join(threads[i], &differs), 0);
        assert_null(differs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_step_and_arrow_is_drawn_with_its_text),
        cmocka_unit_test(texts_are_neither_markup_nor_graphviz_to_anybody),
        cmocka_unit_test(a_broken_line_is_explained_where_there_is_one),
        cmocka_unit_test(no_step_covers_another_and_arrows_point_at_their_end),
        cmocka_unit_test(lines_break_between_words_and_count_characters),
        cmocka_unit_test(a_picture_of_nothing_is_a_picture),
        cmocka_unit_test(any_number_of_threads_draw_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
