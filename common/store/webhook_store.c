#include "common/store/webhook_store.h"

#include "common/store/directory_text.h"
#include "common/store/word_readers.h"

static struct seal_place place_of_url(struct op *op, const struct uuid *id)
{
    return (struct seal_place){ "webhook_endpoint", "sealed_url", { { 0 } }, param_uuid(op, id) };
}

static struct seal_place place_of_secret(struct op *op, const struct uuid *id)
{
    return (struct seal_place){ "webhook_secret", "sealed", { { 0 } }, param_uuid(op, id) };
}

/* A row as it is stored. */
struct sealed_endpoint {
    struct webhook_endpoint endpoint;
    struct bytes sealed_url;
};

static const struct column endpoint_columns[] = {
    COLUMN_AS("organisation_id", struct sealed_endpoint, endpoint.organisation_id, read_uuid),
    COLUMN_AS("id", struct sealed_endpoint, endpoint.id, read_uuid),
    COLUMN_AS("site_id", struct sealed_endpoint, endpoint.site_id, read_uuid),
    COLUMN_AS("site_name", struct sealed_endpoint, endpoint.site_name, read_text),
    COLUMN(struct sealed_endpoint, sealed_url, read_bytes),
    COLUMN_AS("created_at", struct sealed_endpoint, endpoint.created_at, read_instant),
    COLUMN_AS("disabled_at", struct sealed_endpoint, endpoint.disabled_at, read_instant),
    COLUMN_AS("disabled_by", struct sealed_endpoint, endpoint.disabled_by, read_text),
    COLUMN_AS("site_reads", struct sealed_endpoint, endpoint.site_reads, read_bool),
    COLUMN_AS("secrets", struct sealed_endpoint, endpoint.secrets, read_int),
};
static const struct row endpoint_row = ROW(struct sealed_endpoint, endpoint_columns);

enum fault webhook_endpoint_add(struct op *op, const struct webhook_endpoint *endpoint)
{
    return query_run(
        op, Q_webhook_endpoint_add,
        PARAMS(param_uuid(op, &endpoint->organisation_id), param_uuid(op, &endpoint->id),
               param_uuid(op, &endpoint->site_id),
               directory_text_seal(op, place_of_url(op, &endpoint->id), endpoint->url)));
}

enum fault webhook_endpoint_list(struct op *op, const struct uuid *organisation_id,
                                 const struct uuid *only, struct webhook_endpoint **endpoints,
                                 size_t *count)
{
    struct sealed_endpoint *rows;
    TRY(query_many(op, Q_webhook_endpoint_list,
                   PARAMS(param_uuid(op, organisation_id), param_uuid(op, only)), &endpoint_row,
                   &rows, count));
    *endpoints = NEW_ARRAY(op->memory, struct webhook_endpoint, *count);
    for (size_t i = 0; i < *count; i++) {
        (*endpoints)[i] = rows[i].endpoint;
        TRY(directory_text_open(op, place_of_url(op, &rows[i].endpoint.id), &rows[i].sealed_url,
                                &(*endpoints)[i].url));
    }
    return OK;
}

static enum fault change_endpoint(struct op *op, enum query query, struct params params)
{
    size_t changed;
    TRY(query_count(op, query, params, &changed));
    return changed ? OK : FAULT_NOT_FOUND;
}

enum fault webhook_endpoint_disable(struct op *op, const struct uuid *organisation_id,
                                    const struct uuid *id, const char *by)
{
    return change_endpoint(op, Q_webhook_endpoint_disable,
                           PARAMS(param_uuid(op, organisation_id), param_uuid(op, id), by));
}

enum fault webhook_endpoint_enable(struct op *op, const struct uuid *organisation_id,
                                   const struct uuid *id)
{
    return change_endpoint(op, Q_webhook_endpoint_enable,
                           PARAMS(param_uuid(op, organisation_id), param_uuid(op, id)));
}

enum fault webhook_endpoint_delete(struct op *op, const struct uuid *organisation_id,
                                   const struct uuid *id)
{
    return change_endpoint(op, Q_webhook_endpoint_delete,
                           PARAMS(param_uuid(op, organisation_id), param_uuid(op, id)));
}

enum fault webhook_secret_add(struct op *op, const struct webhook_endpoint *endpoint,
                              const char *secret, instant others_end_at)
{
    const struct uuid id = uuid_new(op->now);
    const char *organisation = param_uuid(op, &endpoint->organisation_id);
    const char *endpoint_id = param_uuid(op, &endpoint->id);
    TRY(query_run(op, Q_webhook_secrets_end,
                  PARAMS(organisation, endpoint_id, param_instant(op, others_end_at))));
    return query_run(op, Q_webhook_secret_add,
                     PARAMS(organisation, param_uuid(op, &id), endpoint_id,
                            directory_text_seal(op, place_of_secret(op, &id), secret)));
}

