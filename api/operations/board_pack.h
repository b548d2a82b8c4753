/*
 * What a meeting has before it, for those who meet.
 *
 * Every case that waits for the meeting or was tabled for it, complete; who
 * complains, and who is complained about, only for those who may know it.
 * A case that whoever asks may not know of is left out, and nothing tells so.
 */
#ifndef API_OPERATIONS_BOARD_PACK_H
#define API_OPERATIONS_BOARD_PACK_H

#include "common/json/board_pack_shapes.h"

/* As of one moment. A cancelled meeting has nothing before it. That whoever asks is shown these
 * cases is on record then, of all of them or none (readings.h). Errors: NOT_FOUND, SEAL_BROKEN,
 * BUSY, DATABASE. Rule: A12, A16, C11, D9. */
enum fault read_board_pack(struct op *op, const struct uuid *meeting_id,
                           struct board_pack *pack) CHECKED;

#endif
