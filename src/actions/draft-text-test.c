/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-text-test.c - a draft out of a line of facts, or what it still needs (M2).
 */
#include "actions/draft-text.h"

#include "actions/test-workspace.h"
#include "base/tk-error.h"

#include <string.h>

static void
test_a_line_of_facts_becomes_a_letter(void)
{
    static const char line[] =
        "{\"id\":7,\"lang\":\"da\",\"kind\":\"report_back\",\"formality\":\"informal\","
        "\"sender\":{\"name\":\"Bo Lund\"},\"receiver\":{\"name\":\"Lars Ib Holm\"},"
        "\"target_name\":\"Ulla Bjerre\",\"outcome\":\"at vi mødes igen i maj\"}";
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = draft_line(desk->workspace, line, strlen(line), &error);

    g_assert_no_error(error);
    const char *body = test_text(answer, "body");

    g_test_message("%s", body);
    g_assert_cmpint(json_integer_value(json_object_get(answer, "id")), ==, 7);
    g_assert_true(g_str_has_prefix(body, "Hej Lars Ib\n"));
    g_assert_nonnull(strstr(body, "Ulla Bjerre"));
    g_assert_nonnull(strstr(body, "Det endte med, at vi mødes igen i maj."));
    g_assert_true(g_str_has_suffix(body, "\nBo Lund\n"));
}

static void
test_what_is_missing_is_a_list(void)
{
    static const char line[] = "{\"id\":\"x\",\"lang\":\"nb\",\"kind\":\"agenda\","
                               "\"receiver\":{\"name\":\"Kari Holm\"}}";
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    g_autoptr(TkJson) answer = draft_line(desk->workspace, line, strlen(line), NULL);
    g_autofree char *needs = tk_json_text(json_object_get(answer, "needs"));

    g_assert_cmpstr(needs, ==, "[\"purpose\",\"topics\",\"value_for_them\"]");
    g_assert_null(json_object_get(answer, "body"));
}

static void
test_a_line_that_tells_nothing_is_asked_what_it_needs(void)
{
    static const char *const kinds[] = { "outreach",  "intro_request", "forwardable", "follow_up",
                                         "milestone", "touch",         "propose",     "agenda",
                                         "thank_you", "summary",       "share",       "report_back",
                                         "thoughts" };
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *line =
            g_strdup_printf("{\"lang\":\"sv\",\"kind\":\"%s\",\"target_name\":\"X\"}", kinds[i]);
        g_autoptr(TkJson) answer = draft_line(desk->workspace, line, strlen(line), &error);
        g_assert_no_error(error);
        g_assert_cmpuint(json_array_size(json_object_get(answer, "needs")), >, 0);
    }
}

static void
test_what_is_no_wish_is_refused_with_the_reason(void)
{
    static const struct {
        const char *line, *key;
    } rows[] = {
        { "[]", "json-malformed" },
        { "{", "json-malformed" },
        { "{\"kind\":\"poem\",\"lang\":\"nb\"}", "draft-kind" },
        { "{\"kind\":\"share\",\"lang\":\"xx\"}", "language-unknown" },
        { "{\"kind\":\"share\",\"lang\":\"nb\",\"formality\":\"loud\"}", "formality-unknown" },
    };
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(draft_line(desk->workspace, rows[i].line, strlen(rows[i].line), &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, rows[i].key);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/draft-text/M2/a-line-of-facts-becomes-a-letter",
                    test_a_line_of_facts_becomes_a_letter);
    g_test_add_func("/draft-text/M2/what-is-missing-is-a-list", test_what_is_missing_is_a_list);
    g_test_add_func("/draft-text/M2/a-line-that-tells-nothing-is-asked-what-it-needs",
                    test_a_line_that_tells_nothing_is_asked_what_it_needs);
    g_test_add_func("/draft-text/M2/what-is-no-wish-is-refused-with-the-reason",
                    test_what_is_no_wish_is_refused_with_the_reason);
    return g_test_run();
}
