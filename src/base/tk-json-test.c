/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "base/tk-json.h"

#include "base/tk-error.h"
#include "base/tk-limits.h"

#include <string.h>

static TkJson *
parse(const char *text, GError **error)
{
    return tk_json_parse(text, strlen(text), error);
}

static void
test_text_reads_back_the_same_with_its_order(void)
{
    const char *const texts[] = { "{\"z\":1,\"a\":[true,null,\"å\\n\"],\"m\":{}}",
                                  "null",
                                  "\"x\"",
                                  "-9223372036854775808",
                                  "9223372036854775807",
                                  "[]" };

    for (gsize at = 0; at < G_N_ELEMENTS(texts); at++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TkJson) value = parse(texts[at], &error);

        g_assert_no_error(error);
        g_autofree char *back = tk_json_text(value);

        g_assert_cmpstr(back, ==, texts[at]);
    }
}

static void
test_what_is_not_one_json_value_is_refused(void)
{
    const char *const bad[] = { "",
                                "{",
                                "{} x",
                                "{\"a\":1,\"a\":2}",
                                "[1,]",
                                "{'a':1}",
                                "\"\\u0000\"",
                                "\"\xff\"",
                                "nul",
                                "[1 2]",
                                "\"\\ud800\"",
                                "1e999",
                                "18446744073709551616" };

    for (gsize at = 0; at < G_N_ELEMENTS(bad); at++) {
        g_autoptr(GError) error = NULL;

        g_autofree char *shown = g_strescape(bad[at], NULL);

        g_test_message("%s", shown);
        g_assert_null(parse(bad[at], &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
        g_assert_cmpstr(tk_error_face(error).key, ==, "json-malformed");
    }
}

static void
test_fault_is_named_by_line_and_column(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(parse("{\n  \"a\": x\n}", &error));
    g_assert_cmpstr(tk_error_face(error).subject, ==, "2:8");
}

static char *
nested(unsigned depth)
{
    GString *text = g_string_new(NULL);

    for (unsigned at = 0; at < depth; at++)
        g_string_append_c(text, '[');
    for (unsigned at = 0; at < depth; at++)
        g_string_append_c(text, ']');
    return g_string_free(text, FALSE);
}

static void
test_nesting_ends_at_its_limit(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *deepest = nested(TK_LIMIT_JSON_DEPTH);
    g_autofree char *deeper = nested(TK_LIMIT_JSON_DEPTH + 1);
    g_autofree char *hostile = nested(100000);
    g_autoptr(TkJson) good = parse(deepest, &error);

    g_assert_no_error(error);
    g_assert_nonnull(good);
    g_assert_null(parse(deeper, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_TOO_LARGE);
    g_clear_error(&error);
    g_assert_null(parse(hostile, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_TOO_LARGE);
}

static void
test_brackets_inside_a_text_are_not_nesting(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *brackets = nested(1000);
    g_autofree char *text = g_strdup_printf("[\"\\\"%s\\\\\",\"[{\"]", brackets);
    g_autoptr(TkJson) value = parse(text, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(value), ==, 2);
}

static void
test_setters_write_what_getters_read(void)
{
    g_autoptr(TkJson) object = json_object();

    tk_json_set_text(object, "name", "Kåre \"K\"");
    tk_json_set_text(object, "none", NULL);
    tk_json_set_number(object, "count", G_MAXINT64);
    tk_json_set_id(object, "id", 32);
    tk_json_set_id(object, "no_id", 0);
    tk_json_set_take(object, "list", json_array());

    g_autofree char *text = tk_json_text(object);

    g_assert_cmpstr(text, ==,
                    "{\"name\":\"Kåre \\\"K\\\"\",\"none\":null,\"count\":9223372036854775807,"
                    "\"id\":\"0000000000010\",\"no_id\":null,\"list\":[]}");
    g_assert_cmpstr(tk_json_get_text(object, "name", "?"), ==, "Kåre \"K\"");
    g_assert_cmpint(tk_json_get_number(object, "count", 0), ==, G_MAXINT64);
}

static void
test_missing_or_of_another_type_gives_the_fallback(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) object = parse("{\"a\":1,\"b\":\"x\",\"c\":null,\"d\":1.5}", &error);

    g_assert_no_error(error);
    g_assert_cmpstr(tk_json_get_text(object, "a", "fallback"), ==, "fallback");
    g_assert_cmpstr(tk_json_get_text(object, "c", "fallback"), ==, "fallback");
    g_assert_null(tk_json_get_text(object, "z", NULL));
    g_assert_cmpint(tk_json_get_number(object, "b", 7), ==, 7);
    g_assert_cmpint(tk_json_get_number(object, "d", 7), ==, 7);
    g_assert_cmpint(tk_json_get_number(NULL, "a", 7), ==, 7);
    g_assert_cmpstr(tk_json_get_text(NULL, "a", "fallback"), ==, "fallback");
}

static void
test_text_that_is_not_utf8_is_mended(void)
{
    g_autoptr(TkJson) object = json_object();

    tk_json_set_text(object, "name", "K\xe5re");
    g_assert_cmpstr(tk_json_get_text(object, "name", "?"), ==, "Kåre");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json/text-reads-back-the-same-with-its-order",
                    test_text_reads_back_the_same_with_its_order);
    g_test_add_func("/json/what-is-not-one-json-value-is-refused",
                    test_what_is_not_one_json_value_is_refused);
    g_test_add_func("/json/fault-is-named-by-line-and-column",
                    test_fault_is_named_by_line_and_column);
    g_test_add_func("/json/nesting-ends-at-its-limit", test_nesting_ends_at_its_limit);
    g_test_add_func("/json/brackets-inside-a-text-are-not-nesting",
                    test_brackets_inside_a_text_are_not_nesting);
    g_test_add_func("/json/setters-write-what-getters-read", test_setters_write_what_getters_read);
    g_test_add_func("/json/missing-or-of-another-type-gives-the-fallback",
                    test_missing_or_of_another_type_gives_the_fallback);
    g_test_add_func("/json/text-that-is-not-utf8-is-mended", test_text_that_is_not_utf8_is_mended);
    return g_test_run();
}
