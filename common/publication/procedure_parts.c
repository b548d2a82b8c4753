#include "common/publication/procedure_parts.h"

#include "common/base/memory.h"
#include "common/publication/plain_words.h"
#include "common/publication/procedure_chart.h"
#include "common/publication/standard_words.h"

/* "Data protection: see Data protection policy, version 3, kept by the trustees (https://…)" */
static const char *category_words(const struct writing *writing, const struct choice *category)
{
    const struct policy *policy = procedure_policy(writing->procedure, category->policy);
    if (!policy)
        return category->title;
    const char *where = policy->url ? memory_printf(writing->memory, " (%s)", policy->url) : "";
    return memory_printf(writing->memory, "%s: see %s, version %s, kept by %s%s", category->title,
                         policy->title, policy->version, policy->owner, where);
}

void write_categories(const struct writing *writing)
{
    const struct procedure *procedure = writing->procedure;
    page_paragraph(writing->page, "When you complain you can say which of these it is about:");
    page_list_begin(writing->page, PAGE_BULLETS);
    for (size_t i = 0; i < procedure->category_count; i++)
        page_item(writing->page, category_words(writing, &procedure->categories[i]));
    page_list_end(writing->page);
}

/* Rule: D9. */
static const char *way_words(const struct writing *writing, const struct way *way)
{
    const char *words = channel_words(way->channel);
    return sentence(writing->memory, way->about
                                         ? memory_printf(writing->memory, "%s, if it is about %s",
                                                         words, role_words(way->about))
                                         : words);
}

/* Rule: A14. */
void write_ways(const struct writing *writing)
{
    const struct procedure *procedure = writing->procedure;
    if (procedure->way_count == 0)
        return;
    page_section_begin(writing->page, "how", "How to complain");
    page_terms_begin(writing->page);
    for (size_t i = 0; i < procedure->way_count; i++)
        page_term(writing->page, way_words(writing, &procedure->ways[i]), procedure->ways[i].text);
    page_terms_end(writing->page);
    page_section_end(writing->page);
}

static const char *substitutes_of(const struct writing *writing, const struct stage *stage)
{
    const char **words = NEW_ARRAY(writing->memory, const char *, stage->substitute_count);
    for (size_t i = 0; i < stage->substitute_count; i++)
        words[i] = role_words(stage->substitutes[i]);
    return choice_words(writing->memory, words, stage->substitute_count);
}

/* Rule: D9. */
static const char *quorum_words(const struct writing *writing, const struct stage *stage)
{
    return memory_printf(writing->memory,
                         "%d who are not part of it. If fewer are left, somebody outside decides.",
                         stage->quorum);
}

/* The times that this stage has of its own. */
static void write_stage_times(const struct writing *writing, const struct stage *stage)
{
    for (size_t i = 0; i < writing->procedure->standard_count; i++) {
        const struct standard *standard = &writing->procedure->standards[i];
        if (standard->stage_count && standard_is_in_stage(standard, stage->code) &&
            standard_is_for_complaints(standard))
            page_term(writing->page, standard->title,
                      sentence(writing->memory, standard_time(writing->memory, standard)));
    }
}

static void write_stage(const struct writing *writing, const struct stage *stage)
{
    page_item_begin(writing->page);
    page_section_begin(writing->page, memory_printf(writing->memory, "stage-%s", stage->code),
                       stage->title);
    page_terms_begin(writing->page);
    page_term(writing->page, "Who is responsible",
              sentence(writing->memory, role_words(stage->responsible)));
    if (stage->substitute_count)
        page_term(writing->page, "Who stands in for them",
                  sentence(writing->memory, substitutes_of(writing, stage)));
    if (stage_has_quorum(stage))
        page_term(writing->page, "How many must be left to decide", quorum_words(writing, stage));
    write_stage_times(writing, stage);
    if (stage->ends_by)
        page_term(writing->page, "How it ends", stage->ends_by);
    page_terms_end(writing->page);
    page_section_end(writing->page);
    page_item_end(writing->page);
}

/* Rule: C11. */
void write_stages(const struct writing *writing)
{
    page_section_begin(writing->page, "stages", "What happens, stage by stage");
    page_list_begin(writing->page, PAGE_NUMBERS);
    for (size_t i = 0; i < writing->procedure->stage_count; i++)
        write_stage(writing, &writing->procedure->stages[i]);
    page_list_end(writing->page);
    page_section_end(writing->page);
}

/* Where a step of the chart leads to, in words. */
static void write_arrows(const struct writing *writing, const struct chart *chart, size_t step)
{
    page_list_begin(writing->page, PAGE_BULLETS);
    for (size_t i = 0; i < chart->arrow_count; i++) {
        const struct chart_arrow *arrow = &chart->arrows[i];
        if (arrow->from == step)
            page_item(writing->page, memory_printf(writing->memory, "%s: go on with %zu, %s.",
                                                   arrow->text ? arrow->text : "Then",
                                                   arrow->to + 1, chart->steps[arrow->to].title));
    }
    page_list_end(writing->page);
}

