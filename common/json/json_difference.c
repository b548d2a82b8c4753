#include "common/json/json_difference.h"

#include "common/json/shape_text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Lists that are longer are told as a whole. */
enum { ITEMS_MOST = 1000 };

struct comparing {
    struct op *op;
    struct json_differences *differences;
    size_t room;
};

/* What is compared: where it stands in the newer document, and within which item. */
struct spot {
    const char *pointer, *code;
};

static void compare(struct comparing *comparing, struct spot spot, json_t *older, json_t *newer);

static const char *compact(struct op *op, const json_t *value)
{
    char *text = value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
    const char *copy = memory_text(op->memory, text);
    free(text);
    return copy;
}

static void add(struct comparing *comparing, struct spot spot, const json_t *older,
                const json_t *newer)
{
    struct json_differences *differences = comparing->differences;
    struct op *op = comparing->op;
    GROW(op->memory, differences->list, differences->count, comparing->room);
    differences->list[differences->count++] =
        (struct json_difference){ spot.pointer, spot.code, compact(op, older), compact(op, newer) };
}

static struct spot member_spot(struct op *op, struct spot within, const char *name)
{
    return (struct spot){ memory_printf(op->memory, "%s/%s", within.pointer, name), within.code };
}

static const char *code_of(const json_t *value)
{
    return json_string_value(json_object_get(value, "code"));
}

static struct spot item_spot(struct op *op, struct spot within, size_t number, const json_t *item)
{
    const char *code = code_of(item);
    return (struct spot){ memory_printf(op->memory, "%s/%zu", within.pointer, number),
                          code ? memory_text(op->memory, code) : within.code };
}

static void compare_objects(struct comparing *comparing, struct spot within, json_t *older,
                            json_t *newer)
{
    const char *name;
    json_t *value;
    json_object_foreach(older, name, value)
    {
        const struct spot spot = member_spot(comparing->op, within, name);
        json_t *other = json_object_get(newer, name);
        if (other)
            compare(comparing, spot, value, other);
        else
            add(comparing, spot, value, NULL);
    }
    json_object_foreach(newer, name, value)
    {
        if (!json_object_get(older, name))
            add(comparing, member_spot(comparing->op, within, name), NULL, value);
    }
}

static bool is_same_item(json_t *older, json_t *newer)
{
    const char *one = code_of(older), *other = code_of(newer);
    return one && other ? strcmp(one, other) == 0 : json_equal(older, newer);
}

/* Two lists and how many items of them, from each place on, are the same in the same order. */
struct lists {
    json_t *older, *newer;
    size_t older_count, newer_count;
    size_t *common; /* of (older_count + 1) × (newer_count + 1) places */
};

static size_t *common_at(const struct lists *lists, size_t i, size_t j)
{
    return &lists->common[i * (lists->newer_count + 1) + j];
}

static bool are_same_at(const struct lists *lists, size_t i, size_t j)
{
    return is_same_item(json_array_get(lists->older, i), json_array_get(lists->newer, j));
}

static void count_common(struct op *op, struct lists *lists)
{
    lists->common =
        NEW_ARRAY(op->memory, size_t, (lists->older_count + 1) * (lists->newer_count + 1));
    for (size_t i = lists->older_count; i-- > 0;)
        for (size_t j = lists->newer_count; j-- > 0;) {
            const size_t without_one = *common_at(lists, i + 1, j);
            const size_t without_other = *common_at(lists, i, j + 1);
            const size_t longer = without_one > without_other ? without_one : without_other;
            *common_at(lists, i, j) =
                are_same_at(lists, i, j) ? *common_at(lists, i + 1, j + 1) + 1 : longer;
        }
}

static const size_t nobody = SIZE_MAX;

/* Of each older item the number of the newer that is the same, or 'nobody'. */
static const size_t *partners(struct op *op, const struct lists *lists)
{
    size_t *partner = NEW_ARRAY(op->memory, size_t, lists->older_count);
    size_t j = 0;
    for (size_t i = 0; i < lists->older_count; i++) {
        partner[i] = nobody;
        while (j < lists->newer_count && !are_same_at(lists, i, j) &&
               *common_at(lists, i, j + 1) > *common_at(lists, i + 1, j))
            j++;
        if (j < lists->newer_count && are_same_at(lists, i, j))
            partner[i] = j++;
    }
    return partner;
}

