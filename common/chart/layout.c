#include "common/chart/layout.h"

#include "common/base/memory.h"

#include <graphviz/gvc.h>
#include <pthread.h>
#include <stdint.h>

enum {
    POINTS_AN_INCH = 72,
    PADDING = 12 /* between a step's text and its border */
};
/* A diamond holds a rectangle of half its width and height. */
#define DIAMOND 1.9

extern gvplugin_library_t gvplugin_dot_layout_LTX_library;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

/* One layout in progress. */
struct drawing_board {
    GVC_t *context;
    Agraph_t *graph;
    Agnode_t **nodes;
    Agedge_t **edges;
};

/* The library takes texts that it does not change as if it did. */
static char *unchanged(const char *text)
{
    return (char *)(uintptr_t)text;
}

static int say_nothing(char *message)
{
    (void)message;
    return 0;
}

/* Only what lays out is loaded: no fonts, no file of the system's configuration. */
static GVC_t *context_new(void)
{
    static const lt_symlist_t plugins[] = {
        { "gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library },
        { 0 },
    };
    agseterrf(say_nothing);
    return gvContextPlugins(plugins, 0);
}

/* Large charts are not improved for ever. */
static void set_defaults(Agraph_t *graph)
{
    static const struct {
        int kind;
        const char *name, *value;
    } defaults[] = {
        { AGRAPH, "nslimit", "5" },      { AGRAPH, "nslimit1", "5" },
        { AGRAPH, "mclimit", "0.5" },    { AGRAPH, "nodesep", "0.35" },
        { AGRAPH, "ranksep", "0.45" },   { AGNODE, "label", "" },
        { AGNODE, "fixedsize", "true" }, { AGNODE, "shape", "box" },
        { AGNODE, "width", "1" },        { AGNODE, "height", "1" },
        { AGEDGE, "label", "" },         { AGEDGE, "fontname", "Courier" },
        { AGEDGE, "fontsize", "12" },    { AGEDGE, "dir", "forward" },
        { AGEDGE, "style", "" },         { AGEDGE, "weight", "1" },
    };
    for (size_t i = 0; i < COUNT(defaults); i++)
        agattr(graph, defaults[i].kind, unchanged(defaults[i].name), unchanged(defaults[i].value));
}

static void set_inches(void *memory, Agnode_t *node, const char *name, double pixels)
{
    agset(node, unchanged(name), memory_printf(memory, "%.3f", pixels / POINTS_AN_INCH));
}

static Agnode_t *add_node(void *memory, Agraph_t *graph, enum chart_shape shape,
                          const struct lettering *lettering)
{
    const bool is_diamond = shape == CHART_QUESTION;
    const double room = is_diamond ? DIAMOND : 1;
    const double width = lettering_width(lettering, STEP_LETTERS) + 2 * PADDING;
    const double height = lettering_height(lettering, STEP_LETTERS) + 2 * PADDING;
    Agnode_t *node = agnode(graph, NULL, 1);
    if (is_diamond)
        agset(node, unchanged("shape"), "diamond");
    set_inches(memory, node, "width", room * width);
    set_inches(memory, node, "height", room * height);
    return node;
}

/* As many lines as the text has, each as long as the longest; of letters that say nothing. */
static const char *blank_text(void *memory, const struct lettering *lettering)
{
    char *line = NEW_ARRAY(memory, char, lettering->columns + 1);
    for (size_t i = 0; i < lettering->columns; i++)
        line[i] = 'n';
    const char *text = "";
    for (size_t i = 0; i < lettering->line_count; i++)
        text = memory_printf(memory, "%s%s\\n", text, line);
    return text;
}

static bool leads_back(const struct chart_arrow *arrow)
{
    return arrow->from > arrow->to;
}

static Agedge_t *add_edge(void *memory, struct drawing_board *board,
                          const struct chart_arrow *arrow, const struct lettering *lettering)
{
    const size_t first = leads_back(arrow) ? arrow->to : arrow->from;
    const size_t last = leads_back(arrow) ? arrow->from : arrow->to;
    Agedge_t *edge = agedge(board->graph, board->nodes[first], board->nodes[last], NULL, 1);
    agset(edge, unchanged("label"), unchanged(blank_text(memory, lettering)));
    if (arrow->to == arrow->from + 1)
        agset(edge, unchanged("weight"), "10");
    if (leads_back(arrow))
        agset(edge, unchanged("dir"), "back");
    return edge;
}

static bool is_led_to(const struct chart *chart, size_t step)
{
    for (size_t i = 0; i < chart->arrow_count; i++)
        if (chart->arrows[i].to == step && chart->arrows[i].from < step)
            return true;
    return false;
}

/* What no step before leads to stands below the step before it: a column is easier to read. */
static void add_order(const struct drawing_board *board, const struct chart *chart)
{
    for (size_t i = 1; i < chart->step_count; i++)
        if (!is_led_to(chart, i))
            agset(agedge(board->graph, board->nodes[i - 1], board->nodes[i], NULL, 1),
                  unchanged("style"), unchanged("invis"));
}

static struct drawing_board board_new(void *memory, const struct chart *chart,
                                      const struct lettering *steps, const struct lettering *arrows)
{
    struct drawing_board board = { .context = context_new(),
                                   .graph = agopen(unchanged("chart"), Agdirected, NULL),
                                   .nodes = NEW_ARRAY(memory, Agnode_t *, chart->step_count),
                                   .edges = NEW_ARRAY(memory, Agedge_t *, chart->arrow_count) };
    set_defaults(board.graph);
    for (size_t i = 0; i < chart->step_count; i++)
        board.nodes[i] = add_node(memory, board.graph, chart->steps[i].shape, &steps[i]);
    for (size_t i = 0; i < chart->arrow_count; i++)
        board.edges[i] = add_edge(memory, &board, &chart->arrows[i], &arrows[i]);
    add_order(&board, chart);
    return board;
}

static void board_free(struct drawing_board *board)
{
    gvFreeLayout(board->context, board->graph);
    agclose(board->graph);
    gvFreeContext(board->context);
}

/* The library's y goes up. */
static struct point turned(const Agraph_t *graph, pointf point)
{
    return (struct point){ point.x, GD_bb(graph).UR.y - point.y };
}

static struct step_place read_step(const Agraph_t *graph, const Agnode_t *node)
{
    return (struct step_place){ .centre = turned(graph, ND_coord(node)),
                                .width = ND_width(node) * POINTS_AN_INCH,
                                .height = ND_height(node) * POINTS_AN_INCH };
}

static struct arrow_place read_arrow(void *memory, const Agraph_t *graph, const Agedge_t *edge,
                                     bool is_back)
{
    struct arrow_place place = { 0 };
    if (ED_label(edge))
        place.label = turned(graph, ED_label(edge)->pos);
    if (!ED_spl(edge) || ED_spl(edge)->size == 0)
        return place;
    const bezier *curve = &ED_spl(edge)->list[0];
    place.point_count = (size_t)curve->size;
    place.points = NEW_ARRAY(memory, struct point, place.point_count);
    for (size_t i = 0; i < place.point_count; i++)
        place.points[is_back ? place.point_count - 1 - i : i] = turned(graph, curve->list[i]);
    place.tip = turned(graph, is_back ? curve->sp : curve->ep);
    return place;
}

static void board_read(void *memory, const struct drawing_board *board, const struct chart *chart,
                       struct layout *layout)
{
    *layout =
        (struct layout){ .width = GD_bb(board->graph).UR.x,
                         .height = GD_bb(board->graph).UR.y,
                         .steps = NEW_ARRAY(memory, struct step_place, chart->step_count),
                         .arrows = NEW_ARRAY(memory, struct arrow_place, chart->arrow_count) };
    for (size_t i = 0; i < chart->step_count; i++)
        layout->steps[i] = read_step(board->graph, board->nodes[i]);
    for (size_t i = 0; i < chart->arrow_count; i++)
        layout->arrows[i] =
            read_arrow(memory, board->graph, board->edges[i], leads_back(&chart->arrows[i]));
}

enum fault layout_find(void *memory, const struct chart *chart, const struct lettering *steps,
                       const struct lettering *arrows, struct layout *layout)
{
    pthread_mutex_lock(&mutex);
    struct drawing_board board = board_new(memory, chart, steps, arrows);
    const bool is_found = gvLayout(board.context, board.graph, "dot") == 0;
    if (is_found)
        board_read(memory, &board, chart, layout);
    board_free(&board);
    pthread_mutex_unlock(&mutex);
    return is_found ? OK : FAULT_BUG;
}
