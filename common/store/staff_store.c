#include "common/store/staff_store.h"

#include "common/store/directory_text.h"
#include "common/store/identity_provider_store.h"
#include "common/store/word_readers.h"

/* A row as it is stored. */
struct sealed_staff {
    struct uuid id;
    struct uuid organisation_id;
    struct bytes sealed;
    const char *roles;
    bool is_disabled;
    struct uuid deputy_id;
    day absent_from, absent_to;
};

static const struct column sealed_columns[] = {
    COLUMN(struct sealed_staff, id, read_uuid),
    COLUMN(struct sealed_staff, organisation_id, read_uuid),
    COLUMN(struct sealed_staff, sealed, read_bytes),
    COLUMN(struct sealed_staff, roles, read_text),
    COLUMN(struct sealed_staff, is_disabled, read_bool),
    COLUMN(struct sealed_staff, deputy_id, read_uuid),
    COLUMN(struct sealed_staff, absent_from, read_day),
    COLUMN(struct sealed_staff, absent_to, read_day),
};
static const struct row sealed_row = ROW(struct sealed_staff, sealed_columns);

static const struct row has_role_row = VALUE(bool, "has_role", read_bool);

static struct seal_place place_of(struct op *op, const struct uuid *id)
{
    return (struct seal_place){ .table = "staff", .column = "sealed", .row = param_uuid(op, id) };
}

enum fault staff_create(struct op *op, const struct uuid *id, const char *details)
{
    return query_run(
        op, Q_staff_create,
        PARAMS(param_uuid(op, id), directory_text_seal(op, place_of(op, id), details)));
}

enum fault staff_admit(struct op *op, const struct identity_provider *provider,
                       const unsigned char *hash, const char *details, struct uuid *staff_id)
{
    const struct row admitted_row = VALUE(struct uuid, "staff_id", read_uuid);
    const struct uuid id = uuid_new(op->now);
    return query_one(op, Q_staff_admit,
                     PARAMS(param_uuid(op, &provider->organisation_id),
                            param_uuid(op, &provider->id), param_bytes(op, hash, HASH_BYTES),
                            param_uuid(op, &id),
                            directory_text_seal(op, place_of(op, &id), details)),
                     &admitted_row, staff_id, FAULT_BUG);
}

enum fault staff_details_read(struct op *op, const struct uuid *id, const char **details)
{
    const struct row details_row = VALUE(struct bytes, "sealed", read_bytes);
    struct bytes sealed;
    TRY(query_one(op, Q_staff_details_read, PARAMS(param_uuid(op, id)), &details_row, &sealed,
                  FAULT_NOT_FOUND));
    return directory_text_open(op, place_of(op, id), &sealed, details);
}

enum fault staff_details_change(struct op *op, const struct uuid *id, const char *details)
{
    size_t changed;
    TRY(query_count(op, Q_staff_details_change,
                    PARAMS(param_uuid(op, id), directory_text_seal(op, place_of(op, id), details)),
                    &changed));
    return changed ? OK : FAULT_NOT_FOUND;
}

enum fault staff_disable(struct op *op, const struct uuid *staff_id, bool disabled)
{
    size_t changed;
    TRY(query_count(op, Q_staff_disable, PARAMS(param_uuid(op, staff_id), param_bool(disabled)),
                    &changed));
    return changed ? OK : FAULT_NOT_FOUND;
}

enum fault staff_role_add(struct op *op, const struct uuid *staff_id,
                          const struct uuid *organisation_id, enum role role)
{
    size_t added;
    TRY(query_count(op, Q_staff_role_add,
                    PARAMS(param_uuid(op, staff_id), param_uuid(op, organisation_id),
                           vocabulary_text(&roles, (int)role)),
                    &added));
    return added ? OK : FAULT_ALREADY_EXISTS;
}

enum fault staff_has_role(struct op *op, const struct uuid *staff_id,
                          const struct uuid *organisation_id, bool *has_role)
{
    return query_one(op, Q_staff_has_role,
                     PARAMS(param_uuid(op, staff_id), param_uuid(op, organisation_id)),
                     &has_role_row, has_role, FAULT_BUG);
}

enum fault staff_roles(struct op *op, const struct uuid *staff_id,
                       const struct uuid *organisation_id, unsigned *held)
{
    const struct row role_row = VALUE(enum role, "role", read_role);
    enum role *found;
    size_t count;
    TRY(query_many(op, Q_staff_roles,
                   PARAMS(param_uuid(op, staff_id), param_uuid(op, organisation_id)), &role_row,
                   &found, &count));
    *held = 0;
    for (size_t i = 0; i < count; i++)
        *held |= 1u << found[i];
    return OK;
}

enum fault staff_holds(struct op *op, const struct uuid *staff_id,
                       const struct uuid *organisation_id, const enum role *wanted, size_t count,
                       bool *holds)
{
    const struct row holds_row = VALUE(bool, "holds", read_bool);
    struct array codes = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(op, &codes, vocabulary_text(&roles, (int)wanted[i]));
    return query_one(
        op, Q_staff_holds,
        PARAMS(param_uuid(op, staff_id), param_uuid(op, organisation_id), param_array(op, &codes)),
        &holds_row, holds, FAULT_BUG);
}

enum fault staff_list(struct op *op, const struct uuid *organisation_id, struct staff **staff,
                      size_t *count)
{
    struct sealed_staff *found;
    TRY(query_many(op, Q_staff_list, PARAMS(param_uuid(op, organisation_id)), &sealed_row, &found,
                   count));
    *staff = NEW_ARRAY(op->memory, struct staff, *count);
    for (size_t i = 0; i < *count; i++) {
        struct staff *person = &(*staff)[i];
        person->id = found[i].id;
        person->organisation_id = found[i].organisation_id;
        person->roles = found[i].roles;
        person->is_disabled = found[i].is_disabled;
        person->deputy_id = found[i].deputy_id;
        person->absent_from = found[i].absent_from;
        person->absent_to = found[i].absent_to;
        TRY(directory_text_open(op, place_of(op, &person->id), &found[i].sealed, &person->details));
    }
    return OK;
}
