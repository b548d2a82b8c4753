#include "api/operations/board_pack_page.h"

#include "common/base/memory.h"
#include "common/page/page.h"
#include "common/publication/plain_words.h"

#include <string.h>

/* A page being written. */
struct writing {
    void *memory;
    struct page *page;
};

/* "half_way" as "Half way". */
static const char *words_of(void *memory, const char *code)
{
    char *words = memory_text(memory, code);
    for (char *at = words; *at; at++)
        if (*at == '_')
            *at = ' ';
    return sentence(memory, words);
}

/* "1 May 2026" */
static const char *day_cell(void *memory, day on)
{
    return on == NO_DAY ? "" : day_words(memory, on);
}

/* "1 May 2026, 18:00", in local time. */
static const char *time_words(void *memory, instant at)
{
    char clock[CLOCK_TEXT];
    instant_clock(at, clock);
    return memory_printf(memory, "%s, %s", day_words(memory, instant_day(at)), clock);
}

static void term(const struct writing *writing, const char *name, const char *text)
{
    if (text && *text)
        page_term(writing->page, name, text);
}

static void paragraph_section(const struct writing *writing, const char *heading, const char *text)
{
    if (!text)
        return;
    page_section_begin(writing->page, NULL, heading);
    page_paragraph(writing->page, text);
    page_section_end(writing->page);
}

/* Rule: A12. Who may not know the complainant reads of them all the same. */
static const char *complainant_words(const struct pack_case *packed)
{
    if (packed->customer && packed->customer->name)
        return packed->customer->name;
    return packed->anonymous ? "The complainant (anonymous)" : "The complainant";
}

static void write_needs(const struct writing *writing, const struct needs *needs)
{
    term(writing, "Format needed", needs->format);
    term(writing, "Language", needs->language);
    term(writing, "Access", needs->access);
    term(writing, "Companion", needs->companion);
    term(writing, "How to be contacted", needs->contact);
    term(writing, "Must not know", needs->must_not_know);
    term(writing, "Do not write", needs->do_not_write ? "Yes" : NULL);
    term(writing, "Do not ring", needs->do_not_ring ? "Yes" : NULL);
    term(writing, "Do not leave messages", needs->do_not_leave_messages ? "Yes" : NULL);
}

static void write_ways(const struct writing *writing, const struct customer *customer)
{
    term(writing, "E-mail", customer->email);
    term(writing, "Telephone", customer->telephone);
    term(writing, "Address", customer->address);
}

static void write_people(const struct writing *writing, const struct pack_case *packed)
{
    const struct customer *speaker = packed->representative;
    term(writing, "Complainant", complainant_words(packed));
    if (packed->customer)
        write_ways(writing, packed->customer);
    if (speaker) {
        term(writing, "Represented by", speaker->name ? speaker->name : "Somebody without a name");
        write_ways(writing, speaker);
    }
    if (packed->needs)
        write_needs(writing, packed->needs);
    term(writing, "Dealt with by", packed->handler ? packed->handler : "Nobody yet");
    term(writing, "Point of contact", packed->point_of_contact);
    for (size_t i = 0; i < packed->investigator_count; i++)
        term(writing, "Investigated by", packed->investigators[i]);
}

static void write_summary(const struct writing *writing, const struct pack_case *packed)
{
    void *memory = writing->memory;
    page_terms_begin(writing->page);
    term(writing, "Kind", words_of(memory, vocabulary_text(&kinds, (int)packed->kind)));
    term(writing, "Category", packed->category_title);
    term(writing, "Received", time_words(memory, packed->received_at));
    term(writing, "How", sentence(memory, channel_words(packed->channel)));
    term(writing, "Stage", packed->stage_title);
    term(writing, "State", words_of(memory, vocabulary_text(&states, (int)packed->state)));
    term(writing, "Happened on", day_cell(memory, packed->happened_on));
    write_people(writing, packed);
    page_terms_end(writing->page);
}

static void write_promises(const struct writing *writing, const struct pack_case *packed)
{
    static const char *const headings[] = { "Promise", "First due", "Due now", "Kept" };
    page_section_begin(writing->page, NULL, "Promises");
    page_table_begin(writing->page, "What was promised and by when", headings, COUNT(headings));
    for (size_t i = 0; i < packed->promise_count; i++) {
        const struct pack_promise *promise = &packed->promises[i];
        const char *const cells[] = {
            promise->title ? promise->title : words_of(writing->memory, promise->standard),
            day_cell(writing->memory, promise->first_due_on),
            day_cell(writing->memory, promise->due_on),
            words_of(writing->memory, promise->state),
        };
        page_row(writing->page, cells);
    }
    page_table_end(writing->page);
    page_section_end(writing->page);
}

static void write_allegations(const struct writing *writing, const struct pack_case *packed)
{
    static const char *const headings[] = { "Allegation", "Finding", "Reason" };
    if (!packed->allegation_count)
        return;
    page_section_begin(writing->page, NULL, "Allegations");
    page_table_begin(writing->page, "What is alleged and what was found", headings,
                     COUNT(headings));
    for (size_t i = 0; i < packed->allegation_count; i++) {
        const struct pack_allegation *allegation = &packed->allegations[i];
        const char *const cells[] = {
            allegation->text ? allegation->text : "",
            allegation->finding
                ? words_of(writing->memory, vocabulary_text(&findings, (int)allegation->finding))
                : "None yet",
            allegation->reason ? allegation->reason : "",
        };
        page_row(writing->page, cells);
    }
    page_table_end(writing->page);
    page_section_end(writing->page);
}

