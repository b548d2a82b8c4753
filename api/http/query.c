#include "api/http/exchange_state.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_DEFAULT = 50, LIMIT_MAX = 200 };

const char *query_text(struct op *op, struct exchange *exchange, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < exchange->address.parameter_count; i++) {
        struct parameter *parameter = &exchange->address.parameters[i];
        if (strcmp(parameter->name, name) != 0)
            continue;
        if (value && !parameter->is_known)
            mistake_add(op, name, "duplicate", "may be given once only");
        parameter->is_known = true;
        if (!value)
            value = parameter->value;
    }
    return value;
}

day query_day(struct op *op, struct exchange *exchange, const char *name)
{
    const char *text = query_text(op, exchange, name);
    const day on = text ? day_read(text) : NO_DAY;
    if (text && on == NO_DAY)
        mistake_add(op, name, "not_a_date", "must be a date such as 2025-04-17");
    return on;
}

instant query_instant(struct op *op, struct exchange *exchange, const char *name)
{
    const char *text = query_text(op, exchange, name);
    const instant at = text ? instant_read(text) : NO_INSTANT;
    if (text && at == NO_INSTANT)
        mistake_add(op, name, "not_a_time",
                    "must be a time with its offset, such as 2025-04-17T09:30:00Z; + is "
                    "written %2B in an address");
    return at;
}

long query_number(struct op *op, struct exchange *exchange, const char *name, long otherwise,
                  long least, long most)
{
    const char *text = query_text(op, exchange, name);
    if (!text)
        return otherwise;
    const char *digits = text + (*text == '-');
    const bool is_number = *digits && strspn(digits, "0123456789") == strlen(digits);
    errno = 0;
    const long number = strtol(text, NULL, 10);
    if (is_number && !errno && number >= least && number <= most)
        return number;
    mistake_add(op, name, is_number ? "out_of_range" : "wrong_type",
                memory_printf(op->memory, "must be a whole number from %ld to %ld", least, most));
    return otherwise;
}

int query_word(struct op *op, struct exchange *exchange, const char *name,
               const struct vocabulary *vocabulary)
{
    const char *text = query_text(op, exchange, name);
    const int word = text ? vocabulary_read(vocabulary, text) : 0;
    if (text && !word)
        mistake_add(op, name, "unknown_word",
                    memory_printf(op->memory, "must be one of: %s",
                                  vocabulary_list(op->memory, vocabulary)));
    return word;
}

int query_limit(struct op *op, struct exchange *exchange)
{
    return (int)query_number(op, exchange, "limit", LIMIT_DEFAULT, 1, LIMIT_MAX);
}

const char *day_parameter(struct op *op, const char *name, day on)
{
    char text[DAY_TEXT];
    if (on == NO_DAY)
        return "";
    day_text(on, text);
    return memory_printf(op->memory, "&%s=%s", name, text);
}

const char *word_parameter(struct op *op, const char *name, const struct vocabulary *vocabulary,
                           int word)
{
    return word ? memory_printf(op->memory, "&%s=%s", name, vocabulary_text(vocabulary, word)) : "";
}

enum fault query_end(struct op *op, struct exchange *exchange)
{
    exchange->is_query_checked = true;
    for (size_t i = 0; i < exchange->address.parameter_count; i++)
        if (!exchange->address.parameters[i].is_known)
            mistake_add(op, exchange->address.parameters[i].name, "unknown_parameter",
                        "is not known here");
    return mistakes_found(op) ? FAULT_PARAMETER_INVALID : OK;
}