static bool leads_on(const struct chart *chart, size_t step)
{
    for (size_t i = 0; i < chart->arrow_count; i++)
        if (chart->arrows[i].from == step)
            return true;
    return false;
}

static void write_chart_in_words(const struct writing *writing)
{
    const struct chart chart = procedure_chart(writing->memory, writing->procedure,
                                               writing->publication->organisation_name);
    page_section_begin(writing->page, "flow-chart-in-words", "The flow chart in words");
    page_list_begin(writing->page, PAGE_NUMBERS);
    for (size_t i = 0; i < chart.step_count; i++) {
        const struct chart_step *step = &chart.steps[i];
        page_item_begin(writing->page);
        page_paragraph(writing->page, step->text ? memory_printf(writing->memory, "%s\n%s",
                                                                 step->title, step->text)
                                                 : step->title);
        if (leads_on(&chart, i))
            write_arrows(writing, &chart, i);
        page_item_end(writing->page);
    }
    page_list_end(writing->page);
    page_section_end(writing->page);
}

void write_chart(const struct writing *writing)
{
    page_section_begin(writing->page, "flow-chart", "The procedure as a flow chart");
    page_picture(writing->page, writing->svg,
                 "Boxes are steps, arrows lead to what comes next. A broken line leaves a stage "
                 "out.");
    write_chart_in_words(writing);
    page_section_end(writing->page);
}

static void write_times_table(const struct writing *writing, const char *caption, bool complaints)
{
    static const char *const headings[] = { "What", "How long", "Counted from", "For what" };
    page_table_begin(writing->page, caption, headings, COUNT(headings));
    for (size_t i = 0; i < writing->procedure->standard_count; i++) {
        const struct standard *standard = &writing->procedure->standards[i];
        if (!standard_is_public(standard) || standard_covers_complaints(standard) != complaints)
            continue;
        const char *cells[] = {
            standard->title,
            sentence(writing->memory, standard_time(writing->memory, standard)),
            sentence(writing->memory, standard_start(writing->memory, standard)),
            sentence(writing->memory,
                     standard_scope(writing->memory, writing->procedure, standard)),
        };
        page_row(writing->page, cells);
    }
    page_table_end(writing->page);
}

static bool has_others(const struct procedure *procedure)
{
    for (size_t i = 0; i < procedure->standard_count; i++)
        if (standard_is_public(&procedure->standards[i]) &&
            !standard_covers_complaints(&procedure->standards[i]))
            return true;
    return false;
}

/* Rule: A7. */
void write_times(const struct writing *writing)
{
    page_paragraph(writing->page, "Working days are Monday to Friday, without bank holidays and "
                                  "days on which we are closed. The day on which something "
                                  "reaches us does not count.");
    write_times_table(writing, "What we promise to somebody who complains", true);
    if (has_others(writing->procedure))
        write_times_table(writing, "What we promise to somebody who asks, suggests or praises",
                          false);
}

/* Rule: A21. */
void write_outcomes(const struct writing *writing)
{
    page_section_begin(writing->page, "outcomes", "What can come of it");
    page_paragraph(writing->page, "One or more of these:");
    page_list_begin(writing->page, PAGE_BULLETS);
    for (size_t i = 0; i < writing->procedure->outcome_count; i++)
        page_item(writing->page, writing->procedure->outcomes[i].title);
    page_list_end(writing->page);
    page_section_end(writing->page);
}

/* Rule: A19, C12. */
void write_outside_bodies(const struct writing *writing)
{
    const struct procedure *procedure = writing->procedure;
    if (procedure->outside_body_count == 0)
        return;
    page_section_begin(writing->page, "outside-bodies", "Who can be asked to mediate");
    page_list_begin(writing->page, PAGE_BULLETS);
    for (size_t i = 0; i < procedure->outside_body_count; i++) {
        const struct outside_body *body = &procedure->outside_bodies[i];
        page_item(writing->page,
                  body->arbitrates
                      ? memory_printf(writing->memory,
                                      "%s, who can also arbitrate: such a decision may bind you",
                                      body->title)
                      : body->title);
    }
    page_list_end(writing->page);
    page_section_end(writing->page);
}

/* Rule: C14. */
void write_notices(const struct writing *writing)
{
    const struct procedure *procedure = writing->procedure;
    if (procedure->notice_count == 0)
        return;
    page_section_begin(writing->page, "notices", "What we tell you before we ask you anything");
    page_list_begin(writing->page, PAGE_BULLETS);
    for (size_t i = 0; i < procedure->notice_count; i++)
        page_item(writing->page,
                  memory_printf(writing->memory, "%s (Version %d of this notice.)",
                                procedure->notices[i].text, procedure->notices[i].version));
    page_list_end(writing->page);
    page_section_end(writing->page);
}
