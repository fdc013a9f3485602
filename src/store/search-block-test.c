/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/search-private.h"

#include <string.h>

#define ROUNDS 400

static void
test_places_come_back_as_they_were_written(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(3);

    for (unsigned round = 0; round < ROUNDS; round++) {
        SearchPlaces wanted = { { 0 } }, got = { { 0 } };
        int rare = g_rand_int_range(dice, 1, 400);

        for (unsigned place = 0; place < SEARCH_BLOCK_MOST; place++)
            if (g_rand_int_range(dice, 0, rare) == 0)
                search_places_add(&wanted, place);
        g_autofree char *text = search_places_write(&wanted);

        search_places_read(text, &got);
        g_assert_cmpmem(&got, sizeof got, &wanted, sizeof wanted);
        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
}

static void
test_the_first_and_the_last_place_alone(void)
{
    static const unsigned places[] = { 0, 1, 62, 63, 64, 125, 126, 127, SEARCH_BLOCK_MOST - 1 };

    for (size_t at = 0; at < G_N_ELEMENTS(places); at++) {
        SearchPlaces wanted = { { 0 } }, got = { { 0 } };

        search_places_add(&wanted, places[at]);
        g_autofree char *text = search_places_write(&wanted);

        search_places_read(text, &got);
        g_assert_cmpmem(&got, sizeof got, &wanted, sizeof wanted);
    }
}

static void
test_what_no_writer_wrote_is_passed_over(void)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(4);

    for (unsigned round = 0; round < ROUNDS; round++) {
        char text[2000];
        SearchPlaces got = { { 0 } };
        size_t length = (size_t) g_rand_int_range(dice, 0, sizeof text);

        for (size_t at = 0; at < length; at++)
            text[at] = (char) g_rand_int_range(dice, 1, 256);
        text[length] = '\0';
        search_places_read(text, &got); /* the sanitizers look on */
        for (unsigned place = SEARCH_BLOCK_MOST; place < SEARCH_PLACE_CELLS * 64; place++)
            g_assert_false(search_places_have(&got, place));
    }
}

static void
test_things_stand_at_their_places(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    static const SearchKey keys[] = {
        { 0, -1 }, { -5, -G_MAXINT64 }, { G_MAXINT64, -77 }, { G_MININT64 + 1, -78 }
    };
    SearchKey got;

    for (unsigned at = 0; at < G_N_ELEMENTS(keys); at++)
        search_things_write(text, at * 3, keys[at]);
    g_assert_cmpuint(search_things_count(text->len), ==, 10);
    for (unsigned place = 0; place < 12; place++) {
        gboolean there = search_things_read(text->str, text->len, place, &got);

        g_assert_true(there == (place % 3 == 0 && place < 12 && place / 3 < G_N_ELEMENTS(keys)));
        if (there)
            g_assert_cmpint(search_key_compare(got, keys[place / 3]), ==, 0);
    }
}

static void
collect(const char *word, gpointer data)
{
    g_string_append_printf(data, "%s ", word);
}

static void
test_a_word_is_found_by_its_beginnings_and_a_mark_only_whole(void)
{
    const char *texts[] = { "Åse Lindqvist", "ase", NULL };
    const char *marks[] = { "~lind", NULL };
    g_autofree char *words = search_words_of(texts, marks);
    g_autoptr(GString) entries = g_string_new(NULL);

    g_assert_cmpstr(words, ==, "ase lindqvist ~lind");
    search_words_each(words, collect, entries);
    g_assert_cmpstr(entries->str, ==, "a as ase l li lin lind lindqvist ~lind ");
}

static void
test_a_long_word_is_cut_where_a_letter_ends(void)
{
    g_autoptr(GString) word = g_string_new("x");

    while (word->len < 200)
        g_string_append(word, "ж");
    g_autofree char *cut = search_word_cut(word->str);

    g_assert_true(g_utf8_validate(cut, -1, NULL));
    g_assert_cmpuint(strlen(cut), <=, SEARCH_WORD_BYTES);
    g_assert_cmpuint(strlen(cut), >=, SEARCH_WORD_BYTES - 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/search-block/places-come-back-as-they-were-written",
                    test_places_come_back_as_they_were_written);
    g_test_add_func("/search-block/the-first-and-the-last-place-alone",
                    test_the_first_and_the_last_place_alone);
    g_test_add_func("/search-block/what-no-writer-wrote-is-passed-over",
                    test_what_no_writer_wrote_is_passed_over);
    g_test_add_func("/search-block/things-stand-at-their-places",
                    test_things_stand_at_their_places);
    g_test_add_func("/search-block/a-word-is-found-by-its-beginnings-and-a-mark-only-whole",
                    test_a_word_is_found_by_its_beginnings_and_a_mark_only_whole);
    g_test_add_func("/search-block/a-long-word-is-cut-where-a-letter-ends",
                    test_a_long_word_is_cut_where_a_letter_ends);
    return g_test_run();
}
