#include "common/store/case_person_store.h"

#include "common/domain/case_people.h"

static const char *standing_text(enum standing standing)
{
    return standing == STANDING_PROVISIONAL ? "provisional"
           : standing == STANDING_CONFIRMED ? "confirmed"
                                            : "dismissed";
}

enum fault case_person_save(struct op *op, const struct case_file *file,
                            const struct life_person *person)
{
    if (uuid_is_nil(&person->staff))
        return OK;
    return query_run(op, Q_case_person_save,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_int(op, person->seq), param_uuid(op, &person->staff),
                            person->is_subject ? "subject" : "conflicted",
                            standing_text(person->standing)));
}

enum fault case_admit(struct op *op, const struct case_file *file, const struct uuid *staff_id,
                      int seq)
{
    return query_run(op, Q_case_admit,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_uuid(op, staff_id), param_int(op, seq)));
}

static const struct row id_row = VALUE(struct uuid, "id", read_uuid);

enum fault handovers_find(struct op *op, const struct uuid *organisation_id,
                          const struct uuid *staff_id, struct uuid **case_ids, size_t *count)
{
    return query_many(op, Q_handovers_find,
                      PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff_id)), &id_row,
                      case_ids, count);
}

enum fault case_investigators_add(struct op *op, const struct case_file *file,
                                  const struct uuid *staff_ids, size_t count, int seq)
{
    return query_run(op, Q_case_investigators_add,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_uuids(op, staff_ids, count), param_int(op, seq)));
}

enum fault case_investigators_drop(struct op *op, const struct case_file *file,
                                   const struct uuid *staff_ids, size_t count)
{
    return query_run(op, Q_case_investigators_drop,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_uuids(op, staff_ids, count)));
}

enum fault investigations_find(struct op *op, const struct uuid *organisation_id,
                               const struct uuid *staff_id, struct uuid **case_ids, size_t *count)
{
    return query_many(op, Q_investigations_find,
                      PARAMS(param_uuid(op, organisation_id), param_uuid(op, staff_id)), &id_row,
                      case_ids, count);
}

static const struct column bond_columns[] = {
    COLUMN(struct case_bonds, is_part_of_it, read_bool),
    COLUMN(struct case_bonds, is_handed_to, read_bool),
    COLUMN(struct case_bonds, is_investigator, read_bool),
    COLUMN(struct case_bonds, is_handlers_deputy, read_bool),
    COLUMN(struct case_bonds, is_trustees_deputy, read_bool),
    COLUMN(struct case_bonds, is_contacts_deputy, read_bool),
    COLUMN(struct case_bonds, is_investigators_deputy, read_bool),
    COLUMN(struct case_bonds, is_officers_deputy, read_bool),
    COLUMN(struct case_bonds, is_before_board, read_bool),
    COLUMN(struct case_bonds, is_before_committee, read_bool),
    COLUMN(struct case_bonds, is_before_review_panel, read_bool),
};
static const struct row bond_row = ROW(struct case_bonds, bond_columns);

enum fault case_bonds_read(struct op *op, const struct case_file *file, const struct uuid *staff_id,
                           struct case_bonds *bonds)
{
    return query_one(op, Q_case_bonds_read,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_uuid(op, staff_id), param_uuid(op, &file->handler),
                            param_uuid(op, &file->point_of_contact)),
                     &bond_row, bonds, FAULT_BUG);
}

static const char *role_codes(struct op *op, const enum role *wanted, size_t count)
{
    struct array codes = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(op, &codes, vocabulary_text(&roles, (int)wanted[i]));
    return param_array(op, &codes);
}

static const char *excluded_staff(struct op *op, const struct case_life *life)
{
    struct array excluded = { 0 };
    for (size_t i = 0; i < life->person_count; i++)
        if (life_excludes(life, &life->people[i].staff))
            array_add(op, &excluded, param_uuid(op, &life->people[i].staff));
    return param_array(op, &excluded);
}

enum fault substitute_find(struct op *op, const struct case_file *file,
                           const struct case_life *life, const enum role *wanted, size_t count,
                           struct uuid *staff_id)
{
    const struct row staff_row = VALUE(struct uuid, "staff_id", read_uuid);
    return query_one(op, Q_substitute_find,
                     PARAMS(param_uuid(op, &file->organisation_id), role_codes(op, wanted, count),
                            excluded_staff(op, life)),
                     &staff_row, staff_id, FAULT_NOT_FOUND);
}

enum fault detached_count(struct op *op, const struct case_file *file, const struct case_life *life,
                          const enum role *wanted, size_t count, int *left)
{
    const struct row left_row = VALUE(int, "people", read_int);
    return query_one(op, Q_detached_count,
                     PARAMS(param_uuid(op, &file->organisation_id), role_codes(op, wanted, count),
                            excluded_staff(op, life)),
                     &left_row, left, FAULT_BUG);
}
