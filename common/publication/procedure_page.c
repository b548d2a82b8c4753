#include "common/publication/procedure_page.h"

#include "common/base/memory.h"
#include "common/publication/plain_words.h"
#include "common/publication/procedure_chart.h"
#include "common/publication/procedure_parts.h"

#include <string.h>

/* The page's order: sections of the procedure by their code, with what is told below the text of
 * some; and what is told beside them. */
static const struct part {
    const char *code;
    const char *title; /* when the procedure has no such section but there is something to tell */
    void (*write)(const struct writing *);
} parts[] = {
    { .code = "welcome" },
    { .code = "who_may_complain" },
    { "what_about", "What you may complain about", write_categories },
    { .write = write_ways },
    { .code = "help" },
    { .write = write_stages },
    { .write = write_chart },
    { "how_long", "How long it takes", write_times },
    { .write = write_outcomes },
    { .write = write_outside_bodies },
    { .code = "not_satisfied" },
    { .code = "confidentiality" },
    { .code = "safeguarding" },
    { .code = "redress" },
};

static const struct section *section_of(const struct procedure *procedure, const char *code)
{
    for (size_t i = 0; i < procedure->section_count; i++)
        if (strcmp(procedure->sections[i].code, code) == 0)
            return &procedure->sections[i];
    return NULL;
}

static void write_section(const struct writing *writing, const char *code, const char *title,
                          const char *text, void (*write)(const struct writing *))
{
    page_section_begin(writing->page, memory_printf(writing->memory, "section-%s", code), title);
    if (text)
        page_paragraph(writing->page, text);
    if (write)
        write(writing);
    page_section_end(writing->page);
}

static void write_part(const struct writing *writing, const struct part *part)
{
    if (!part->code) {
        part->write(writing);
        return;
    }
    const struct section *section = section_of(writing->procedure, part->code);
    if (section)
        write_section(writing, part->code, section->title, section->text, part->write);
    else if (part->title)
        write_section(writing, part->code, part->title, NULL, part->write);
}

static bool has_part(const char *code)
{
    for (size_t i = 0; i < COUNT(parts); i++)
        if (parts[i].code && strcmp(parts[i].code, code) == 0)
            return true;
    return false;
}

enum fault publication_chart(void *memory, const struct publication *publication, const char **svg)
{
    const struct chart chart =
        procedure_chart(memory, publication->procedure, publication->organisation_name);
    return chart_draw(memory, &chart, svg);
}

const char *publication_page(void *memory, const struct publication *publication, const char *svg)
{
    const struct procedure *procedure = publication->procedure;
    const char *title =
        memory_printf(memory, "%s: how we deal with complaints", publication->organisation_name);
    const struct writing writing = { memory, page_begin(memory, "en", title), publication,
                                     procedure, svg };
    for (size_t i = 0; i < COUNT(parts); i++)
        write_part(&writing, &parts[i]);
    for (size_t i = 0; i < procedure->section_count; i++)
        if (!has_part(procedure->sections[i].code))
            write_section(&writing, procedure->sections[i].code, procedure->sections[i].title,
                          procedure->sections[i].text, NULL);
    write_notices(&writing);
    page_section_begin(writing.page, "version", "This procedure");
    page_paragraph(writing.page,
                   memory_printf(memory, "This is version %d of our procedure, in force since %s.",
                                 procedure->version,
                                 day_words(memory, publication->in_force_since)));
    page_section_end(writing.page);
    return page_end(writing.page);
}
