/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "lsp/positions.h"

#include <string.h>

#define KEY "\xF0\x9F\x94\x91" /* one character of four bytes, two units of UTF-16 */

static void
test_a_character_has_as_many_units_as_was_agreed_on(void)
{
    static const struct {
        PositionUnits units;
        guint64 character;
    } rows[] = { { UNITS_UTF16, 4 }, { UNITS_UTF8, 7 }, { UNITS_UTF32, 3 } };
    const char *text = "a\n\xC3\x85" KEY "b end";

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Position end = { 1, rows[i].character };
        PositionWalk walk = { 0 };
        g_assert_cmpuint(position_byte(text, &end, rows[i].units), ==, 9);
        position_walk_to(&walk, text, 9, rows[i].units);
        g_assert_cmpuint(walk.position.line, ==, 1);
        g_assert_cmpuint(walk.position.character, ==, rows[i].character);
    }
}

static void
test_each_of_the_three_line_ends_counts_once(void)
{
    const Position third = { 3, 0 };

    g_assert_cmpuint(position_byte("a\nb\r\nc\rd", &third, UNITS_UTF16), ==, 7);
}

static void
test_a_place_that_is_none_is_the_nearest_one(void)
{
    const Position behind_line = { 0, 99 }, behind_text = { 99, 0 }, inside = { 0, 1 };

    g_assert_cmpuint(position_byte("ab\ncd", &behind_line, UNITS_UTF16), ==, 2);
    g_assert_cmpuint(position_byte("ab\ncd", &behind_text, UNITS_UTF16), ==, 5);
    g_assert_cmpuint(position_byte(KEY, &inside, UNITS_UTF16), ==, 0); /* between the two units */
    g_assert_cmpuint(position_byte("", &behind_text, UNITS_UTF8), ==, 0);
}

static void
test_every_byte_of_a_character_comes_back_to_its_beginning(void)
{
    const char *text = "a\xC3\x85\r\n" KEY "\n\nz";

    for (int units = 0; units < UNITS_COUNT; units++) {
        PositionWalk walk = { 0 };
        for (gsize byte = 0; byte <= strlen(text); byte++) {
            position_walk_to(&walk, text, byte, (PositionUnits) units);
            g_assert_cmpuint(walk.byte, <=, byte);
            gsize back = position_byte(text, &walk.position, (PositionUnits) units);
            g_assert_true(back == walk.byte || text[walk.byte] == '\n');
        }
    }
}

static void
test_what_is_replaced_is_what_the_editor_shows(void)
{
    const Position from = { 0, 2 }, until = { 1, 1 };
    g_autofree char *changed = text_replaced("Hello\nyou", &from, &until, "y ", UNITS_UTF16);
    g_autofree char *crossed = text_replaced("Hello", &until, &from, "-", UNITS_UTF16);

    g_assert_cmpstr(changed, ==, "Hey ou");
    g_assert_cmpstr(crossed, ==, "Hello-");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/positions/a-character-has-as-many-units-as-was-agreed-on",
                    test_a_character_has_as_many_units_as_was_agreed_on);
    g_test_add_func("/positions/each-of-the-three-line-ends-counts-once",
                    test_each_of_the_three_line_ends_counts_once);
    g_test_add_func("/positions/a-place-that-is-none-is-the-nearest-one",
                    test_a_place_that_is_none_is_the_nearest_one);
    g_test_add_func("/positions/every-byte-of-a-character-comes-back-to-its-beginning",
                    test_every_byte_of_a_character_comes_back_to_its_beginning);
    g_test_add_func("/positions/what-is-replaced-is-what-the-editor-shows",
                    test_what_is_replaced_is_what_the_editor_shows);
    return g_test_run();
}
