#include "common/page/page.h"

#include "common/base/memory.h"
#include "common/page/markup.h"

#include <assert.h>
#include <string.h>

enum { DEEPEST_HEADING = 6 };

struct page {
    struct markup *markup;
    int depth;                   /* of the heading that stands over what is written now */
    const char *const *headings; /* of the columns of the table that is being written */
    size_t columns;
};

const char page_style_sheet[] = {
#define EMBEDDED(name, bytes, text) text
#include "page.def"
#undef EMBEDDED
};

static void write_meta(struct markup *markup, const char *name, const char *value)
{
    markup_open(markup, "meta");
    markup_attribute(markup, "name", name);
    markup_attribute(markup, "content", value);
    markup_close_empty(markup);
}

/* Else a browser would ask for one. */
static void write_no_icon(struct markup *markup)
{
    markup_open(markup, "link");
    markup_attribute(markup, "rel", "icon");
    markup_attribute(markup, "href", "data:,");
    markup_close_empty(markup);
}

static void write_head(struct markup *markup, const char *title)
{
    markup_open(markup, "head");
    markup_open(markup, "meta");
    markup_attribute(markup, "charset", "utf-8");
    markup_close_empty(markup);
    write_meta(markup, "viewport", "width=device-width, initial-scale=1");
    markup_element(markup, "title", title);
    write_no_icon(markup);
    markup_open(markup, "style");
    markup_raw(markup, page_style_sheet);
    markup_close(markup);
    markup_close(markup);
}

struct page *page_begin(void *memory, const char *language, const char *title)
{
    struct page *page = NEW(memory, struct page);
    *page = (struct page){ .markup = markup_begin(memory), .depth = 1 };
    markup_raw(page->markup, "<!DOCTYPE html>\n");
    markup_open(page->markup, "html");
    markup_attribute(page->markup, "lang", language);
    write_head(page->markup, title);
    markup_open(page->markup, "body");
    markup_open(page->markup, "main");
    markup_element(page->markup, "h1", title);
    return page;
}

const char *page_end(struct page *page)
{
    assert(page->depth == 1);
    return markup_end(page->markup);
}

void page_section_begin(struct page *page, const char *name, const char *heading)
{
    assert(page->depth < DEEPEST_HEADING);
    page->depth++;
    const char level[] = { 'h', (char)('0' + page->depth), '\0' };
    markup_open(page->markup, "section");
    if (name)
        markup_attribute(page->markup, "id", name);
    markup_element(page->markup, level, heading);
}

void page_section_end(struct page *page)
{
    markup_close(page->markup);
    page->depth--;
}

/* One paragraph, 'length' bytes of text, its lines broken where they end. */
static void write_paragraph(struct page *page, const char *text, size_t length)
{
    const char *end = text + length;
    markup_open(page->markup, "p");
    while (text < end) {
        const size_t line = strcspn(text, "\n");
        const size_t here = text + line < end ? line : (size_t)(end - text);
        char *words = memory_printf(page, "%.*s", (int)here, text);
        markup_text(page->markup, words);
        talloc_free(words);
        text += here;
        text += strspn(text, "\n");
        if (text < end) {
            markup_open(page->markup, "br");
            markup_close_empty(page->markup);
        }
    }
    markup_close(page->markup);
}

void page_paragraph(struct page *page, const char *text)
{
    text += strspn(text, "\n");
    while (*text) {
        const char *gap = strstr(text, "\n\n");
        const size_t length = gap ? (size_t)(gap - text) : strlen(text);
        write_paragraph(page, text, length);
        text += length;
        text += strspn(text, "\n");
    }
}

void page_list_begin(struct page *page, enum page_list list)
{
    markup_open(page->markup, list == PAGE_NUMBERS ? "ol" : "ul");
}

void page_item(struct page *page, const char *text)
{
    markup_element(page->markup, "li", text);
}

void page_item_begin(struct page *page)
{
    markup_open(page->markup, "li");
}

void page_item_end(struct page *page)
{
    markup_close(page->markup);
}

void page_list_end(struct page *page)
{
    markup_close(page->markup);
}

void page_terms_begin(struct page *page)
{
    markup_open(page->markup, "dl");
}

void page_term(struct page *page, const char *term, const char *text)
{
    markup_element(page->markup, "dt", term);
    markup_element(page->markup, "dd", text);
}

void page_terms_end(struct page *page)
{
    markup_close(page->markup);
}

/* The heading of a row or, "col", of a column. */
static void write_heading_cell(struct page *page, const char *scope, const char *text)
{
    markup_open(page->markup, "th");
    markup_attribute(page->markup, "scope", scope);
    markup_text(page->markup, text);
    markup_close(page->markup);
}

void page_table_begin(struct page *page, const char *caption, const char *const *headings,
                      size_t columns)
{
    page->headings = headings;
    page->columns = columns;
    markup_open(page->markup, "table");
    markup_element(page->markup, "caption", caption);
    markup_open(page->markup, "thead");
    markup_open(page->markup, "tr");
    for (size_t i = 0; i < columns; i++)
        write_heading_cell(page, "col", headings[i]);
    markup_close(page->markup);
    markup_close(page->markup);
    markup_open(page->markup, "tbody");
}

void page_row(struct page *page, const char *const *cells)
{
    markup_open(page->markup, "tr");
    write_heading_cell(page, "row", cells[0]);
    for (size_t i = 1; i < page->columns; i++) {
        markup_open(page->markup, "td");
        markup_attribute(page->markup, "data-heading", page->headings[i]);
        markup_text(page->markup, cells[i]);
        markup_close(page->markup);
    }
    markup_close(page->markup);
}

void page_table_end(struct page *page)
{
    markup_close(page->markup);
    markup_close(page->markup);
}

void page_picture(struct page *page, const char *svg, const char *caption)
{
    markup_open(page->markup, "figure");
    markup_raw(page->markup, svg);
    markup_element(page->markup, "figcaption", caption);
    markup_close(page->markup);
}
