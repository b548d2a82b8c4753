/*
 * Pages of lists: which one is asked for, and where it ends. All lists have the
 * same members for it, so that whoever goes through one goes through any.
 */
#ifndef JSON_PAGE_H
#define JSON_PAGE_H

#include "common/json/shape.h"

struct page_request {
    const char *starting_after; /* the cursor of the page before; NULL: the first page */
    int limit;                  /* the most that it holds */
};

struct page_end {
    bool has_more;
    const char *next; /* the cursor to go on with; NULL at the end of the list */
};

/* The rows of a page's shape: the struct has its 'struct page_end' in a member 'end'. */
#define PAGE_END_FIELDS(type)                                                                      \
    FIELD_AS("has_more", type, end.has_more, BOOLEAN), FIELD_AS("next", type, end.next, TEXT)

#endif
