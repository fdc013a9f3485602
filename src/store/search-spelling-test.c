/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/search-private.h"

#include "store/test-store.h"

#include <string.h>

#define WORDS   300
#define LOOKUPS 200
#define GAPS    8 /* of the first letters */

static void
index_words(Store *store, TkId id, const char *text)
{
    g_autoptr(GError) error = NULL;
    const char *texts[] = { text, NULL };
    const SearchThing thing = { .kind = SEARCH_PERSON, .id = id, .texts = texts };

    search_index(store, &thing, &error);
    g_assert_no_error(error);
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
test_one_letter_may_be_wrong(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *work = test_store_begin(store);
    static const struct {
        const char *typed, *word;
        gboolean near;
    } rows[] = {
        { "lindkvist", "lindqvist", TRUE },  { "lindvist", "lindqvist", TRUE },
        { "linndqvist", "lindqvist", TRUE }, { "lidnqvist", "lindqvist", TRUE },
        { "mindqvist", "lindqvist", TRUE },  { "indqvist", "lindqvist", TRUE },
        { "ilndqvist", "lindqvist", TRUE },  { "lidnq", "lindqvist", TRUE },
        { "lundq", "lindqvist", TRUE },      { "krai", "karin", TRUE },
        { "kai", "karin", FALSE },           { "lundkvist", "lindqvist", FALSE },
        { "karu", "karin", FALSE },          { "lindqvits", "lindqvist", TRUE },
        { "orsted2", "orsted", FALSE },      { "osted", "orsted", TRUE },
    };

    index_words(store, 1, "Karin Lindqvist Ørsted");
    test_store_commit(work);
    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_test_message("%s %s", rows[at].typed, rows[at].word);
        g_assert_true(is_near(store, rows[at].typed, rows[at].word) == rows[at].near);
    }
}

/* The same by trying every way on the letters themselves. */
static gboolean
begins_nearly(const char *word, const char *typed)
{
    size_t letters = strlen(typed);

    for (size_t at = 0; letters >= SEARCH_NEAR_LETTERS && at <= letters; at++) {
        gboolean last = at + 1 >= letters, is_short = letters <= SEARCH_NEAR_LETTERS;

        if (strncmp(word, typed, at) != 0 || strlen(word) < at)
            return FALSE;
        if (at < GAPS && word[at] != '\0' && g_str_has_prefix(word + at + 1, typed + at))
            return TRUE;
        if (at >= letters || (last && is_short))
            continue;
        if (at < GAPS && word[at] != '\0' && g_str_has_prefix(word + at + 1, typed + at + 1))
            return TRUE;
        if (!is_short && g_str_has_prefix(word + at, typed + at + 1))
            return TRUE;
        if (!last && word[at] != '\0' && word[at] == typed[at + 1] && word[at + 1] == typed[at] &&
            g_str_has_prefix(word + at + 2, typed + at + 2))
            return TRUE;
    }
    return FALSE;
}

/* None of the letters that are folded together. */
static char *
random_word(GRand *dice, int least, int most)
{
    GString *word = g_string_new(NULL);

    for (int letters = g_rand_int_range(dice, least, most + 1); letters > 0; letters--)
        g_string_append_c(word, (char) ('b' + g_rand_int_range(dice, 0, 8)));
    return g_string_free(word, FALSE);
}

/* The beginning of a word with one sign changed, or two of them. */
static char *
mistyped(GRand *dice, const char *word)
{
    GString *typed = g_string_new_len(word, g_rand_int_range(dice, 5, 8));

    for (int times = g_rand_int_range(dice, 1, 3); times > 0; times--) {
        gssize at = g_rand_int_range(dice, 0, (int) typed->len - 1);
        char letter = (char) ('b' + g_rand_int_range(dice, 0, 12));

        switch (g_rand_int_range(dice, 0, 4)) {
        case 0:
            g_string_erase(typed, at, 1);
            break;
        case 1:
            g_string_insert_c(typed, at, letter);
            break;
        case 2:
            typed->str[at] = letter;
            break;
        default:
            letter = typed->str[at];
            typed->str[at] = typed->str[at + 1];
            typed->str[at + 1] = letter;
        }
    }
    return g_string_free(typed, FALSE);
}

static void
test_near_words_are_those_that_every_way_tried_finds(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GRand) dice = g_rand_new_with_seed(8);
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    StoreWork *work = test_store_begin(store);
    g_autoptr(GError) error = NULL;
    unsigned near = 0;

    for (int at = 0; at < WORDS; at++) {
        g_ptr_array_add(words, random_word(dice, 7, 12));
        index_words(store, at + 1, g_ptr_array_index(words, at));
    }
    test_store_commit(work);
    for (int look = 0; look < LOOKUPS; look++) {
        g_autofree char *typed =
            mistyped(dice, g_ptr_array_index(words, (guint) g_rand_int_range(dice, 0, WORDS)));

        g_auto(GStrv) found = search_near_words(store, typed, &error);

        g_assert_no_error(error);
        for (unsigned at = 0; at < words->len; at++) {
            const char *word = g_ptr_array_index(words, at);
            gboolean wanted = begins_nearly(word, typed);

            near += wanted;
            if (g_strv_contains((const char *const *) found, word) == wanted)
                continue;
            /* The exact ones may come along: a letter is forgotten behind what was typed. */
            if (!wanted && g_str_has_prefix(word, typed))
                continue;
            g_test_message("typed '%s', word '%s'", typed, word);
            g_test_fail();
        }
    }
    g_assert_cmpuint(near, >, LOOKUPS / 4);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/search-spelling/one-letter-may-be-wrong", test_one_letter_may_be_wrong);
    test_store_each("/search-spelling/near-words-are-those-that-every-way-tried-finds",
                    test_near_words_are_those_that_every_way_tried_finds);
    return g_test_run();
}
