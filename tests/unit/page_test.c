#include "common/base/memory.h"
#include "common/page/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_holds(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("not in the page: %s\n%s", part, text);
}

/* What a page with one paragraph of this text has after its title. */
static const char *told(void *memory, const char *text)
{
    struct page *page = page_begin(memory, "en", "T");
    page_paragraph(page, text);
    return strstr(page_end(page), "</h1>") + strlen("</h1>");
}

static void what_people_wrote_stays_text(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    (void)state;
    struct page *page = page_begin(memory, "en", "<b>&\"Title\"</b>");
    page_section_begin(page, "a\"b", "</h2><script>alert(1)</script>");
    page_item(page, "]]> & <!-- ");
    page_section_end(page);
    const char *html = page_end(page);
    assert_null(strstr(html, "<b>"));
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "<!--"));
    assert_holds(html, "<title>&lt;b&gt;&amp;");
    assert_holds(html, "id=\"a&quot;b\"");
    assert_holds(html, "]]&gt; &amp; &lt;!-- ");
}

static void a_page_says_its_language_and_loads_nothing(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    (void)state;
    const char *html = page_end(page_begin(memory, "cy", "Teitl"));
    assert_int_equal(strncmp(html, "<!DOCTYPE html>", 15), 0);
    assert_holds(html, "<html lang=\"cy\">");
    assert_holds(html, "<meta charset=\"utf-8\"/>");
    assert_holds(html, "@media print");
    assert_null(strstr(html, "http"));
    assert_null(strstr(html, "url("));
}

static void a_heading_is_one_deeper_than_what_it_stands_in(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    (void)state;
    struct page *page = page_begin(memory, "en", "One");
    page_section_begin(page, NULL, "Two");
    page_section_begin(page, NULL, "Three");
    page_section_end(page);
    page_section_end(page);
    page_section_begin(page, NULL, "Two again");
    page_section_end(page);
    const char *html = page_end(page);
    assert_holds(html, "<h1>One</h1><section><h2>Two</h2><section><h3>Three</h3></section>"
                       "</section><section><h2>Two again</h2></section>");
}

static void empty_lines_divide_paragraphs_and_line_ends_break_lines(void **state)
{
    static const struct {
        const char *text, *html;
    } cases[] = {
        { "One", "<p>One</p></main></body></html>\n" },
        { "One\nand\nmore", "<p>One<br/>and<br/>more</p></main></body></html>\n" },
        { "\n\nOne\n\n\nTwo\n", "<p>One</p><p>Two</p></main></body></html>\n" },
        { "", "</main></body></html>\n" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        SCOPED_MEMORY memory = memory_new();
        assert_string_equal(told(memory, cases[i].text), cases[i].html);
    }
}

static void a_table_has_a_caption_and_headings_of_both_kinds(void **state)
{
    static const char *const headings[] = { "What", "When" };
    static const char *const cells[] = { "Answer", "" };
    SCOPED_MEMORY memory = memory_new();
    (void)state;
    struct page *page = page_begin(memory, "en", "T");
    page_table_begin(page, "Promises", headings, COUNT(headings));
    page_row(page, cells);
    page_table_end(page);
    assert_holds(page_end(page),
                 "<table><caption>Promises</caption><thead><tr><th scope=\"col\">What</th>"
                 "<th scope=\"col\">When</th></tr></thead><tbody><tr><th scope=\"row\">Answer</th>"
                 "<td data-heading=\"When\"></td></tr></tbody></table>");
}

static void a_page_that_is_left_unfinished_goes_with_its_memory(void **state)
{
    SCOPED_MEMORY memory = memory_new();
    (void)state;
    page_section_begin(page_begin(memory, "en", "T"), NULL, "S");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_people_wrote_stays_text),
        cmocka_unit_test(a_page_says_its_language_and_loads_nothing),
        cmocka_unit_test(a_heading_is_one_deeper_than_what_it_stands_in),
        cmocka_unit_test(empty_lines_divide_paragraphs_and_line_ends_break_lines),
        cmocka_unit_test(a_table_has_a_caption_and_headings_of_both_kinds),
        cmocka_unit_test(a_page_that_is_left_unfinished_goes_with_its_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
