/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-line-test.c - a corpus is answered line by line, as it would label itself (M1).
 */
#include "actions/judge-line.h"

#include "actions/test-workspace.h"
#include "base/tk-error.h"

#include <string.h>

static void
test_a_line_is_answered_by_the_codes_that_were_found_each_once(void)
{
    static const char line[] =
        "{\"id\":\"a-1\",\"lang\":\"nb\",\"kind\":\"outreach\",\"receiver\":{\"name\":\"Kari "
        "Holm\"},"
        "\"body\":\"Hei Nina,\\n\\nse på [navn] og [sted]. Har du en jobb til meg?\"}";
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);
    g_autoptr(TkJson) answer = judge_line(desk->workspace, line, strlen(line), NULL);
    const TkJson *codes = json_object_get(answer, "findings");
    guint placeholders = 0;

    g_assert_cmpstr(test_text(answer, "id"), ==, "a-1");
    for (size_t at = 0; at < json_array_size(codes); at++) {
        const char *code = json_string_value(json_array_get(codes, at));
        placeholders += g_str_equal(code, "placeholder") ? 1 : 0;
        if (at > 0)
            g_assert_cmpstr(json_string_value(json_array_get(codes, at - 1)), <, code);
    }
    g_assert_cmpuint(placeholders, ==, 1);
    g_assert_cmpuint(json_array_size(json_object_get(answer, "spans")), >, json_array_size(codes));
}

static void
test_what_is_no_labelled_message_is_refused_with_the_reason(void)
{
    static const struct {
        const char *line, *key;
    } table[] = {
        { "", "json-malformed" },
        { "[1]", "json-malformed" },
        { "{\"body\":", "json-malformed" },
        { "{\"kind\":\"poem\",\"body\":\"x\"}", "kind-unknown" },
    };
    g_autoptr(TestDesk) desk = test_desk_in_memory(1);

    for (size_t at = 0; at < G_N_ELEMENTS(table); at++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(judge_line(desk->workspace, table[at].line, strlen(table[at].line), &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, table[at].key);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/judge-line/M1/a-line-is-answered-by-the-codes-that-were-found-each-once",
                    test_a_line_is_answered_by_the_codes_that_were_found_each_once);
    g_test_add_func("/judge-line/M1/what-is-no-labelled-message-is-refused-with-the-reason",
                    test_what_is_no_labelled_message_is_refused_with_the_reason);
    return g_test_run();
}
