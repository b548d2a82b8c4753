/* Messages to sites: made, listed, repeated. */
#include "common/store/webhook_store.h"
#include "common/store/word_readers.h"

static const struct column listener_columns[] = {
    COLUMN_AS("organisation_id", struct webhook_listener, file.organisation_id, read_uuid),
    COLUMN_AS("id", struct webhook_listener, file.id, read_uuid),
    COLUMN_AS("reference", struct webhook_listener, file.reference, read_text),
    COLUMN_AS("site_id", struct webhook_listener, file.site_id, read_uuid),
    COLUMN_AS("kind", struct webhook_listener, file.kind, read_kind),
    COLUMN_AS("channel", struct webhook_listener, file.channel, read_channel),
    COLUMN_AS("category", struct webhook_listener, file.category, read_text),
    COLUMN_AS("stage", struct webhook_listener, file.stage, read_text),
    COLUMN_AS("state", struct webhook_listener, file.state, read_state),
    COLUMN_AS("version", struct webhook_listener, file.version, read_int),
    COLUMN_AS("procedure_version", struct webhook_listener, file.procedure_version, read_int),
    COLUMN_AS("handler", struct webhook_listener, file.handler, read_uuid),
    COLUMN_AS("point_of_contact", struct webhook_listener, file.point_of_contact, read_uuid),
    COLUMN_AS("received_at", struct webhook_listener, file.received_at, read_instant),
    COLUMN_AS("recorded_at", struct webhook_listener, file.recorded_at, read_instant),
    COLUMN_AS("closed_at", struct webhook_listener, file.closed_at, read_instant),
    COLUMN_AS("erased_at", struct webhook_listener, file.erased_at, read_instant),
    COLUMN_AS("erasure_not_before", struct webhook_listener, file.erasure_not_before, read_day),
    COLUMN_AS("legal_hold", struct webhook_listener, file.legal_hold, read_bool),
    COLUMN_AS("sealed_off", struct webhook_listener, file.sealed_off, read_bool),
    COLUMN_AS("hidden_from_site", struct webhook_listener, file.hidden_from_site, read_bool),
    COLUMN(struct webhook_listener, endpoint_id, read_uuid),
    COLUMN(struct webhook_listener, tells_from, read_instant),
};
static const struct row listener_row = ROW(struct webhook_listener, listener_columns);

enum fault webhook_listeners(struct op *op, const struct uuid *case_ids, size_t case_count,
                             struct webhook_listener **listeners, size_t *count)
{
    return query_many(op, Q_webhook_listeners, PARAMS(param_uuids(op, case_ids, case_count)),
                      &listener_row, listeners, count);
}

enum fault webhook_deliveries_add(struct op *op, const struct webhook_telling *tellings,
                                  size_t count)
{
    enum { ORGANISATION, ID, ENDPOINT, CASE, SEQ, TYPE, STATUS, CHANGED_AT, TRACEPARENT, COLUMNS };
    struct array columns[COLUMNS] = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct webhook_telling *telling = &tellings[i];
        const struct uuid id = uuid_new(op->now);
        array_add(op, &columns[ORGANISATION],
                  param_uuid(op, &telling->listener->file.organisation_id));
        array_add(op, &columns[ID], param_uuid(op, &id));
        array_add(op, &columns[ENDPOINT], param_uuid(op, &telling->listener->endpoint_id));
        array_add(op, &columns[CASE], param_uuid(op, &telling->listener->file.id));
        array_add(op, &columns[SEQ], param_int(op, telling->seq));
        array_add(op, &columns[TYPE], vocabulary_text(&webhook_types, (int)telling->type));
        array_add(op, &columns[STATUS], vocabulary_text(&statuses, (int)telling->state));
        array_add(op, &columns[CHANGED_AT], param_instant(op, telling->changed_at));
        array_add(op, &columns[TRACEPARENT], telling->traceparent);
    }
    return query_run(op, Q_webhook_deliveries_add, params_of(op, columns, COLUMNS));
}

static const struct column delivery_columns[] = {
    COLUMN(struct webhook_delivery, id, read_uuid),
    COLUMN(struct webhook_delivery, endpoint_id, read_uuid),
    COLUMN(struct webhook_delivery, type, read_webhook_type),
    COLUMN(struct webhook_delivery, reference, read_text),
    COLUMN(struct webhook_delivery, status, read_text),
    COLUMN(struct webhook_delivery, changed_at, read_instant),
    COLUMN(struct webhook_delivery, state, read_webhook_state),
    COLUMN(struct webhook_delivery, attempts, read_int),
    COLUMN(struct webhook_delivery, last_attempt_at, read_instant),
    COLUMN(struct webhook_delivery, last_status, read_int),
    COLUMN(struct webhook_delivery, last_outcome, read_text),
    COLUMN(struct webhook_delivery, next_attempt_at, read_instant),
    COLUMN(struct webhook_delivery, sent_at, read_instant),
};
static const struct row delivery_row = ROW(struct webhook_delivery, delivery_columns);

enum fault webhook_delivery_list(struct op *op, const struct webhook_filter *filter,
                                 struct webhook_delivery **deliveries, size_t *count)
{
    const char *state = filter->state ? vocabulary_text(&webhook_states, (int)filter->state) : NULL;
    return query_many(op, Q_webhook_delivery_list,
                      PARAMS(param_uuid(op, &filter->organisation_id),
                             param_uuid(op, &filter->site_id), param_uuid(op, &filter->after),
                             param_uuid(op, &filter->only), state, param_int(op, filter->limit)),
                      &delivery_row, deliveries, count);
}

enum fault webhook_replay(struct op *op, const struct uuid *organisation_id, const struct uuid *id)
{
    return query_run(op, Q_webhook_replay,
                     PARAMS(param_uuid(op, organisation_id), param_uuid(op, id)));
}
