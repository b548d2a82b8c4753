#include "common/store/notification_store.h"

#include "common/store/word_readers.h"

static void read_size(struct op *op, const char *text, void *into)
{
    int64_t number;
    read_int64(op, text, &number);
    *(size_t *)into = (size_t)number;
}

static void read_notification_type(struct op *op, const char *text, void *into)
{
    (void)op;
    *(enum notification_type *)into =
        (enum notification_type)(text ? vocabulary_read(&notification_types, text) : 0);
}

static const char *favourite_text(enum favourite favourite)
{
    return favourite == FAVOURITE_HANDLER   ? "handler"
           : favourite == FAVOURITE_CONTACT ? "contact"
           : favourite == FAVOURITE_OFFICER ? "officer"
           : favourite == FAVOURITE_PERSON  ? "person"
                                            : "";
}

static const char *line_text(struct op *op, const struct addressee *addressee)
{
    const char *line = vocabulary_text(&roles, (int)addressee->role);
    for (size_t i = 0; i < addressee->substitute_count; i++)
        line = memory_printf(op->memory, "%s,%s", line,
                             vocabulary_text(&roles, (int)addressee->substitutes[i]));
    return line;
}

static const struct column recipient_columns[] = {
    COLUMN(struct recipient, number, read_size),
    COLUMN(struct recipient, staff_id, read_uuid),
    COLUMN(struct recipient, in_place_of, read_uuid),
};
static const struct row recipient_row = ROW(struct recipient, recipient_columns);

enum fault recipients_find(struct op *op, const struct telling *tellings, size_t count,
                           struct recipient **recipients, size_t *recipient_count)
{
    struct array organisations = { 0 }, cases = { 0 }, favourites = { 0 }, lines = { 0 },
                 everyone = { 0 }, people = { 0 };
    for (size_t i = 0; i < count; i++) {
        array_add(op, &organisations, param_uuid(op, &tellings[i].file->organisation_id));
        array_add(op, &cases, param_uuid(op, &tellings[i].file->id));
        array_add(op, &favourites, favourite_text(tellings[i].to.favourite));
        array_add(op, &lines, line_text(op, &tellings[i].to));
        array_add(op, &everyone, param_bool(tellings[i].to.everyone));
        array_add(op, &people, param_uuid(op, &tellings[i].to.person));
    }
    return query_many(op, Q_recipients_find,
                      PARAMS(param_array(op, &organisations), param_array(op, &cases),
                             param_array(op, &favourites), param_array(op, &lines),
                             param_array(op, &everyone), param_array(op, &people)),
                      &recipient_row, recipients, recipient_count);
}

enum fault notifications_add(struct op *op, const struct telling *tellings,
                             const struct recipient *recipients, size_t count, instant since)
{
    struct array organisations = { 0 }, ids = { 0 }, staff = { 0 }, cases = { 0 }, types = { 0 },
                 standards = { 0 }, due_on = { 0 };
    for (size_t i = 0; i < count; i++) {
        const struct telling *telling = &tellings[recipients[i].number - 1];
        const struct uuid id = uuid_new(op->now);
        array_add(op, &organisations, param_uuid(op, &telling->file->organisation_id));
        array_add(op, &ids, param_uuid(op, &id));
        array_add(op, &staff, param_uuid(op, &recipients[i].staff_id));
        array_add(op, &cases, param_uuid(op, &telling->file->id));
        array_add(op, &types, vocabulary_text(&notification_types, (int)telling->type));
        array_add(op, &standards, telling->standard);
        array_add(op, &due_on, param_day(op, telling->due_on));
    }
    return query_run(
        op, Q_notifications_add,
        PARAMS(param_array(op, &organisations), param_array(op, &ids), param_array(op, &staff),
               param_array(op, &cases), param_array(op, &types), param_array(op, &standards),
               param_array(op, &due_on), param_instant(op, op->now), param_instant(op, since)));
}

static const struct column notification_columns[] = {
    COLUMN(struct notification, id, read_uuid),
    COLUMN(struct notification, reference, read_text),
    COLUMN(struct notification, type, read_notification_type),
    COLUMN(struct notification, standard, read_text),
    COLUMN(struct notification, due_on, read_day),
    COLUMN(struct notification, stood_in_for, read_uuid),
    COLUMN(struct notification, created_at, read_instant),
    COLUMN(struct notification, seen_at, read_instant),
};
static const struct row notification_row = ROW(struct notification, notification_columns);

enum fault notification_list(struct op *op, const struct notification_filter *filter,
                             struct notification **notifications, size_t *count)
{
    return query_many(op, Q_notification_list,
                      PARAMS(param_uuid(op, &filter->organisation_id),
                             param_uuid(op, &filter->staff_id), param_uuid(op, &filter->after),
                             param_bool(filter->unseen), param_uuid(op, &filter->only),
                             param_int(op, filter->limit)),
                      &notification_row, notifications, count);
}

enum fault notification_see(struct op *op, const struct notification_filter *which)
{
    return query_run(op, Q_notification_see,
                     PARAMS(param_uuid(op, &which->organisation_id),
                            param_uuid(op, &which->staff_id), param_uuid(op, &which->only),
                            param_instant(op, op->now)));
}

static const struct column untold_columns[] = {
    COLUMN_AS("organisation_id", struct untold_clock, file.organisation_id, read_uuid),
    COLUMN_AS("case_id", struct untold_clock, file.id, read_uuid),
    COLUMN_AS("kind", struct untold_clock, file.kind, read_kind),
    COLUMN_AS("channel", struct untold_clock, file.channel, read_channel),
    COLUMN_AS("category", struct untold_clock, file.category, read_text),
    COLUMN_AS("stage", struct untold_clock, file.stage, read_text),
    COLUMN_AS("procedure_version", struct untold_clock, file.procedure_version, read_int),
    COLUMN_AS("sealed_off", struct untold_clock, file.sealed_off, read_bool),
    COLUMN(struct untold_clock, standard, read_text),
    COLUMN(struct untold_clock, due_on, read_day),
};
static const struct row untold_row = ROW(struct untold_clock, untold_columns);

enum fault clocks_warn(struct op *op, const struct warning_rule *rules, size_t rule_count,
                       int limit, struct untold_clock **clocks, size_t *count)
{
    struct array organisations = { 0 }, versions = { 0 }, standards = { 0 }, hours = { 0 };
    for (size_t i = 0; i < rule_count; i++) {
        array_add(op, &organisations, param_uuid(op, &rules[i].organisation_id));
        array_add(op, &versions, param_int(op, rules[i].procedure_version));
        array_add(op, &standards, rules[i].standard);
        array_add(op, &hours, param_int(op, rules[i].hours));
    }
    return query_many(op, Q_clocks_warn,
                      PARAMS(param_array(op, &organisations), param_array(op, &versions),
                             param_array(op, &standards), param_array(op, &hours),
                             param_instant(op, op->now), param_int(op, limit)),
                      &untold_row, clocks, count);
}

enum fault clocks_tell_broken(struct op *op, int limit, struct untold_clock **clocks, size_t *count)
{
    return query_many(op, Q_clocks_tell_broken,
                      PARAMS(param_instant(op, op->now), param_int(op, limit)), &untold_row, clocks,
                      count);
}