struct sealed_secret {
    struct uuid id, endpoint_id;
    struct bytes sealed;
};
static const struct column secret_columns[] = {
    COLUMN(struct sealed_secret, id, read_uuid),
    COLUMN(struct sealed_secret, endpoint_id, read_uuid),
    COLUMN(struct sealed_secret, sealed, read_bytes),
};
static const struct row secret_row = ROW(struct sealed_secret, secret_columns);

enum fault webhook_secrets(struct op *op, const struct uuid *endpoint_ids, size_t endpoint_count,
                           struct webhook_secret **secrets, size_t *count)
{
    struct sealed_secret *rows;
    size_t found;
    TRY(query_many(op, Q_webhook_secrets, PARAMS(param_uuids(op, endpoint_ids, endpoint_count)),
                   &secret_row, &rows, &found));
    *secrets = NEW_ARRAY(op->memory, struct webhook_secret, found);
    *count = 0;
    for (size_t i = 0; i < found; i++) {
        struct webhook_secret *one = &(*secrets)[*count];
        one->endpoint_id = rows[i].endpoint_id;
        if (directory_text_open(op, place_of_secret(op, &rows[i].id), &rows[i].sealed,
                                &one->text) == OK)
            (*count)++;
    }
    return OK;
}

struct sealed_due {
    struct webhook_due due;
    struct bytes sealed_url;
};
static const struct column due_columns[] = {
    COLUMN_AS("organisation_id", struct sealed_due, due.organisation_id, read_uuid),
    COLUMN_AS("id", struct sealed_due, due.delivery.id, read_uuid),
    COLUMN_AS("endpoint_id", struct sealed_due, due.delivery.endpoint_id, read_uuid),
    COLUMN(struct sealed_due, sealed_url, read_bytes),
    COLUMN_AS("reference", struct sealed_due, due.delivery.reference, read_text),
    COLUMN_AS("type", struct sealed_due, due.delivery.type, read_webhook_type),
    COLUMN_AS("status", struct sealed_due, due.delivery.status, read_text),
    COLUMN_AS("changed_at", struct sealed_due, due.delivery.changed_at, read_instant),
    COLUMN_AS("state", struct sealed_due, due.delivery.state, read_webhook_state),
    COLUMN_AS("attempts", struct sealed_due, due.delivery.attempts, read_int),
    COLUMN_AS("last_attempt_at", struct sealed_due, due.delivery.last_attempt_at, read_instant),
    COLUMN_AS("traceparent", struct sealed_due, due.traceparent, read_text),
};
static const struct row due_row = ROW(struct sealed_due, due_columns);

enum fault webhook_claim(struct op *op, const struct webhook_lease *lease, struct webhook_due **due,
                         size_t *count)
{
    struct sealed_due *rows;
    size_t taken;
    TRY(query_many(op, Q_webhook_claim,
                   PARAMS(param_int(op, (int64_t)lease->limit),
                          param_int(op, lease->of_one_endpoint), param_int(op, lease->seconds),
                          param_int(op, WEBHOOK_ATTEMPTS)),
                   &due_row, &rows, &taken));
    *due = NEW_ARRAY(op->memory, struct webhook_due, taken);
    *count = 0;
    for (size_t i = 0; i < taken; i++) {
        struct webhook_due *one = &(*due)[*count];
        if (rows[i].due.delivery.state != WEBHOOK_SENDING)
            continue;
        *one = rows[i].due;
        if (directory_text_open(op, place_of_url(op, &one->delivery.endpoint_id),
                                &rows[i].sealed_url, &one->url))
            one->url = NULL;
        (*count)++;
    }
    return OK;
}

enum fault webhook_record(struct op *op, const struct webhook_try *done)
{
    const int wait_seconds = done->is_last ? 0 : webhook_retry_seconds(done->attempt);
    return query_run(op, Q_webhook_record,
                     PARAMS(param_uuid(op, &done->organisation_id), param_uuid(op, &done->id),
                            param_instant(op, done->began_at), param_bool(done->is_taken),
                            done->status ? param_int(op, done->status) : NULL, done->outcome,
                            param_int(op, wait_seconds)));
}

enum fault webhook_give_back(struct op *op, const struct webhook_try *begun)
{
    return query_run(op, Q_webhook_give_back,
                     PARAMS(param_uuid(op, &begun->organisation_id), param_uuid(op, &begun->id),
                            param_instant(op, begun->began_at)));
}
