/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * sentence-marks-test.c - what is said of a sentence before it is weighed (M1).
 */
#include "language/sentence-marks.h"

#include "language/share-private.h"
#include "language/test-share.h"

#include <string.h>

static void
keep_name(const SentenceMark *mark, gpointer data)
{
    g_hash_table_add(data, g_strdup(mark->name));
}

/* The names of the marks of the text's sentence. */
static GHashTable *
marks_of(const char *language_code, const char *kind, const char *text, guint sentence)
{
    const LanguageShare *share = test_share();
    int language = language_number(language_code);
    const ReadingFacts facts = { "Kari Holm", "Enova", "", "Ola Nordmann" };
    g_autoptr(Reading) reading = language_share_read(share, text, language, &facts);
    g_autoptr(GArray) hits = rule_book_find(share->rules[language], reading, kind);
    const MarkedText marked = { share->rules[language], reading, hits, kind, language };
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    sentence_marks(&marked, sentence, keep_name, names);
    return names;
}

static void
test_pieces_are_four_letters_with_the_ends_marked(void)
{
    static const char *const expected[] = { "e~<oat", "e~oats", "e~ats>", "e~<to>" };
    g_autoptr(GHashTable) marks = marks_of("en", "share", "I like to see oats.", 0);

    for (gsize i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_test_message("%s", expected[i]);
        g_assert_true(g_hash_table_contains(marks, expected[i]));
    }
}

static void
test_the_nordic_languages_share_their_pieces(void)
{
    g_autoptr(GHashTable) danish = marks_of("da", "share", "Det er grønt.", 0);
    g_autoptr(GHashTable) swedish = marks_of("sv", "share", "Det är grönt.", 0);
    g_autoptr(GHashTable) english = marks_of("en", "share", "Det is green.", 0);

    g_assert_true(g_hash_table_contains(danish, "n~grön"));
    g_assert_true(g_hash_table_contains(swedish, "n~grön"));
    g_assert_true(g_hash_table_contains(danish, "n~<det"));
    g_assert_false(g_hash_table_contains(english, "n~<det"));
}

static void
test_no_person_and_no_sum_is_learnt(void)
{
    g_autoptr(GHashTable) marks =
        marks_of("en", "share", "Then Marjory paid 1200kr, says kari holm.", 0);
    GHashTableIter at;
    gpointer name = NULL;

    g_hash_table_iter_init(&at, marks);
    while (g_hash_table_iter_next(&at, &name, NULL)) {
        if (!g_str_has_prefix(name, "e~"))
            continue;
        g_test_message("%s", (const char *) name);
        g_assert_null(strstr(name, "marj"));
        g_assert_null(strstr(name, "1200"));
        g_assert_null(strstr(name, "holm"));
    }
    g_assert_true(g_hash_table_contains(marks, "e~paid"));
}

static void
test_where_a_sentence_stands_is_told(void)
{
    static const char text[] = "One fine thing. Another thing. The last thing?";
    g_autoptr(GHashTable) first = marks_of("en", "share", text, 0);
    g_autoptr(GHashTable) inside = marks_of("en", "agenda", text, 1);
    g_autoptr(GHashTable) last = marks_of("en", "share", text, 2);
    g_autoptr(GHashTable) only = marks_of("en", "share", "One fine thing.", 0);

    g_assert_true(g_hash_table_contains(first, "?first"));
    g_assert_true(g_hash_table_contains(first, "?share"));
    g_assert_true(g_hash_table_contains(inside, "?inside"));
    g_assert_true(g_hash_table_contains(inside, "?agenda"));
    g_assert_true(g_hash_table_contains(last, "?last"));
    g_assert_true(g_hash_table_contains(last, "?"));
    g_assert_true(g_hash_table_contains(only, "?only"));
}

static void
test_a_piece_of_a_long_sentence_counts_less(void)
{
    const Sentence usual = { .words = 12 }, longer = { .words = 48 }, none = { .words = 0 };

    g_assert_cmpfloat_with_epsilon(sentence_piece_share(&usual), 1.0, 1e-9);
    g_assert_cmpfloat_with_epsilon(sentence_piece_share(&longer), 0.5, 1e-9);
    g_assert_cmpfloat(sentence_piece_share(&none), <=, 1.5);
}

/* Long words, broken letters, a word of one sign. */
static void
test_any_word_has_pieces_or_none(void)
{
    g_autofree char *endless = g_strnfill(5000, 'o');
    g_autofree char *text =
        g_strdup_printf("%s \xC3\xA6\xC3\xB8 \xE2\x80\xA6 \xF0\x9D\x94\x98 x \xC3", endless);
    g_autoptr(GHashTable) nordic = marks_of("nb", "share", text, 0);
    g_autoptr(GHashTable) english = marks_of("en", "share", text, 0);

    g_assert_true(g_hash_table_contains(nordic, "n~<äö>"));
    g_assert_true(g_hash_table_contains(english, "e~<x>"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentence-marks/pieces-are-four-letters-with-the-ends-marked",
                    test_pieces_are_four_letters_with_the_ends_marked);
    g_test_add_func("/sentence-marks/the-nordic-languages-share-their-pieces",
                    test_the_nordic_languages_share_their_pieces);
    g_test_add_func("/sentence-marks/no-person-and-no-sum-is-learnt",
                    test_no_person_and_no_sum_is_learnt);
    g_test_add_func("/sentence-marks/where-a-sentence-stands-is-told",
                    test_where_a_sentence_stands_is_told);
    g_test_add_func("/sentence-marks/a-piece-of-a-long-sentence-counts-less",
                    test_a_piece_of_a_long_sentence_counts_less);
    g_test_add_func("/sentence-marks/any-word-has-pieces-or-none",
                    test_any_word_has_pieces_or_none);
    return g_test_run();
}
