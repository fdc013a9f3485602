/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/json-lines.h"

#include <string.h>

static char *
read_lines(const char *bytes, gsize length, gsize step)
{
    g_autoptr(InputSource) source = input_source_bytes(bytes, length, step);
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, JSON_LINES_WINDOW);
    g_autoptr(JsonLines) lines = json_lines_new(input);
    GString *text = g_string_new(NULL);
    JsonLine line;

    while (json_lines_next(lines, &line)) {
        g_autofree char *object = line.object != NULL ? tk_json_text(line.object) : NULL;

        g_string_append_printf(text, "%d %s %s\n", (int) line.number,
                               object != NULL ? object : line.reason,
                               object != NULL ? "" : line.beginning);
    }
    g_assert_cmpuint(input_peak(input), <=, JSON_LINES_WINDOW);
    return g_string_free(text, FALSE);
}

static void
test_each_line_is_an_object_or_named(void)
{
    static const char bytes[] =
        "\xef\xbb\xbf{\"a\":1}\r\n\n[1]\n{\"a\":1,\"a\":2}\n{\"b\":\"\\u0000\"}\n"
        "  {\"c\":\"ø\"} \nno\xf8\n{\"d\":2}";

    for (gsize step = 0; step < 5; step++) {
        g_autofree char *text = read_lines(bytes, sizeof bytes - 1, step);

        g_assert_cmpstr(
            text, ==,
            "1 {\"a\":1} \n3 line-malformed [1]\n4 line-malformed {\"a\":1,\"a\":2}\n"
            "5 line-malformed {\"b\":\"\\u0000\"}\n6 {\"c\":\"ø\"} \n7 line-malformed noø\n"
            "8 {\"d\":2} \n");
    }
}

static void
test_a_line_of_any_length_is_passed_over(void)
{
    g_autoptr(GString) bytes = g_string_new("{\"a\":\"");
    g_autofree char *text = NULL;
    gsize start = bytes->len;

    g_string_set_size(bytes, start + 3 * JSON_LINES_WINDOW);
    memset(bytes->str + start, 'x', 3 * JSON_LINES_WINDOW);
    g_string_append(bytes, "\"}\n{\"b\":1}\n");
    text = read_lines(bytes->str, bytes->len, 0);
    g_assert_true(g_str_has_prefix(text, "1 line-too-long {\"a\":\"xxx"));
    g_assert_true(g_str_has_suffix(text, "\n2 {\"b\":1} \n"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json-lines/each-line-is-an-object-or-named",
                    test_each_line_is_an_object_or_named);
    g_test_add_func("/json-lines/a-line-of-any-length-is-passed-over",
                    test_a_line_of_any_length_is_passed_over);
    return g_test_run();
}
