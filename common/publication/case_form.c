#include "common/publication/case_form.h"

#include "common/base/memory.h"
#include "common/json/case_shapes.h"
#include "common/publication/plain_words.h"

#include <assert.h>
#include <string.h>

struct choices {
    const struct choice *list;
    size_t count;
};

typedef struct choices offering(void *memory, const struct procedure *procedure, enum kind kind);

static struct choice kind_choice(void *memory, enum kind kind)
{
    const char *code = vocabulary_text(&kinds, (int)kind);
    return (struct choice){ .code = code, .title = sentence(memory, code) };
}

static struct choices this_kind(void *memory, const struct procedure *procedure, enum kind kind)
{
    struct choice *list = NEW(memory, struct choice);
    (void)procedure;
    *list = kind_choice(memory, kind);
    return (struct choices){ list, 1 };
}

static struct choices categories(void *memory, const struct procedure *procedure, enum kind kind)
{
    (void)memory, (void)kind;
    return (struct choices){ procedure->categories, procedure->category_count };
}

/* Whether it was given is for staff to say. Rule: C10. */
static struct choices help_choices(void *memory, const struct procedure *procedure, enum kind kind)
{
    const struct choice list[] = {
        { .code = vocabulary_text(&help_answers, HELP_ANSWER_WANTED), .title = "Yes, please" },
        { .code = vocabulary_text(&help_answers, HELP_ANSWER_DECLINED), .title = "No, thank you" },
    };
    struct choice *choices = NEW_ARRAY(memory, struct choice, COUNT(list));
    (void)procedure, (void)kind;
    memcpy(choices, list, sizeof list);
    return (struct choices){ choices, COUNT(list) };
}

static struct choices safeguarding(void *memory, const struct procedure *procedure, enum kind kind)
{
    struct choice *list = NEW_ARRAY(memory, struct choice, roles.count);
    struct choices choices = { list, 0 };
    (void)procedure, (void)kind;
    for (size_t role = 1; role < roles.count; role++)
        if (SAFEGUARDING_CHOICES & 1u << role)
            list[choices.count++] =
                (struct choice){ .code = vocabulary_text(&roles, (int)role),
                                 .title = sentence(memory, role_words((enum role)role)) };
    return choices;
}

static struct choices later_stages(void *memory, const struct procedure *procedure, enum kind kind)
{
    struct choice *list = NEW_ARRAY(memory, struct choice, procedure->stage_count);
    struct choices choices = { list, 0 };
    const char *entry = procedure_entry_stage(procedure, kind, ROLE_NONE);
    for (size_t i = procedure_stage(procedure, entry) + 1; i < procedure->stage_count; i++)
        list[choices.count++] = (struct choice){ .code = procedure->stages[i].code,
                                                 .title = procedure->stages[i].title };
    return choices;
}

static struct choices customer_types_of(void *memory, const struct procedure *procedure,
                                        enum kind kind)
{
    const size_t count = customer_types.count - 1;
    struct choice *list = NEW_ARRAY(memory, struct choice, count);
    (void)procedure, (void)kind;
    for (size_t i = 0; i < count; i++)
        list[i] = (struct choice){
            .code = vocabulary_text(&customer_types, (int)i + 1),
            .title = sentence(memory, customer_type_words((enum customer_type)(i + 1))),
        };
    return (struct choices){ list, count };
}

static const struct question {
    const char *pointer;
    offering *offers; /* NULL: they write what they want */
    const char *title, *description;
} questions[] = {
#define ASKED(pointer, title, description) { pointer, NULL, title, description },
#define OFFERED(pointer, offers, title, description) { pointer, offers, title, description },
#define NOT_ASKED(pointer, why)
#include "common/publication/case_form.def"
#undef ASKED
#undef OFFERED
#undef NOT_ASKED
};

/* The row of the shape that reads what stands at that pointer. */
static const struct field *row_at(const struct shape *shape, const char *pointer)
{
    const char *name = pointer + 1;
    const size_t length = strcspn(name, "/");
    const struct field *row = shape->fields;
    while (strncmp(row->name, name, length) != 0 || row->name[length]) {
        row++;
        assert(row < shape->fields + shape->count);
    }
    return name[length] ? row_at(row->shape, name + length) : row;
}

static enum datatype datatype_of(const struct question *question, const struct field *row)
{
    if (question->offers)
        return DATATYPE_CHOICE;
    if (row->kind == FIELD_DAY)
        return DATATYPE_DATE;
    if (row->kind == FIELD_BOOLEAN)
        return DATATYPE_BOOLEAN;
    assert(row->kind == FIELD_TEXT);
    return row->single_line ? DATATYPE_STRING : DATATYPE_TEXT;
}

/* "/customer/name" is customer_name. */
static const char *code_of(void *memory, const char *pointer)
{
    char *code = memory_text(memory, pointer + 1);
    for (char *at = code; *at; at++)
        if (*at == '/')
            *at = '_';
    return code;
}

static struct form_field field_of(void *memory, const struct question *question,
                                  const struct choices *offered)
{
    const struct field *row = row_at(&case_request_shape, question->pointer);
    const size_t most = row->max_chars ? row->max_chars : SHAPE_TEXT_CHARS;
    return (struct form_field){
        .code = code_of(memory, question->pointer),
        .pointer = question->pointer,
        .title = question->title,
        .description = question->description,
        .datatype = datatype_of(question, row),
        .required = row->required,
        .max_length = row->kind == FIELD_TEXT ? (int)most : 0,
        .values = offered->list,
        .value_count = offered->count,
    };
}

/* Whoever could choose nothing is not asked. */
static void add_fields(void *memory, const struct procedure *procedure, struct form_view *form)
{
    struct form_field *fields = NEW_ARRAY(memory, struct form_field, COUNT(questions));
    for (size_t i = 0; i < COUNT(questions); i++) {
        const struct question *question = &questions[i];
        struct choices offered = { NULL, 0 };
        if (question->offers)
            offered = question->offers(memory, procedure, form->kind);
        if (question->offers && !offered.count)
            continue;
        fields[form->field_count] = field_of(memory, question, &offered);
        fields[form->field_count].order = (int)form->field_count + 1;
        form->field_count++;
    }
    form->fields = fields;
}

static void add_kinds(void *memory, const struct procedure *procedure, struct form_view *form)
{
    struct choice *list = NEW_ARRAY(memory, struct choice, kinds.count);
    for (size_t i = 1; i < kinds.count; i++)
        if (case_form_has(procedure, (enum kind)i))
            list[form->kind_count++] = kind_choice(memory, (enum kind)i);
    form->kinds = list;
}

bool case_form_has(const struct procedure *procedure, enum kind kind)
{
    return procedure_entry_stage(procedure, kind, ROLE_NONE) != NULL;
}

struct form_view case_form(void *memory, const struct procedure *procedure, enum kind kind)
{
    struct form_view form = {
        .procedure_version = procedure->version,
        .notices = procedure->notices,
        .notice_count = procedure->notice_count,
        .notices_pointer = "/notices_shown",
        .policies = procedure->policies,
        .policy_count = procedure->policy_count,
        .kind = kind,
    };
    add_kinds(memory, procedure, &form);
    add_fields(memory, procedure, &form);
    return form;
}
