#include "api/operations/board_pack.h"

#include "api/operations/meetings.h"
#include "api/operations/pack_case.h"
#include "api/operations/read_case.h"
#include "api/operations/readings.h"
#include "common/casework/meetings.h"
#include "common/casework/reference_data.h"
#include "common/domain/access.h"
#include "common/json/staff_shapes.h"
#include "common/store/meeting_store.h"
#include "common/store/reading_store.h"
#include "common/store/tx.h"

#include <string.h>

static enum fault read_names(struct op *op, struct pack_reader *reader)
{
    struct staff *staff;
    TRY(staff_list(op, &op->actor.organisation_id, &staff, &reader->staff_count));
    const char **names = NEW_ARRAY(op->memory, const char *, reader->staff_count);
    for (size_t i = 0; i < reader->staff_count; i++) {
        struct staff_details details = { 0 };
        if (shape_read(op, &staff_details_shape, staff[i].details, strlen(staff[i].details),
                       &details) != OK)
            return FAULT_SEAL_BROKEN;
        names[i] = details.name;
    }
    reader->staff = staff;
    reader->names = names;
    return OK;
}

static enum fault add_case(struct op *op, struct pack_reader *reader,
                           const struct meeting_case *found, struct pack_case *packed,
                           struct reading *reading)
{
    struct case_view view;
    TRY(read_case(op, found->reference, MAY(PACK) | MAY(READ), &view));
    reader->may_know_people = (view.may & MAY(READ)) != 0; /* Rule: A12, A16. */
    *reading = reading_of(op, &view.id,
                          reader->may_know_people ? READING_PART_BOARD_PACK_WITH_PEOPLE
                                                  : READING_PART_BOARD_PACK,
                          view.version);
    TRY(procedure_of(op, &op->actor.organisation_id, found->procedure_version, &reader->procedure));
    return pack_case_of(op, reader, &view, packed);
}

static enum fault add_cases(struct op *op, const struct meeting_view *meeting,
                            struct board_pack *pack, struct reading **readings)
{
    const struct uuid *organisation_id = &op->actor.organisation_id;
    struct pack_reader reader = { 0 };
    struct codes standards;
    struct meeting_case *found;

    TRY(meeting_standards(op, organisation_id, meeting->body, &standards));
    TRY(meeting_cases(op, organisation_id, &meeting->id, &standards, &found, &pack->case_count));
    TRY(read_names(op, &reader));
    struct pack_case *cases = NEW_ARRAY(op->memory, struct pack_case, pack->case_count);
    *readings = NEW_ARRAY(op->memory, struct reading, pack->case_count);
    for (size_t i = 0; i < pack->case_count; i++)
        TRY(add_case(op, &reader, &found[i], &cases[i], &(*readings)[i]));
    pack->cases = cases;
    return OK;
}

static enum fault draw_up(struct op *op, const struct uuid *meeting_id, struct board_pack *pack,
                          struct reading **readings)
{
    SCOPED_TX tx = { 0 };
    struct organisation organisation;
    struct meeting_view *meeting = NEW(op->memory, struct meeting_view);

    TRY(tx_begin_snapshot(op, &tx));
    TRY(read_meeting(op, meeting_id, meeting));
    TRY(organisation_of(op, &op->actor.organisation_id, &organisation));
    *pack = (struct board_pack){ .meeting = meeting,
                                 .organisation = organisation.name,
                                 .drawn_up_at = op->now };
    TRY(add_cases(op, meeting, pack, readings));
    return tx_commit(&tx);
}

enum fault read_board_pack(struct op *op, const struct uuid *meeting_id, struct board_pack *pack)
{
    struct reading *readings;
    TRY(draw_up(op, meeting_id, pack, &readings));
    return readings_add(op, readings, pack->case_count);
}
