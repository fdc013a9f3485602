/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/json-walk.h"

#include "formats/collected.h"

#include <string.h>

typedef struct {
    GString *text;
    unsigned stop_after;
} Seen;

/* Wants all under "list" and "one". */
static JsonWalkWish
wish(const char *path, gpointer data)
{
    (void) data;
    if (*path == '\0' || strcmp(path, "list") == 0 || strcmp(path, "deep") == 0 ||
        g_str_has_prefix(path, "deep[]"))
        return JSON_WALK_INTO;
    return strcmp(path, "one") == 0 || strcmp(path, "list[]") == 0 ? JSON_WALK_TAKE
                                                                   : JSON_WALK_PASS;
}

static gboolean
take(const JsonWalkValue *value, gpointer data, GError **error)
{
    Seen *seen = data;
    g_autofree char *text =
        value->value != NULL ? tk_json_text(value->value) : g_strdup(value->reason);

    g_string_append_printf(seen->text, "%" G_GINT64_FORMAT " %s=%s\n", value->number, value->path,
                           text);
    if (seen->stop_after != 0 && value->number == seen->stop_after) {
        g_set_error_literal(error, G_FILE_ERROR, 0, "enough");
        return FALSE;
    }
    return TRUE;
}

static char *
walk(InputSource *source, unsigned stop_after, GError **error)
{
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, JSON_WALK_WINDOW);
    Seen seen = { g_string_new(""), stop_after };
    const JsonWalk wanted = { wish, take, &seen };
    gboolean is_whole = FALSE;

    if (json_walk(input, &wanted, &is_whole, error) && !is_whole)
        g_string_append(seen.text, "broken\n");
    return g_string_free(seen.text, FALSE);
}

static char *
walk_text(const char *text, gsize step)
{
    g_autoptr(InputSource) source = input_source_bytes(text, strlen(text), step);

    return walk(source, 0, NULL);
}

static const char *const cases[][2] = {
    { "{\"one\":1}", "1 one=1\n" },
    { " { \"x\" : [1,{\"one\":2}] , \"one\" : \"a\\\"}\" }\n", "1 one=\"a\\\"}\"\n" },
    { "{\"list\":[]}", "" },
    { "{\"list\":[true,{\"a\":[1,2]},null,\"\"]}",
      "1 list[]=true\n2 list[]={\"a\":[1,2]}\n3 list[]=null\n4 list[]=\"\"\n" },
    { "{\"list\":{\"0\":1,\"17\":2,\"x\":3}}", "1 list[]=1\n2 list[]=2\n" },
    { "{\"list\":[{\"a\":1,\"a\":2},5]}", "1 list[]=value-malformed\n2 list[]=5\n" },
    { "{\"list\":[nonsense]}", "1 list[]=value-malformed\n" },
    { "{\"list\":[1,2", "1 list[]=1\n2 list[]=2\nbroken\n" },
    { "{\"list\":[1,{\"a\":2", "1 list[]=1\nbroken\n" },
    { "{\"x\":\"never ends", "broken\n" },
    { "{\"list\":[1}", "1 list[]=1\nbroken\n" },
    { "{\"one\" 1}", "broken\n" },
    { "{\"one\":}", "broken\n" },
    { "{one:1}", "broken\n" },
    { "{\"one\":1} x", "1 one=1\nbroken\n" },
    { "", "broken\n" },
    { "7", "" },
};

static void
test_only_wanted_values_are_taken_wherever_the_bytes_are_cut(void)
{
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
        for (gsize step = 0; step < 4; step++) {
            g_autofree char *seen = walk_text(cases[i][0], step);

            g_assert_cmpstr(seen, ==, cases[i][1]);
        }
}

static void
test_a_name_of_any_length_is_no_other_name(void)
{
    g_autofree char *name = g_strnfill(300, 'x');
    g_autofree char *text = g_strdup_printf("{\"one%s\":1,\"one\":2}", name);
    g_autofree char *seen = walk_text(text, 0);

    g_assert_cmpstr(seen, ==, "1 one=2\n");
}

static void
test_what_is_nested_without_end_breaks_off(void)
{
    g_autoptr(GString) text = g_string_new("{\"deep\":");
    g_autofree char *seen = NULL;

    for (unsigned i = 0; i < 200000; i++)
        g_string_append_c(text, '[');
    seen = walk_text(text->str, 0);
    g_assert_cmpstr(seen, ==, "broken\n");
}

static void
test_the_sink_may_stop(void)
{
    const char *text = "{\"list\":[1,2,3]}";
    g_autoptr(InputSource) source = input_source_bytes(text, strlen(text), 0);
    g_autoptr(GError) error = NULL;
    g_autofree char *seen = walk(source, 2, &error);

    g_assert_nonnull(error);
    g_assert_cmpstr(seen, ==, "1 list[]=1\n2 list[]=2\n");
}

/* {"photo":"xxx...","list":[{"photo":"xxx..."},5]} with texts of any length. */
typedef struct {
    InputSource source;
    gsize part, left;
} Photos;

static const char *const parts[] = { "{\"photo\":\"", "\",\"list\":[{\"photo\":\"", "\"},5]}" };

static gssize
read_photos(InputSource *source, void *bytes, gsize size)
{
    Photos *photos = (Photos *) source;
    const char *part;

    if (photos->left > 0) {
        size = MIN(size, photos->left);
        memset(bytes, 'x', size);
        photos->left -= size;
        return (gssize) size;
    }
    if (photos->part == G_N_ELEMENTS(parts))
        return 0;
    part = parts[photos->part++];
    size = strlen(part);
    memcpy(bytes, part, size);
    photos->left = photos->part < G_N_ELEMENTS(parts) ? 300 << 20 : 0;
    return (gssize) size;
}

static void
test_photos_of_hundreds_of_megabytes_cost_no_more_than_the_window(void)
{
    Photos photos = { { read_photos, NULL }, 0, 0 };
    g_autofree char *seen = walk(&photos.source, 0, NULL);

    g_assert_cmpstr(seen, ==, "1 list[]=value-too-long\n2 list[]=5\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/json-walk/only-wanted-values-are-taken-wherever-the-bytes-are-cut",
                    test_only_wanted_values_are_taken_wherever_the_bytes_are_cut);
    g_test_add_func("/json-walk/a-name-of-any-length-is-no-other-name",
                    test_a_name_of_any_length_is_no_other_name);
    g_test_add_func("/json-walk/what-is-nested-without-end-breaks-off",
                    test_what_is_nested_without_end_breaks_off);
    g_test_add_func("/json-walk/the-sink-may-stop", test_the_sink_may_stop);
    g_test_add_func("/json-walk/photos-of-hundreds-of-megabytes-cost-no-more-than-the-window",
                    test_photos_of_hundreds_of_megabytes_cost_no_more_than_the_window);
    return g_test_run();
}
