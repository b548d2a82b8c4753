/*
 * Markup (HTML, SVG), element by element. The library's writer escapes what
 * texts and attributes say, so whatever people wrote stays text. The only user
 * of libxml2.
 *
 * Texts are UTF-8. Elements are closed by their full end tag, as HTML wants it;
 * those that hold nothing (br, meta) by markup_close_empty.
 */
#ifndef PAGE_MARKUP_H
#define PAGE_MARKUP_H

struct markup; /* belongs to one thread */

struct markup *markup_begin(void *memory);
/* Closes what is open and answers the text, which belongs to the memory; the markup is gone. */
const char *markup_end(struct markup *markup);

void markup_open(struct markup *markup, const char *element);
/* Of the element that was just opened; before its content. */
void markup_attribute(struct markup *markup, const char *name, const char *value);
void markup_close(struct markup *markup);
void markup_close_empty(struct markup *markup);

void markup_text(struct markup *markup, const char *text);
/* <element>text</element> */
void markup_element(struct markup *markup, const char *element, const char *text);
/* Not escaped: what another markup_end answered, or a constant of ours. Nothing else. */
void markup_raw(struct markup *markup, const char *text);

#endif
