/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "formats/friends.h"

#include "formats/collected.h"

#include <string.h>

static const char file[] =
    "### Activities:\n"
    "- 2026-01-04: Got lunch with **Kari Holm** and **Ola Nes** in _Oslo_. @food\n"
    "- 2026-01-03: Alone.\n"
    "- 2026-02-31: Saw **Kari Holm**.\n"
    "not a line of a list\n"
    "\n"
    "### Notes:\n"
    "- 2026-01-05: **Kari Holm** has a new dog.\n"
    "- 2026-01-06: **Nobody Known** moved.\n"
    "\n"
    "### Friends:\n"
    "- Kari Holm (a.k.a. Kaisa a.k.a. KH) [Oslo] @choir @food\n"
    "- Ola Nes\n"
    "- (a.k.a. Nameless)\n"
    "\n"
    "### Locations:\n"
    "- Oslo\n";

static void
read_friends(InputSource *source, Collected *collected)
{
    g_autoptr(Input) input = input_new(source, INPUT_TEXT, FRIENDS_WINDOW);

    if (friends_is_at(input))
        g_assert_true(friends_read(input, &collected->reading, NULL));
}

static Collected *
seen_in(const char *text)
{
    g_autoptr(InputSource) source = input_source_bytes(text, strlen(text), 0);
    Collected *seen = collected_new();

    read_friends(source, seen);
    return seen;
}

static void
test_friends_activities_and_notes_are_people_meetings_and_notes(void)
{
    g_autoptr(Collected) seen = seen_in(file);

    collected_assert_has(seen, "person 'Kari Holm' '' '' place='Oslo' note+='Kari Holm has a new "
                               "dog.'@1767614400 note+='#choir #food' uid=name:friends:kari holm "
                               "name=Kaisa name=KH\n");
    collected_assert_has(seen, "person 'Ola Nes' '' '' uid=name:friends:ola nes\n");
    collected_assert_has(seen, " at=1767528000 'Got lunch with Kari Holm and Ola Nes in _Oslo_. "
                               "@food' with:me='' with:uid=name:friends:kari holm'Kari Holm' "
                               "with:uid=name:friends:ola nes'Ola Nes'");
    g_assert_cmpuint(seen->persons, ==, 2);
    g_assert_cmpuint(seen->interactions, ==, 1);
}

static void
test_lines_that_say_nothing_are_named_with_their_reason(void)
{
    g_autoptr(Collected) seen = seen_in(file);

    collected_assert_has(seen, "left out 3 row-without-name 'Alone.'\n");
    collected_assert_has(seen, "left out 4 date-not-a-day '2026-02-31: Saw **Kari Holm**.'\n");
    collected_assert_has(seen, "left out 9 row-without-name 'Nobody Known moved.'\n");
    collected_assert_has(seen, "left out 14 row-without-name '(a.k.a. Nameless)'\n");
    g_assert_cmpuint(seen->left_out, ==, 4);
}

static void
test_it_does_not_matter_where_the_bytes_are_cut(void)
{
    collected_assert_splits(file, sizeof file - 1, read_friends);
}

static void
test_other_markdown_is_none(void)
{
    g_autoptr(Collected) seen = seen_in("### Shopping\n- 2026-01-04: Milk for **Kari**\n");

    g_assert_cmpstr(seen->text->str, ==, "");
}

static void
test_a_file_that_nobody_wrote_by_hand_ends_at_its_limit(void)
{
    g_autoptr(GString) text = g_string_new("### Friends:\n");
    g_autofree char *name = g_strnfill(1000, 'a');
    g_autoptr(Collected) seen = NULL;

    for (unsigned i = 0; i < 20000; i++)
        g_string_append_printf(text, "- %s%u\n", name, i);
    seen = seen_in(text->str);
    g_assert_cmpuint(seen->left_out, ==, 1);
    g_assert_cmpuint(seen->persons, >, 10000);
    g_assert_cmpuint(seen->persons, <, 20000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/friends/friends-activities-and-notes-are-people-meetings-and-notes",
                    test_friends_activities_and_notes_are_people_meetings_and_notes);
    g_test_add_func("/friends/lines-that-say-nothing-are-named-with-their-reason",
                    test_lines_that_say_nothing_are_named_with_their_reason);
    g_test_add_func("/friends/it-does-not-matter-where-the-bytes-are-cut",
                    test_it_does_not_matter_where_the_bytes_are_cut);
    g_test_add_func("/friends/other-markdown-is-none", test_other_markdown_is_none);
    g_test_add_func("/friends/a-file-that-nobody-wrote-by-hand-ends-at-its-limit",
                    test_a_file_that_nobody_wrote_by_hand_ends_at_its_limit);
    return g_test_run();
}
