/*
 * Pages in HTML 5 for people: plain to read on a screen, in print (A4) and
 * with a screen reader. No script, nothing from elsewhere.
 *
 *     struct page *page = page_begin(memory, "en", "Complaints of Example");
 *     page_section_begin(page, "help", "Help to complain");
 *     page_paragraph(page, "We help you to write it down.");
 *     page_section_end(page);
 *     html = page_end(page);
 *
 * The title is the heading of level 1; a section's is one deeper than that of
 * what it stands in, so that no level can be skipped. All texts are taken as
 * they are and stay text.
 */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include <stddef.h>

struct page; /* belongs to one thread */

/* What stands in the style element of every page, to the byte. */
extern const char page_style_sheet[];

/* 'language' as HTML names it, "en". */
struct page *page_begin(void *memory, const char *language, const char *title);
/* The page as text, which belongs to the memory; 'page' is gone. */
const char *page_end(struct page *page);

/* 'name' is what an address can point to ("#help"), once in a page; NULL for none. */
void page_section_begin(struct page *page, const char *name, const char *heading);
void page_section_end(struct page *page);

/* An empty line in the text divides paragraphs, a line end breaks the line. */
void page_paragraph(struct page *page, const char *text);

enum page_list { PAGE_BULLETS, PAGE_NUMBERS };
void page_list_begin(struct page *page, enum page_list list);
void page_item(struct page *page, const char *text);
/* An item that holds paragraphs, sections, lists. */
void page_item_begin(struct page *page);
void page_item_end(struct page *page);
void page_list_end(struct page *page);

/* Words and what belongs to them. */
void page_terms_begin(struct page *page);
void page_term(struct page *page, const char *term, const char *text);
void page_terms_end(struct page *page);

/* A table with a heading over each of its columns; the first cell of a row is the row's heading.
 * Each row has as many cells as the table has columns. On a small screen a row's cells stand below
 * one another, each with its heading. 'headings' stay until the table ends. */
void page_table_begin(struct page *page, const char *caption, const char *const *headings,
                      size_t columns);
void page_row(struct page *page, const char *const *cells);
void page_table_end(struct page *page);

/* A picture (SVG, as common/chart draws it) and what stands below it. */
void page_picture(struct page *page, const char *svg, const char *caption);

#endif