static void write_remedies(const struct writing *writing, const struct pack_case *packed)
{
    static const char *const headings[] = { "Remedy", "Owed by", "Done" };
    if (!packed->remedy_count)
        return;
    page_section_begin(writing->page, NULL, "Remedies");
    page_table_begin(writing->page, "What is owed", headings, COUNT(headings));
    for (size_t i = 0; i < packed->remedy_count; i++) {
        const struct pack_remedy *remedy = &packed->remedies[i];
        const char *const cells[] = { remedy->text ? remedy->text : "",
                                      day_cell(writing->memory, remedy->until),
                                      remedy->done ? "Yes" : "No" };
        page_row(writing->page, cells);
    }
    page_table_end(writing->page);
    page_section_end(writing->page);
}

/* "with the subject, by telephone, until 1 May 2026, upheld, apology" */
static const char *facts_words(void *memory, const struct facts *facts)
{
    const char *words = "";
    if (facts->party)
        words = memory_printf(memory, ", with: %s",
                              words_of(memory, vocabulary_text(&parties, (int)facts->party)));
    if (facts->medium)
        words = memory_printf(memory, "%s, %s", words, channel_words(facts->medium));
    if (facts->agreed_by)
        words =
            memory_printf(memory, "%s, every %d days, agreed by: %s", words, facts->interval_days,
                          words_of(memory, vocabulary_text(&counterparts, (int)facts->agreed_by)));
    if (facts->outside_body)
        words = memory_printf(memory, "%s, by: %s", words, words_of(memory, facts->outside_body));
    if (facts->arbitration)
        words = memory_printf(memory, "%s, as arbitration", words);
    if (facts->agrees_to_be_bound)
        words = memory_printf(memory, "%s, agrees to be bound", words);
    if (facts->consented)
        words = memory_printf(memory, "%s, with consent", words);
    if (facts->not_reached)
        words = memory_printf(memory, "%s, not reached", words);
    if (facts->finding)
        words = memory_printf(memory, "%s, found: %s", words,
                              words_of(memory, vocabulary_text(&findings, (int)facts->finding)));
    for (size_t i = 0; i < facts->outcome_count; i++)
        words =
            memory_printf(memory, "%s, outcome: %s", words, words_of(memory, facts->outcomes[i]));
    if (facts->until != NO_DAY)
        words = memory_printf(memory, "%s, until %s", words, day_words(memory, facts->until));
    return words;
}

static const char *actor_words(const struct pack_entry *entry)
{
    if (strcmp(entry->actor_kind, "complainant") == 0)
        return "the complainant";
    if (strcmp(entry->actor_kind, "staff") == 0)
        return entry->by ? entry->by : "a former member of staff";
    return strcmp(entry->actor_kind, "site") == 0 ? "the website" : "Heed itself";
}

static void write_entry(const struct writing *writing, const struct pack_entry *entry)
{
    void *memory = writing->memory;
    page_item_begin(writing->page);
    page_paragraph(writing->page,
                   memory_printf(memory, "%s: %s%s (%s)", time_words(memory, entry->occurred_at),
                                 words_of(memory, vocabulary_text(&event_types, (int)entry->type)),
                                 facts_words(memory, entry->facts), actor_words(entry)));
    if (entry->text)
        page_paragraph(writing->page, entry->text);
    if (entry->withheld)
        page_paragraph(writing->page, "What it says is for those who need to know.");
    page_item_end(writing->page);
}

static void write_history(const struct writing *writing, const struct pack_case *packed)
{
    page_section_begin(writing->page, NULL, "What was done");
    page_list_begin(writing->page, PAGE_BULLETS);
    for (size_t i = 0; i < packed->history_count; i++)
        write_entry(writing, &packed->history[i]);
    page_list_end(writing->page);
    page_section_end(writing->page);
}

static void write_case(const struct writing *writing, const struct pack_case *packed)
{
    page_section_begin(writing->page, packed->reference, packed->reference);
    write_summary(writing, packed);
    paragraph_section(writing, "What it is about", packed->narrative);
    paragraph_section(writing, "What the complainant wishes", packed->wanted_outcome);
    write_allegations(writing, packed);
    write_promises(writing, packed);
    write_remedies(writing, packed);
    write_history(writing, packed);
    page_section_end(writing->page);
}

static void write_meeting(const struct writing *writing, const struct board_pack *pack)
{
    const struct meeting_view *meeting = pack->meeting;
    page_terms_begin(writing->page);
    term(writing, "Organisation", pack->organisation);
    term(writing, "Meeting of", body_title(meeting->body));
    term(writing, "Begins", time_words(writing->memory, meeting->starts_at));
    term(writing, "Place", meeting->place);
    term(writing, "Minutes", meeting->minutes_reference);
    term(writing, "Drawn up", time_words(writing->memory, pack->drawn_up_at));
    page_terms_end(writing->page);
    page_paragraph(writing->page,
                   "Confidential: for those who meet, and for this meeting only. It is not copied "
                   "or passed on, and is destroyed after the meeting.");
    if (meeting->is_cancelled)
        page_paragraph(writing->page, "This meeting was cancelled.");
    else if (!pack->case_count)
        page_paragraph(writing->page, "No case is before this meeting.");
}

const char *board_pack_page(void *memory, const struct board_pack *pack)
{
    const char *title =
        memory_printf(memory, "Pack for the meeting of %s on %s", body_title(pack->meeting->body),
                      day_words(memory, instant_day(pack->meeting->starts_at)));
    const struct writing writing = { memory, page_begin(memory, "en", title) };
    write_meeting(&writing, pack);
    for (size_t i = 0; i < pack->case_count; i++)
        write_case(&writing, &pack->cases[i]);
    return page_end(writing.page);
}
