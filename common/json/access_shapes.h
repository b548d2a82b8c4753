/* JSON of the table that decides who may do what: common/domain/access.def. */
#ifndef JSON_ACCESS_SHAPES_H
#define JSON_ACCESS_SHAPES_H

#include "common/domain/access.h"
#include "common/json/shape.h"

/* Somebody with this role, who stands so to a case, may do acts of these groups. */
struct access_row {
    const char *who;
    enum relation relation;
    const enum act_group *may;
    size_t may_count;
};

/* An operation of the API: whoever may do acts of any of these groups may call it. */
struct access_operation {
    const char *operation;
    enum event_type event; /* none of a request */
    const enum act_group *groups;
    size_t group_count;
};

/* What a relation, or a group of acts, means. */
struct access_word {
    const char *name, *meaning;
};

struct access_table {
    const struct access_row *rows;
    size_t row_count;
    const struct access_operation *operations;
    size_t operation_count;
    const struct access_word *relations, *groups;
    size_t relation_count, group_count;
};
extern const struct shape access_table_shape;

/* The whole table. Owner: memory. */
struct access_table access_table(void *memory);

#endif
