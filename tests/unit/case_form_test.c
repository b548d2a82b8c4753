#include "common/json/case_shapes.h"
#include "common/publication/case_form.h"
#include "tests/unit/autus.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const told[] = {
#define ASKED(pointer, title, description) pointer,
#define OFFERED(pointer, offers, title, description) pointer,
#define NOT_ASKED(pointer, why) pointer,
#include "common/publication/case_form.def"
#undef ASKED
#undef OFFERED
#undef NOT_ASKED
};

static size_t times_told(const char *pointer)
{
    size_t count = 0;
    for (size_t i = 0; i < COUNT(told); i++)
        count += strcmp(told[i], pointer) == 0;
    return count;
}

/* How many values a body may hold; each must be asked for, or it must be said why it is not. */
static size_t count_members(const struct shape *shape, const char *parent)
{
    size_t count = 0;
    for (size_t i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        const char *pointer = memory_printf(reader.memory, "%s/%s", parent, field->name);
        if (field->shape)
            count += count_members(field->shape, pointer);
        else if (times_told(pointer) != 1)
            fail_msg("%s stands %zu times in case_form.def", pointer, times_told(pointer));
        else
            count++;
    }
    return count;
}

static void every_member_of_a_new_case_is_asked_for_or_it_is_said_why_not(void **state)
{
    (void)state;
    assert_int_equal(count_members(&case_request_shape, ""), COUNT(told));
}

static const struct form_field *field_of(const struct form_view *form, const char *code)
{
    for (size_t i = 0; i < form->field_count; i++)
        if (strcmp(form->fields[i].code, code) == 0)
            return &form->fields[i];
    return NULL;
}

static void a_form_offers_what_the_procedure_has(void **state)
{
    (void)state;
    const struct form_view form = case_form(reader.memory, &autus, KIND_COMPLAINT);
    assert_int_equal(form.notice_count, autus.notice_count);
    assert_int_equal(form.kind_count, kinds.count - 1);
    assert_int_equal(field_of(&form, "category")->value_count, autus.category_count);
    const struct form_field *later = field_of(&form, "bypass_to");
    assert_int_equal(later->value_count, autus.stage_count - 1);
    assert_string_equal(later->values[0].code, autus.stages[1].code);
    const struct form_field *customer_type = field_of(&form, "customer_type");
    for (size_t i = 0; i < customer_type->value_count; i++)
        assert_true(*customer_type->values[i].title);
    for (size_t i = 0; i < form.field_count; i++)
        assert_int_equal(form.fields[i].order, i + 1);
}

static void nobody_is_asked_to_choose_from_nothing(void **state)
{
    struct procedure short_one = autus;
    (void)state;
    short_one.stage_count = 1;
    const struct form_view form = case_form(reader.memory, &short_one, KIND_COMPLAINT);
    assert_null(field_of(&form, "bypass_to"));
    assert_int_equal(form.fields[form.field_count - 1].order, form.field_count);
}

static void only_kinds_that_are_taken_in_have_a_form(void **state)
{
    static const enum kind taken[] = { KIND_COMPLAINT, KIND_REQUEST };
    const struct entry entries[] = {
        { .kinds = taken, .kind_count = COUNT(taken), .stage = "informal" },
        { .addressed_to = ROLE_CEO, .stage = "referred" }, /* letters alone */
    };
    struct procedure narrow = autus;
    (void)state;
    narrow.entries = entries;
    narrow.entry_count = COUNT(entries);
    assert_false(case_form_has(&narrow, KIND_ENQUIRY));
    const struct form_view form = case_form(reader.memory, &narrow, KIND_REQUEST);
    assert_int_equal(form.kind_count, 2);
    assert_string_equal(form.kinds[1].code, "request");
    assert_int_equal(field_of(&form, "kind")->value_count, 1);
    assert_string_equal(field_of(&form, "kind")->values[0].code, "request");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_member_of_a_new_case_is_asked_for_or_it_is_said_why_not),
        cmocka_unit_test(a_form_offers_what_the_procedure_has),
        cmocka_unit_test(nobody_is_asked_to_choose_from_nothing),
        cmocka_unit_test(only_kinds_that_are_taken_in_have_a_form),
    };
    return cmocka_run_group_tests(tests, read_autus, forget_autus);
}
