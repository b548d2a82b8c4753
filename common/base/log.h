/*
 * One JSON line an event on standard output: time, level, event, request_id,
 * then typed fields.
 *
 *     LOG(op, LOG_WARN, "query_failed", log_code("query", "case_lock"), log_code("sqlstate", s));
 *
 * There is no free text: a field is an identifier, a whole number or a code
 * (letters, digits and "_-.:/" only, anything else is written as "?"), so that
 * nothing personal can be logged by habit. Rule: A12.
 * Thread rule: any thread; one line is written at once.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "common/base/id.h"

#include <stdint.h>

struct op;

enum log_level {
    LOG_ERROR, /* a person must act */
    LOG_WARN,
    LOG_INFO,
    LOG_DEBUG
};

struct log_field {
    const char *name;
    enum { LOG_FIELD_END, LOG_FIELD_ID, LOG_FIELD_INT, LOG_FIELD_CODE } kind;
    struct uuid id;
    int64_t number;
    const char *code;
};

struct log_field log_id(const char *name, struct uuid id);
struct log_field log_int(const char *name, int64_t number);
struct log_field log_code(const char *name, const char *code); /* NULL is written as null */

/* What is below 'level' is not written. Call once in main. */
void log_setup(const char *program, enum log_level level);
enum log_level log_level_read(const char *text); /* "error", "warn", "info", "debug"; else INFO */

/* 'op' may be NULL. Use LOG, which ends the list. */
void log_write(const struct op *op, enum log_level level, const char *event,
               const struct log_field fields[]);

#define LOG(op, level, event, ...)                                                                 \
    log_write(op, level, event,                                                                    \
              (const struct log_field[]){ __VA_ARGS__ __VA_OPT__(, ){ .kind = LOG_FIELD_END } })

#endif
