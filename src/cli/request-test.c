/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/request.h"

#include "base/tk-error.h"

static const CommandOption letter_options[] = {
    { "to", 't', OPTION_TEXT, "NAME", "Whom" },
    { "tone", 0, OPTION_TEXT, "warm|cool", "How" },
    { "pages", 'p', OPTION_NUMBER, "N", "How many" },
    { "stamp", 0, OPTION_FLAG, NULL, "Put a stamp on" },
    { "copy", 0, OPTION_LIST, "NAME", "Who else" },
    { "box", 0, OPTION_MAYBE, "PLACE", "Where to" },
    { 0 },
};
static const Command letter = {
    .name = "letter", .synopsis = "TEXT...", .least = 1, .most = 2, .options = letter_options
};
static const Command today = { .name = "today", .synopsis = "" };
static const Command *const table[] = { &letter, &today, NULL };

/* A command line and what was read of it; the request borrows from the words. */
typedef struct {
    char **words;
    Request *request;
} Line;

static void
line_free(Line *line)
{
    request_free(line->request);
    g_strfreev(line->words);
    g_free(line);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Line, line_free)

/* Reads a command line whose words are parted by "|". */
static Line *
line_read(const char *text, GError **error)
{
    Line *line = g_new0(Line, 1);

    line->words = g_strsplit(text, "|", -1);
    line->request = request_new();
    request_read(line->request, table, (int) g_strv_length(line->words), line->words, error);
    return line;
}

static Line *
line_taken(const char *text)
{
    g_autoptr(GError) error = NULL;
    Line *line = line_read(text, &error);

    g_assert_no_error(error);
    return line;
}

static const char *
word_at(const Line *line, unsigned index)
{
    g_assert_cmpuint(index, <, line->request->words->len);
    return g_ptr_array_index(line->request->words, index);
}

static void
assert_fails(const char *text, const char *key)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Line) line = line_read(text, &error);

    g_assert_nonnull(line->request);
    g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
    g_assert_cmpstr(tk_error_face(error).key, ==, key);
}

static void
test_without_a_command_it_is_today(void)
{
    g_autoptr(Line) line = line_taken("tokopp");

    g_assert_true(line->request->command == &today);
}

static void
test_global_options_stand_before_or_after_the_command(void)
{
    static const char *const texts[] = {
        "tokopp|--now|2026-12-07|letter|hello|--json",
        "tokopp|--json|letter|--now=2026-12-07|hello",
        "tokopp|letter|hello|--json|--now|2026-12-07",
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Line) line = line_taken(texts[i]);

        g_assert_true(line->request->command == &letter);
        g_assert_cmpstr(request_option(line->request, "now"), ==, "2026-12-07");
        g_assert_nonnull(request_option(line->request, "json"));
        g_assert_cmpuint(line->request->words->len, ==, 1);
        g_assert_cmpstr(word_at(line, 0), ==, "hello");
    }
}

static void
test_the_last_of_two_values_counts_but_a_list_keeps_all(void)
{
    g_autoptr(Line) line = line_taken("tokopp|letter|x|--to|Ada|-t|Kari|--copy|Ingrid|--copy=Nils");

    g_assert_cmpstr(request_option(line->request, "to"), ==, "Kari");
    g_autofree const char **copies = request_option_list(line->request, "copy");

    g_assert_cmpstr(copies[0], ==, "Ingrid");
    g_assert_cmpstr(copies[1], ==, "Nils");
    g_assert_null(copies[2]);
}

static void
test_after_two_dashes_everything_is_a_word(void)
{
    g_autoptr(Line) line = line_taken("tokopp|letter|--|--to|-");

    g_assert_cmpuint(line->request->words->len, ==, 2);
    g_assert_cmpstr(word_at(line, 0), ==, "--to");
}

static void
test_a_single_dash_is_a_word(void)
{
    g_autoptr(Line) line = line_taken("tokopp|letter|-");

    g_assert_cmpstr(word_at(line, 0), ==, "-");
}

static void
test_an_option_that_may_have_a_value_takes_no_next_word(void)
{
    g_autoptr(Line) without_value = line_taken("tokopp|letter|--box|hello");
    g_autoptr(Line) with_value = line_taken("tokopp|letter|--box=/mail|hello");

    g_assert_cmpstr(request_option(without_value->request, "box"), ==, "");
    g_assert_cmpstr(word_at(without_value, 0), ==, "hello");
    g_assert_cmpstr(request_option(with_value->request, "box"), ==, "/mail");
}

static void
test_what_does_not_fit_is_told_by_a_key(void)
{
    assert_fails("tokopp|lettre|x", "command-unknown");
    assert_fails("tokopp|letter|x|--tos|y", "option-unknown");
    assert_fails("tokopp|letter|x|-tx", "option-unknown");
    assert_fails("tokopp|letter|x|--to", "option-needs-value");
    assert_fails("tokopp|letter|x|--stamp=yes", "option-takes-no-value");
    assert_fails("tokopp|letter|x|--pages|many", "option-not-a-number");
    assert_fails("tokopp|letter|x|--pages|-1", "option-not-a-number");
    assert_fails("tokopp|letter|x|--tone|hot", "option-not-among");
    assert_fails("tokopp|letter", "too-few-words");
    assert_fails("tokopp|letter|a|b|c", "too-many-words");
    assert_fails("tokopp|today|please", "too-many-words");
}

static void
test_after_an_error_the_rest_is_read_all_the_same(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Line) line = line_read("tokopp|lettre|--json|--set|language=nb", &error);

    g_assert_nonnull(error);
    g_assert_nonnull(request_option(line->request, "json"));
    g_assert_cmpstr(request_option(line->request, "set"), ==, "language=nb");
}

static void
test_help_needs_no_words(void)
{
    g_autoptr(Line) line = line_taken("tokopp|letter|--help");

    g_assert_nonnull(request_option(line->request, "help"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/request/without-a-command-it-is-today", test_without_a_command_it_is_today);
    g_test_add_func("/request/global-options-stand-before-or-after-the-command",
                    test_global_options_stand_before_or_after_the_command);
    g_test_add_func("/request/the-last-of-two-values-counts-but-a-list-keeps-all",
                    test_the_last_of_two_values_counts_but_a_list_keeps_all);
    g_test_add_func("/request/after-two-dashes-everything-is-a-word",
                    test_after_two_dashes_everything_is_a_word);
    g_test_add_func("/request/a-single-dash-is-a-word", test_a_single_dash_is_a_word);
    g_test_add_func("/request/an-option-that-may-have-a-value-takes-no-next-word",
                    test_an_option_that_may_have_a_value_takes_no_next_word);
    g_test_add_func("/request/what-does-not-fit-is-told-by-a-key",
                    test_what_does_not_fit_is_told_by_a_key);
    g_test_add_func("/request/after-an-error-the-rest-is-read-all-the-same",
                    test_after_an_error_the_rest_is_read_all_the_same);
    g_test_add_func("/request/help-needs-no-words", test_help_needs_no_words);
    return g_test_run();
}
