/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "http/request.h"

#include "base/tk-error.h"

#include <string.h>

/* The error's key, or "fine". */
static const char *
take(const char *target)
{
    g_auto(Request) request = { .target = target };
    g_autoptr(GError) error = NULL;

    if (request_take_target(&request, &error))
        return "fine";
    return tk_error_face(error).key;
}

static void
test_paths_that_hide_something_are_refused(void)
{
    static const char *const hidden[] = {
        "",
        "people",
        "http://evil.example/",
        "*",
        "/../etc/passwd",
        "/..",
        "/a/../b",
        "/%2e%2e/etc",
        "/.",
        "/a/./b",
        "/a%2fb",
        "/a%2Fb",
        "/a%00b",
        "/a%",
        "/a%z1",
        "/a%1",
        "/%ff",
        "/%c0%af",
        "/a\\b",
        "/%5c..%5cb",
        "/%ed%a0%80",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(hidden); i++) {
        g_test_message("'%s'", hidden[i]);
        g_assert_cmpstr(take(hidden[i]), ==, "path-malformed");
    }
    g_assert_cmpstr(take("/"), ==, "fine");
    g_assert_cmpstr(take("/people/K%C3%A5re"), ==, "fine");
    g_assert_cmpstr(take("/assets/index-4f2a.js"), ==, "fine");
    g_assert_cmpstr(take("/a..b"), ==, "fine");
}

static void
test_parameters_are_decoded_and_each_stands_once(void)
{
    g_auto(Request) request = { .target = "/search?q=K%C3%A5re+Holm&limit=5&flag&&x=a=b" };

    g_assert_true(request_take_target(&request, NULL));
    g_assert_cmpstr(request_parameter(&request, "q"), ==, "Kåre Holm");
    g_assert_cmpstr(request_parameter(&request, "limit"), ==, "5");
    g_assert_cmpstr(request_parameter(&request, "flag"), ==, "");
    g_assert_cmpstr(request_parameter(&request, "x"), ==, "a=b");
    g_assert_null(request_parameter(&request, "y"));
    g_assert_cmpstr(take("/?a=1&a=2"), ==, "parameter-repeated");
    g_assert_cmpstr(take("/?a=%00"), ==, "parameter-malformed");
    g_assert_cmpstr(take("/?a=%ff"), ==, "parameter-malformed");
    g_assert_cmpstr(take("/?%zz=1"), ==, "parameter-malformed");
}

static void
test_more_parameters_than_any_route_has_are_refused(void)
{
    g_autoptr(GString) target = g_string_new("/?");

    for (unsigned i = 0; i < 1000; i++)
        g_string_append_printf(target, "a%u=1&", i);
    g_assert_cmpstr(take(target->str), ==, "parameter-unknown");
}

static void
test_numbers_keep_within_their_bounds(void)
{
    static const char *const wrong[] = { "/?limit=0",    "/?limit=201",
                                         "/?limit=-1",   "/?limit=1e2",
                                         "/?limit=",     "/?limit=5x",
                                         "/?limit=%205", "/?limit=99999999999999999999" };
    unsigned limit = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_auto(Request) request = { .target = wrong[i] };
        g_autoptr(GError) error = NULL;

        g_assert_true(request_take_target(&request, NULL));
        g_assert_false(request_parameter_number(&request, "limit", 50, 200, &limit, &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, "parameter-malformed");
        g_assert_cmpstr(tk_error_face(error).subject, ==, "limit");
    }
    g_auto(Request) request = { .target = "/?limit=200" };

    g_assert_true(request_take_target(&request, NULL));
    g_assert_true(request_parameter_number(&request, "limit", 50, 200, &limit, NULL));
    g_assert_cmpuint(limit, ==, 200);
    g_assert_true(request_parameter_number(&request, "other", 50, 200, &limit, NULL));
    g_assert_cmpuint(limit, ==, 50);
}

static void
test_a_field_of_another_type_is_named(void)
{
    g_auto(Request) request = { .target = "/" };
    const char *json = "{\"text\":1,\"number\":\"1\",\"real\":1.5,\"id\":\"short\",\"id2\":5,"
                       "\"day\":\"2026-02-31\",\"lines\":[\"a\",1],\"object\":{}}";
    const char *text = NULL;
    g_autofree char *lines = NULL;
    int64_t number = 0;
    TkId id = 0;
    TkDay day = 0;

    request.fields = tk_json_parse(json, strlen(json), NULL);
    g_assert_nonnull(request.fields);
    g_assert_false(request_text(&request, "text", &text, NULL));
    g_assert_false(request_text(&request, "object", &text, NULL));
    g_assert_false(request_number(&request, "number", &number, NULL));
    g_assert_false(request_number(&request, "real", &number, NULL));
    g_assert_false(request_id(&request, "id", &id, NULL));
    g_assert_false(request_id(&request, "id2", &id, NULL));
    g_assert_false(request_day(&request, "day", &day, NULL));
    g_assert_false(request_lines(&request, "lines", &lines, NULL));
    g_assert_false(request_lines(&request, "object", &lines, NULL));
}

static void
test_an_absent_field_and_null_are_the_same(void)
{
    g_auto(Request) request = { .target = "/" };
    const char *json = "{\"text\":null,\"interests\":[\"a\",\"b\"]}";
    const char *text = "before";
    g_autofree char *lines = NULL;
    g_autofree char *none = NULL;
    int64_t number = 5;

    request.fields = tk_json_parse(json, strlen(json), NULL);
    g_assert_true(request_text(&request, "text", &text, NULL));
    g_assert_null(text);
    g_assert_true(request_number(&request, "number", &number, NULL));
    g_assert_cmpint(number, ==, 0);
    g_assert_true(request_lines(&request, "interests", &lines, NULL));
    g_assert_cmpstr(lines, ==, "a\nb");
    g_assert_true(request_lines(&request, "other", &none, NULL));
    g_assert_null(none);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/request/paths-that-hide-something-are-refused",
                    test_paths_that_hide_something_are_refused);
    g_test_add_func("/request/parameters-are-decoded-and-each-stands-once",
                    test_parameters_are_decoded_and_each_stands_once);
    g_test_add_func("/request/more-parameters-than-any-route-has-are-refused",
                    test_more_parameters_than_any_route_has_are_refused);
    g_test_add_func("/request/numbers-keep-within-their-bounds",
                    test_numbers_keep_within_their_bounds);
    g_test_add_func("/request/a-field-of-another-type-is-named",
                    test_a_field_of_another_type_is_named);
    g_test_add_func("/request/an-absent-field-and-null-are-the-same",
                    test_an_absent_field_and_null_are_the_same);
    return g_test_run();
}