/* Whether the items are two versions of one thing without a code. */
static bool are_versions(const json_t *older, const json_t *newer)
{
    return json_is_object(older) && json_is_object(newer) && !code_of(older) && !code_of(newer);
}

/* What lies between two items that both lists have: from..to of each. */
struct gap {
    size_t older_from, older_to, newer_from, newer_to;
};

/* As many gone as come: each may be the next version of the one in its place. */
static bool is_revised(const struct lists *lists, const struct gap *gap, size_t k)
{
    return gap->older_to - gap->older_from == gap->newer_to - gap->newer_from &&
           are_versions(json_array_get(lists->older, gap->older_from + k),
                        json_array_get(lists->newer, gap->newer_from + k));
}

static void tell_gap(struct comparing *comparing, struct spot within, const struct lists *lists,
                     const struct gap *gap)
{
    struct op *op = comparing->op;
    for (size_t i = gap->older_from; i < gap->older_to; i++) {
        json_t *older = json_array_get(lists->older, i);
        const size_t k = i - gap->older_from, j = gap->newer_from + k;
        if (is_revised(lists, gap, k))
            compare(comparing, item_spot(op, within, j, older), older,
                    json_array_get(lists->newer, j));
        else
            add(comparing, item_spot(op, within, i, older), older, NULL);
    }
    for (size_t j = gap->newer_from; j < gap->newer_to; j++) {
        const json_t *newer = json_array_get(lists->newer, j);
        if (!is_revised(lists, gap, j - gap->newer_from))
            add(comparing, item_spot(op, within, j, newer), NULL, newer);
    }
}

static void compare_items(struct comparing *comparing, struct spot within, json_t *older,
                          json_t *newer)
{
    struct lists lists = { older, newer, json_array_size(older), json_array_size(newer), NULL };
    count_common(comparing->op, &lists);
    const size_t *partner = partners(comparing->op, &lists);
    struct gap gap = { 0 };
    for (size_t i = 0; i < lists.older_count; i++) {
        if (partner[i] == nobody)
            continue;
        json_t *item = json_array_get(newer, partner[i]);
        gap.older_to = i;
        gap.newer_to = partner[i];
        tell_gap(comparing, within, &lists, &gap);
        compare(comparing, item_spot(comparing->op, within, partner[i], item),
                json_array_get(older, i), item);
        gap.older_from = i + 1;
        gap.newer_from = partner[i] + 1;
    }
    gap.older_to = lists.older_count;
    gap.newer_to = lists.newer_count;
    tell_gap(comparing, within, &lists, &gap);
}

static bool holds_objects(const json_t *list)
{
    return json_is_array(list) && json_is_object(json_array_get(list, 0)) &&
           json_array_size(list) <= ITEMS_MOST;
}

static void compare(struct comparing *comparing, struct spot spot, json_t *older, json_t *newer)
{
    if (json_equal(older, newer))
        return;
    if (json_is_object(older) && json_is_object(newer))
        compare_objects(comparing, spot, older, newer);
    else if (holds_objects(older) && holds_objects(newer))
        compare_items(comparing, spot, older, newer);
    else
        add(comparing, spot, older, newer);
}

static void drop_json(json_t **json)
{
    json_decref(*json);
}

enum fault json_differences(struct op *op, const char *older, const char *newer,
                            struct json_differences *differences)
{
    SCOPED(drop_json) json_t *one = NULL, *other = NULL;
    struct comparing comparing = { op, differences, 0 };
    *differences = (struct json_differences){ 0 };
    TRY(shape_text_parse(op, older, strlen(older), &one));
    TRY(shape_text_parse(op, newer, strlen(newer), &other));
    compare(&comparing, (struct spot){ "", NULL }, one, other);
    return OK;
}
