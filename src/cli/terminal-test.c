/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "cli/terminal.h"

#include "base/tk-text.h"

#include <string.h>

/* What the table looks like in so many columns. */
static char *
table_text(const TerminalTable *table, unsigned columns)
{
    const Terminal terminal = { .columns = columns };

    return terminal_table_text(table, &terminal, 0);
}

static void
test_nothing_that_steers_a_terminal_comes_through(void)
{
    static const struct {
        const char *text, *clean;
    } rows[] = {
        { "Kari Holm", "Kari Holm" },
        { "\033[2JKari", "[2JKari" },               /* wipes the screen */
        { "\033]0;title\007Kari", "]0;titleKari" }, /* names the window */
        { "\033[8mhidden\033[0m", "[8mhidden[0m" },
        { "\033[31mred", "[31mred" }, /* even where we would do it ourselves */
        { "a\rb\bc", "abc" },
        { "line\nline\ttab", "line\nline\ttab" },
        { "\xc2\x9b"
          "2J",
          "2J" },                         /* the one-letter form of ESC [ */
        { "Ada\u202eatsiL", "AdaatsiL" }, /* turns the direction of reading */
        { "bl\xe5", "bl\xef\xbf\xbd" },   /* not UTF-8 */
        { "Åse Ødegård", "Åse Ødegård" },
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *clean = terminal_clean(rows[i].text);

        g_assert_cmpstr(clean, ==, rows[i].clean);
    }
}

static void
test_a_style_of_ours_is_shown_and_one_in_a_name_is_not(void)
{
    const Terminal terminal = { .colour = TRUE };
    g_autofree char *text = g_strconcat(terminal_style(&terminal, STYLE_BAD), "K\033[8m\xc3\xa5re",
                                        terminal_style(&terminal, STYLE_PLAIN), ".", NULL);
    g_autofree char *shown = terminal_signs(text);
    g_autofree char *broken = terminal_signs("a\xff"
                                             "9\xff");

    g_assert_cmpstr(shown, ==, "\033[31mK[8m\xc3\xa5re\033[0m.");
    g_assert_cmpstr(broken, ==, "a9");
}

static void
test_json_for_a_terminal_says_the_same_without_steering_it(void)
{
    g_autofree char *shown = terminal_json("{\"name\":\"Ada\xe2\x80\xae\x7f\xc2\x9b\xc3\xa5\"}");

    g_assert_cmpstr(shown, ==, "{\"name\":\"Ada\\u202e\\u007f\\u009b\xc3\xa5\"}");
}

static void
test_a_line_is_wrapped_between_words(void)
{
    g_autofree char *wrapped = terminal_wrap("one two three four", 9, 0);
    g_autofree char *indented = terminal_wrap("one two three four", 11, 2);
    g_autofree char *whole = terminal_wrap("one two three four", 0, 2);

    g_assert_cmpstr(wrapped, ==, "one two\nthree\nfour");
    g_assert_cmpstr(indented, ==, "one two\n  three\n  four");
    g_assert_cmpstr(whole, ==, "one two three four");
}

static void
test_a_word_wider_than_the_line_stays_whole(void)
{
    g_autofree char *wrapped = terminal_wrap("a https://tokopp.example/page b", 10, 0);

    g_assert_cmpstr(wrapped, ==, "a\nhttps://tokopp.example/page\nb");
}

static void
test_no_line_of_a_wrapped_text_is_too_wide(void)
{
    const char *text = "Ærlig talt, det går så bra med blåbærsyltetøy og en kopp kaffe til.";

    for (unsigned columns = 20; columns < 80; columns++) {
        g_autofree char *wrapped = terminal_wrap(text, columns, 4);
        g_auto(GStrv) lines = g_strsplit(wrapped, "\n", -1);

        for (unsigned i = 0; lines[i] != NULL; i++)
            g_assert_cmpuint(tk_text_columns(lines[i]) + (i == 0 ? 4 : 0), <=, columns);
    }
}

static void
test_cells_stand_under_each_other_also_with_nordic_letters(void)
{
    g_autoptr(TerminalTable) table = terminal_table_new(2);

    terminal_table_add(table, "Åse", "a");
    terminal_table_add(table, "Ola Nordmann", "b");
    g_autofree char *text = table_text(table, 0);

    g_assert_cmpstr(text, ==, "Åse           a\nOla Nordmann  b\n");
}

static void
test_the_widest_column_gives_way(void)
{
    g_autoptr(TerminalTable) table = terminal_table_new(3);

    terminal_table_add(table, "1", "A very long subject that goes on and on and on", "warm");
    g_autofree char *text = table_text(table, 40);

    g_assert_cmpuint(tk_text_columns(g_strchomp(text)), ==, 40);
    g_assert_nonnull(strstr(text, "…"));
    g_assert_true(g_str_has_suffix(text, "warm"));
}

static void
test_a_last_cell_that_wraps_is_never_cut(void)
{
    g_autoptr(TerminalTable) table = terminal_table_new(2);

    terminal_table_wrap_last(table);
    terminal_table_add(table, "find", "Find people by name or by workplace");
    g_autofree char *text = table_text(table, 24);

    g_assert_cmpstr(text, ==, "find  Find people by\n      name or by\n      workplace\n");
}

static void
test_a_cell_is_one_line_whatever_it_holds(void)
{
    g_autoptr(TerminalTable) table = terminal_table_new(2);

    terminal_table_add(table, "one\ntwo", NULL);
    g_autofree char *text = table_text(table, 0);

    g_assert_cmpstr(text, ==, "one two\n");
}

static void
test_without_colour_there_is_no_sign_of_it(void)
{
    const Terminal plain = { .colour = FALSE }, colourful = { .colour = TRUE };

    g_assert_cmpstr(terminal_style(&plain, STYLE_BAD), ==, "");
    g_assert_cmpstr(terminal_style(&colourful, STYLE_BAD), !=, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/terminal/nothing-that-steers-a-terminal-comes-through",
                    test_nothing_that_steers_a_terminal_comes_through);
    g_test_add_func("/terminal/a-style-of-ours-is-shown-and-one-in-a-name-is-not",
                    test_a_style_of_ours_is_shown_and_one_in_a_name_is_not);
    g_test_add_func("/terminal/json-for-a-terminal-says-the-same-without-steering-it",
                    test_json_for_a_terminal_says_the_same_without_steering_it);
    g_test_add_func("/terminal/a-line-is-wrapped-between-words",
                    test_a_line_is_wrapped_between_words);
    g_test_add_func("/terminal/a-word-wider-than-the-line-stays-whole",
                    test_a_word_wider_than_the_line_stays_whole);
    g_test_add_func("/terminal/no-line-of-a-wrapped-text-is-too-wide",
                    test_no_line_of_a_wrapped_text_is_too_wide);
    g_test_add_func("/terminal/cells-stand-under-each-other-also-with-nordic-letters",
                    test_cells_stand_under_each_other_also_with_nordic_letters);
    g_test_add_func("/terminal/the-widest-column-gives-way", test_the_widest_column_gives_way);
    g_test_add_func("/terminal/a-last-cell-that-wraps-is-never-cut",
                    test_a_last_cell_that_wraps_is_never_cut);
    g_test_add_func("/terminal/a-cell-is-one-line-whatever-it-holds",
                    test_a_cell_is_one_line_whatever_it_holds);
    g_test_add_func("/terminal/without-colour-there-is-no-sign-of-it",
                    test_without_colour_there_is_no_sign_of_it);
    return g_test_run();
}
