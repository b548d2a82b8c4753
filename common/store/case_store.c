#include "common/store/case_store.h"

#include "common/store/word_readers.h"

static const struct column record_columns[] = {
    COLUMN_AS("organisation_id", struct case_record, file.organisation_id, read_uuid),
    COLUMN_AS("id", struct case_record, file.id, read_uuid),
    COLUMN_AS("reference", struct case_record, file.reference, read_text),
    COLUMN_AS("site_id", struct case_record, file.site_id, read_uuid),
    COLUMN_AS("kind", struct case_record, file.kind, read_kind),
    COLUMN_AS("channel", struct case_record, file.channel, read_channel),
    COLUMN_AS("category", struct case_record, file.category, read_text),
    COLUMN_AS("customer_type", struct case_record, file.customer_type, read_customer_type),
    COLUMN_AS("anonymous", struct case_record, file.anonymous, read_bool),
    COLUMN_AS("stage", struct case_record, file.stage, read_text),
    COLUMN_AS("state", struct case_record, file.state, read_state),
    COLUMN_AS("version", struct case_record, file.version, read_int),
    COLUMN_AS("procedure_version", struct case_record, file.procedure_version, read_int),
    COLUMN_AS("handler", struct case_record, file.handler, read_uuid),
    COLUMN_AS("point_of_contact", struct case_record, file.point_of_contact, read_uuid),
    COLUMN_AS("received_at", struct case_record, file.received_at, read_instant),
    COLUMN_AS("recorded_at", struct case_record, file.recorded_at, read_instant),
    COLUMN_AS("closed_at", struct case_record, file.closed_at, read_instant),
    COLUMN_AS("erased_at", struct case_record, file.erased_at, read_instant),
    COLUMN_AS("erasure_not_before", struct case_record, file.erasure_not_before, read_day),
    COLUMN_AS("legal_hold", struct case_record, file.legal_hold, read_bool),
    COLUMN_AS("sealed_off", struct case_record, file.sealed_off, read_bool),
    COLUMN_AS("public_state", struct case_record, file.public_state, read_state),
    COLUMN_AS("public_stage", struct case_record, file.public_stage, read_text),
    COLUMN_AS("hidden_from_site", struct case_record, file.hidden_from_site, read_bool),
    COLUMN(struct case_record, receipt_hash, read_bytes),
    COLUMN(struct case_record, receipt_generation, read_int),
    COLUMN(struct case_record, sealed_content, read_bytes),
    COLUMN(struct case_record, sealed_customer, read_bytes),
    COLUMN(struct case_record, kek_epoch, read_int),
    COLUMN(struct case_record, wrapped, read_bytes),
};
static const struct row record_row = ROW(struct case_record, record_columns);

enum fault case_by_reference(struct op *op, const struct uuid *organisation_id,
                             const char *reference, struct case_record *record)
{
    return query_one(op, Q_case_by_reference, PARAMS(param_uuid(op, organisation_id), reference),
                     &record_row, record, FAULT_NOT_FOUND);
}

enum fault case_by_id(struct op *op, const struct uuid *organisation_id, const struct uuid *id,
                      struct case_record *record)
{
    return query_one(op, Q_case_by_id, PARAMS(param_uuid(op, organisation_id), param_uuid(op, id)),
                     &record_row, record, FAULT_NOT_FOUND);
}

/* The row is read after it is held: what was read before may be old. */
enum fault case_lock(struct op *op, const struct uuid *organisation_id, const char *reference,
                     struct case_record *record)
{
    TRY(query_one(op, Q_case_lock, PARAMS(param_uuid(op, organisation_id), reference), NULL, NULL,
                  FAULT_NOT_FOUND));
    return case_by_reference(op, organisation_id, reference, record);
}

static const struct column status_columns[] = {
    COLUMN(struct case_file, id, read_uuid),
    COLUMN(struct case_file, reference, read_text),
    COLUMN(struct case_file, site_id, read_uuid),
    COLUMN(struct case_file, hidden_from_site, read_bool),
    COLUMN(struct case_file, kind, read_kind),
    COLUMN(struct case_file, received_at, read_instant),
    COLUMN(struct case_file, erased_at, read_instant),
    COLUMN(struct case_file, public_state, read_state),
};
static const struct row status_row = ROW(struct case_file, status_columns);

