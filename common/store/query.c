#include "common/store/query.h"

#include "common/store/connection.h"
#include "common/store/executor.h"

#include <stdlib.h>
#include <string.h>

static void clear_result(void *result)
{
    PQclear(result);
}

/* The result lasts as long as the operation. */
static enum fault execute(struct op *op, enum query query, struct params params, PGresult **result)
{
    if (op->connection)
        TRY(connection_run(op, op->connection, query, params, result));
    else
        TRY(executor_read(op, query, params, result));
    memory_defer(op->memory, clear_result, *result);
    return OK;
}

/* Reads row 'number' of the result into the struct at 'into'. */
static void read_row(struct op *op, const PGresult *result, int number, const struct row *row,
                     void *into)
{
    for (size_t i = 0; i < row->count; i++) {
        const struct column *column = &row->columns[i];
        const int at = PQfnumber(result, column->name);
        const bool is_null = at < 0 || PQgetisnull(result, number, at);
        column->read(op, is_null ? NULL : PQgetvalue(result, number, at),
                     (char *)into + column->offset);
    }
}

enum fault query_run(struct op *op, enum query query, struct params params)
{
    PGresult *result;
    return execute(op, query, params, &result);
}

enum fault query_count(struct op *op, enum query query, struct params params, size_t *changed)
{
    PGresult *result;
    TRY(execute(op, query, params, &result));
    *changed = strtoul(PQcmdTuples(result), NULL, 10);
    return OK;
}

enum fault query_one(struct op *op, enum query query, struct params params, const struct row *row,
                     void *into, enum fault none)
{
    PGresult *result;
    TRY(execute(op, query, params, &result));
    if (PQntuples(result) == 0)
        return none;
    if (row)
        read_row(op, result, 0, row, into);
    return OK;
}

enum fault query_many(struct op *op, enum query query, struct params params, const struct row *row,
                      void *items, size_t *item_count)
{
    PGresult *result;
    TRY(execute(op, query, params, &result));
    *item_count = (size_t)PQntuples(result);
    char *list = memory_alloc(op->memory, *item_count * row->bytes);
    for (size_t i = 0; i < *item_count; i++)
        read_row(op, result, (int)i, row, list + i * row->bytes);
    memcpy(items, &list, sizeof list);
    return OK;
}

void read_uuid(struct op *op, const char *text, void *into)
{
    (void)op;
    struct uuid *id = into;
    if (!text || !uuid_read(text, id))
        *id = (struct uuid){ 0 };
}

void read_int(struct op *op, const char *text, void *into)
{
    (void)op;
    *(int *)into = text ? (int)strtol(text, NULL, 10) : 0;
}

void read_int64(struct op *op, const char *text, void *into)
{
    (void)op;
    *(int64_t *)into = text ? strtoll(text, NULL, 10) : 0;
}

void read_bool(struct op *op, const char *text, void *into)
{
    (void)op;
    *(bool *)into = text && *text == 't';
}

void read_text(struct op *op, const char *text, void *into)
{
    *(const char **)into = memory_text(op->memory, text);
}

static unsigned char hexadecimal_value(char digit)
{
    return (unsigned char)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

/* bytea in hex form: \x0123 */
void read_bytes(struct op *op, const char *text, void *into)
{
    struct bytes *bytes = into;
    *bytes = (struct bytes){ 0 };
    if (!text)
        return;
    bytes->length = (strlen(text) - 2) / 2;
    unsigned char *data = memory_alloc(op->memory, bytes->length);
    for (size_t i = 0; i < bytes->length; i++)
        data[i] = (unsigned char)(hexadecimal_value(text[2 + 2 * i]) << 4 |
                                  hexadecimal_value(text[3 + 2 * i]));
    bytes->data = data;
}

/* PostgreSQL's "2026-11-21 19:30:00.123456+00", made RFC 3339. */
void read_instant(struct op *op, const char *text, void *into)
{
    instant *at = into;
    *at = NO_INSTANT;
    if (!text || strlen(text) < 20)
        return;
    char *rfc3339 = memory_text(op->memory, text);
    rfc3339[10] = 'T';
    char *offset = strrchr(rfc3339, '+');
    if (offset)
        memcpy(offset, "Z", 2);
    *at = instant_read(rfc3339);
}

void read_day(struct op *op, const char *text, void *into)
{
    (void)op;
    *(day *)into = text ? day_read(text) : NO_DAY;
}
