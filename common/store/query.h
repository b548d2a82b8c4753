/*
 * Runs the named queries of sql/queries. This folder is the only one that
 * knows libpq, and there is no way to run SQL that is not in that folder.
 *
 * Parameters and results travel as text. A result row is read into a struct by
 * a table of columns, matched by name.
 *
 * Inside a transaction (tx.h) a query runs on its connection; outside, a
 * reading query goes through the executor, which shares connections.
 */
#ifndef STORE_QUERY_H
#define STORE_QUERY_H

#include "common/base/op.h"

#include <stddef.h>

enum query {
#define QUERY(name, rows, parameters, text) Q_##name,
#include "queries.def"
#undef QUERY
    QUERY_COUNT
};

/* Reads one column's text (NULL for SQL null) into the field at 'into'. */
typedef void column_reader(struct op *op, const char *text, void *into);

struct column {
    const char *name;
    size_t offset;
    column_reader *read;
};

struct row {
    const struct column *columns;
    size_t count;
    size_t bytes; /* of the struct */
};

#define COLUMN(type, field, reader) COLUMN_AS(#field, type, field, reader)
#define COLUMN_AS(name, type, field, reader)                                                       \
    {                                                                                              \
        name, offsetof(type, field), reader                                                        \
    }
/* A row of one column, read into a value that is no struct: VALUE(bool, "is_taken", read_bool). */
#define VALUE(type, name, reader)                                                                  \
    {                                                                                              \
        &(const struct column){ name, 0, reader }, 1, sizeof(type)                                 \
    }
#define ROW(type, columns)                                                                         \
    {                                                                                              \
        columns, sizeof columns / sizeof *columns, sizeof(type)                                    \
    }

/* struct uuid, nil for null · int, 0 for null · int64_t · bool · const char *, NULL for null ·
 * struct bytes, NULL for null · instant, NO_INSTANT for null · day, NO_DAY for null. */
column_reader read_uuid, read_int, read_int64, read_bool, read_text, read_bytes, read_instant,
    read_day;

struct bytes {
    const unsigned char *data;
    size_t length;
};

/* Parameters as text, from op->memory. NULL is SQL null. */
const char *param_uuid(struct op *op, const struct uuid *id); /* nil gives NULL */
const char *param_int(struct op *op, int64_t number);
const char *param_bool(bool yes);
const char *param_instant(struct op *op, instant at); /* NO_INSTANT gives NULL */
const char *param_day(struct op *op, day on);         /* NO_DAY gives NULL */
const char *param_bytes(struct op *op, const void *data, size_t length);

/* An array parameter that grows; its text is a PostgreSQL array literal. */
struct array {
    const char **items;
    size_t count, room;
};
void array_add(struct op *op, struct array *array, const char *item);
const char *param_array(struct op *op, const struct array *array);
const char *param_uuids(struct op *op, const struct uuid *ids, size_t count);

/* The parameters of one statement, in its order. */
struct params {
    const char *const *values;
    size_t count;
};
#define PARAMS(...)                                                                                \
    ((struct params){ (const char *const[]){ __VA_ARGS__ },                                        \
                      COUNT(((const char *const[]){ __VA_ARGS__ })) })
#define NO_PARAMS ((struct params){ NULL, 0 })
/* Each an array. */
struct params params_of(struct op *op, const struct array *columns, size_t count);

/*
 * Errors, all: BUSY (nothing free in time, or a lock was not had), DATABASE
 * (not reachable, or it refused). query_one also 'none' when there is no row;
 * with row NULL nothing is read. What is read belongs to op->memory.
 */
enum fault query_run(struct op *op, enum query query, struct params params) CHECKED;
enum fault query_one(struct op *op, enum query query, struct params params, const struct row *row,
                     void *into, enum fault none) CHECKED;
/* 'items' becomes an array of structs. */
enum fault query_many(struct op *op, enum query query, struct params params, const struct row *row,
                      void *items, size_t *item_count) CHECKED;
/* Like query_run; 'changed' becomes the number of rows inserted, updated or deleted. */
enum fault query_count(struct op *op, enum query query, struct params params,
                       size_t *changed) CHECKED;

#endif
