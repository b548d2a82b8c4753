/* A board pack as a page to read and to print. Rule: A16. */
#ifndef API_OPERATIONS_BOARD_PACK_PAGE_H
#define API_OPERATIONS_BOARD_PACK_PAGE_H

#include "common/json/board_pack_shapes.h"

/* HTML. Owner: memory. */
const char *board_pack_page(void *memory, const struct board_pack *pack);

#endif
