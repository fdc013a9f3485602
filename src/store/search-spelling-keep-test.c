/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/search-private.h"

#include "store/test-store.h"

#include <string.h>

static void
write_words(Store *store, GHashTable *known, const char *const *words)
{
    g_autoptr(SearchSpelling) spelling = search_spelling_new(known);
    g_autoptr(GError) error = NULL;

    for (; *words != NULL; words++)
        search_spelling_add(spelling, *words, strlen(*words));
    search_spelling_write(spelling, store, &error);
    g_assert_no_error(error);
}

static GHashTable *
known_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* All words that begin so, parted by spaces. Caller frees. */
static char *
beginning(Store *store, const char *letters)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) words = search_words_beginning(store, letters, 100, &error);

    g_assert_no_error(error);
    g_ptr_array_add(words, NULL);
    return g_strjoinv(" ", (char **) words->pdata);
}

static gboolean
is_near(Store *store, const char *typed, const char *word)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) words = search_near_words(store, typed, &error);

    g_assert_no_error(error);
    return g_strv_contains((const char *const *) words, word);
}

static void
test_words_of_several_pieces_stand_once(TestPlace *place)
{
    static const char *const first[] = { "karin",   "karit", "kasper",   "kato",     "kai", "kaja",
                                         "kamilla", "kari",  "karoline", "kathrine", NULL };
    static const char *const second[] = { "kari", "katarina", "karin", NULL };
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *work = test_store_begin(store);
    g_autoptr(GHashTable) one = known_new();
    g_autoptr(GHashTable) other = known_new();
    g_autofree char *all = NULL;

    write_words(store, one, first);
    write_words(store, one, second);
    write_words(store, other, second); /* as the next program does, which knows of none */
    test_store_commit(work);
    all = beginning(store, "ka");
    g_assert_cmpstr(all, ==,
                    "kai kaja kamilla kari karin karit karoline kasper katarina kathrine kato");
}

/* Every word of a piece gets its ways, those in front of one that stood there already too. */
static void
test_each_word_is_found_in_spite_of_a_letter(TestPlace *place)
{
    static const char *const before[] = { "kristine", NULL };
    static const char *const words[] = { "lindqvist", "kristine", "mikkelsen", "\xC3\xB8rsted",
                                         NULL };
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *work = test_store_begin(store);
    g_autoptr(GHashTable) one = known_new();
    g_autoptr(GHashTable) other = known_new();

    write_words(store, one, before);
    write_words(store, other, words);
    test_store_commit(work);
    g_assert_true(is_near(store, "lindkvist", "lindqvist"));
    g_assert_true(is_near(store, "krisitne", "kristine"));
    g_assert_true(is_near(store, "mikelsen", "mikkelsen"));
    g_assert_true(is_near(store, "\xC3\xB8rstad", "\xC3\xB8rsted"));
}

static void
test_numbers_and_marks_are_not_spelled(TestPlace *place)
{
    static const char *const words[] = { "~o:1f", "lag2026", NULL };
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *work = test_store_begin(store);
    g_autoptr(GHashTable) known = known_new();
    g_autofree char *marks = NULL;
    g_autofree char *numbers = NULL;

    write_words(store, known, words);
    test_store_commit(work);
    marks = beginning(store, "~");
    numbers = beginning(store, "lag");
    g_assert_cmpstr(marks, ==, "");
    g_assert_cmpstr(numbers, ==, "lag2026");
    g_assert_false(is_near(store, "lah2026", "lag2026"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/search-spelling-keep/words-of-several-pieces-stand-once",
                    test_words_of_several_pieces_stand_once);
    test_store_each("/search-spelling-keep/each-word-is-found-in-spite-of-a-letter",
                    test_each_word_is_found_in_spite_of_a_letter);
    test_store_each("/search-spelling-keep/numbers-and-marks-are-not-spelled",
                    test_numbers_and_marks_are_not_spelled);
    return g_test_run();
}