enum fault case_status(struct op *op, const struct uuid *organisation_id, const char *reference,
                       const struct uuid *site_id, struct case_file *file)
{
    *file = (struct case_file){ 0 };
    return query_one(op, Q_case_status,
                     PARAMS(param_uuid(op, organisation_id), reference, param_uuid(op, site_id)),
                     &status_row, file, FAULT_NOT_FOUND);
}

static const struct column list_columns[] = {
    COLUMN(struct case_file, id, read_uuid),
    COLUMN(struct case_file, reference, read_text),
    COLUMN(struct case_file, kind, read_kind),
    COLUMN(struct case_file, channel, read_channel),
    COLUMN(struct case_file, category, read_text),
    COLUMN(struct case_file, stage, read_text),
    COLUMN(struct case_file, state, read_state),
    COLUMN(struct case_file, version, read_int),
    COLUMN(struct case_file, handler, read_uuid),
    COLUMN(struct case_file, received_at, read_instant),
    COLUMN(struct case_file, closed_at, read_instant),
    COLUMN(struct case_file, public_state, read_state),
};
static const struct row list_row = ROW(struct case_file, list_columns);

static const char *param_states(struct op *op, const struct case_filter *filter)
{
    struct array array = { 0 };
    for (size_t i = 0; i < filter->state_count; i++)
        array_add(op, &array, vocabulary_text(&states, (int)filter->states[i]));
    return array.count ? param_array(op, &array) : NULL;
}

static const char *word_or_null(const struct vocabulary *vocabulary, int word)
{
    return word ? vocabulary_text(vocabulary, word) : NULL;
}

enum fault case_list(struct op *op, const struct case_filter *filter, struct case_file **cases,
                     size_t *count)
{
    const instant from =
        filter->received_from == NO_DAY ? NO_INSTANT : day_start(filter->received_from);
    const instant before =
        filter->received_to == NO_DAY ? NO_INSTANT : day_start(filter->received_to + 1);
    return query_many(
        op, Q_case_list,
        PARAMS(param_uuid(op, &filter->organisation_id), param_uuid(op, &filter->site_id),
               param_uuid(op, &filter->after), word_or_null(&kinds, (int)filter->kind),
               param_states(op, filter), param_instant(op, from), param_instant(op, before),
               param_int(op, filter->limit), filter->stage, filter->category,
               word_or_null(&channels, (int)filter->channel), param_uuid(op, &filter->handler),
               filter->standard, word_or_null(&standard_states, (int)filter->standard_state)),
        &list_row, cases, count);
}

enum fault case_save(struct op *op, const struct case_file *file)
{
    return query_run(
        op, Q_case_save,
        PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id), file->stage,
               vocabulary_text(&states, (int)file->state), param_int(op, file->version),
               param_uuid(op, &file->handler), param_uuid(op, &file->point_of_contact),
               param_instant(op, file->closed_at), param_bool(file->sealed_off),
               param_bool(file->hidden_from_site),
               file->sealed_off ? vocabulary_text(&states, (int)file->public_state) : NULL,
               file->sealed_off ? file->public_stage : NULL,
               param_day(op, file->erasure_not_before), param_bool(file->legal_hold)));
}

enum fault case_receipt_save(struct op *op, const struct case_record *record)
{
    return query_run(op, Q_case_receipt_save,
                     PARAMS(param_uuid(op, &record->file.organisation_id),
                            param_uuid(op, &record->file.id),
                            param_bytes(op, record->receipt_hash.data, record->receipt_hash.length),
                            param_int(op, record->receipt_generation)));
}

enum fault case_version_save(struct op *op, const struct case_file *file)
{
    return query_run(op, Q_case_version_save,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_int(op, file->version)));
}

enum fault case_outcomes_add(struct op *op, const struct case_file *file, int seq,
                             const char *const *outcomes, size_t count)
{
    struct array array = { 0 };
    for (size_t i = 0; i < count; i++)
        array_add(op, &array, outcomes[i]);
    return query_run(op, Q_case_outcomes_add,
                     PARAMS(param_uuid(op, &file->organisation_id), param_uuid(op, &file->id),
                            param_int(op, seq), param_array(op, &array)));
}
