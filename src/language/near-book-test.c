/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/near-book.h"

#include "base/tk-error.h"

typedef struct {
    LanguageCues *cues;
    NearBook *book;
} Shelf;

static Shelf
shelf_empty(void)
{
    Shelf shelf = { .cues = language_cues_new() };

    shelf.book = near_book_new("norwegian", shelf.cues, 0);
    return shelf;
}

static Shelf
shelf_new(const char *text)
{
    Shelf shelf = shelf_empty();

    g_assert_true(near_book_add(shelf.book, "near/nb.words", text, NULL));
    return shelf;
}

static void
shelf_clear(Shelf *shelf)
{
    near_book_free(shelf->book);
    language_cues_free(shelf->cues);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Shelf, shelf_clear)

/* The groups of a word. */
static GArray *
groups_of(const NearBook *book, const char *word, NearMeaning *out_meaning)
{
    struct sb_stemmer *stemmer = near_book_stemmer(book);
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(guint));

    *out_meaning = near_book_look(book, stemmer, word, numbers);
    for (guint i = 0; i < numbers->len; i++)
        near_book_groups(book, g_array_index(numbers, guint, i), groups);
    sb_stemmer_delete(stemmer);
    return groups;
}

static void
test_words_of_a_line_share_a_group(void)
{
    g_auto(Shelf) shelf = shelf_new("! slutte fratre\nfabrikk anlegg\n");
    NearMeaning meaning;
    g_autoptr(GArray) one = groups_of(shelf.book, "slutter", &meaning);
    g_autoptr(GArray) other = groups_of(shelf.book, "fratre", &meaning);
    g_autoptr(GArray) third = groups_of(shelf.book, "fabrikken", &meaning);

    g_assert_cmpuint(one->len, ==, 1);
    g_assert_cmpuint(g_array_index(one, guint, 0), ==, g_array_index(other, guint, 0));
    g_assert_cmpuint(g_array_index(one, guint, 0), !=, g_array_index(third, guint, 0));
    g_assert_true(near_book_is_event(shelf.book, g_array_index(one, guint, 0)));
    g_assert_false(near_book_is_event(shelf.book, g_array_index(third, guint, 0)));
}

static void
test_a_compound_has_the_group_of_its_end(void)
{
    g_auto(Shelf) shelf = shelf_new("fabrikk anlegg\n");
    NearMeaning meaning;
    g_autoptr(GArray) groups = groups_of(shelf.book, "papirfabrikken", &meaning);

    g_assert_cmpuint(groups->len, ==, 1);
    g_assert_true(meaning.tail);
}

static void
test_what_is_told_first_stays(void)
{
    g_auto(Shelf) shelf = shelf_new("@weight 20: takk\n@weight 70: takk prat\n@month 5: mai\n");
    NearMeaning takk, prat, mai, other;
    g_autoptr(GArray) one = groups_of(shelf.book, "takk", &takk);
    g_autoptr(GArray) two = groups_of(shelf.book, "prat", &prat);
    g_autoptr(GArray) three = groups_of(shelf.book, "mai", &mai);
    g_autoptr(GArray) four = groups_of(shelf.book, "listeria", &other);

    g_assert_cmpfloat(takk.weight, ==, 0.2);
    g_assert_cmpfloat(prat.weight, ==, 0.7);
    g_assert_cmpuint(mai.month, ==, 5);
    g_assert_cmpfloat(other.weight, ==, 1);
}

static void
test_figures_in_words_may_be_one_word(void)
{
    g_auto(Shelf) shelf = shelf_new("@number 5: fem\n@number 20: tjue\n@number 100: hundre\n"
                                    "@number 2: to\n@joins: og\n");
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(double));

    g_assert_true(near_book_figure(shelf.book, "tohundreogtjuefem", pieces));
    g_assert_cmpuint(pieces->len, ==, 4);
    g_assert_false(near_book_figure(shelf.book, "tomten", pieces));
    g_assert_cmpuint(pieces->len, ==, 4);
}

static void
test_a_line_that_tells_nothing_is_refused_with_its_place(void)
{
    static const char *const lines[] = { "@wight 20: takk", "@weight: takk", "@weight x: takk",
                                         "@number 5 fem" };

    for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *text = g_strconcat("takk prat\n", lines[i], "\n", NULL);
        g_auto(Shelf) shelf = shelf_empty();

        g_assert_false(near_book_add(shelf.book, "near/nb.words", text, &error));
        g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
        g_assert_cmpstr(tk_error_face(error).subject, ==, "near/nb.words:2");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/near-book/words-of-a-line-share-a-group", test_words_of_a_line_share_a_group);
    g_test_add_func("/near-book/a-compound-has-the-group-of-its-end",
                    test_a_compound_has_the_group_of_its_end);
    g_test_add_func("/near-book/what-is-told-first-stays", test_what_is_told_first_stays);
    g_test_add_func("/near-book/figures-in-words-may-be-one-word",
                    test_figures_in_words_may_be_one_word);
    g_test_add_func("/near-book/a-line-that-tells-nothing-is-refused-with-its-place",
                    test_a_line_that_tells_nothing_is_refused_with_its_place);
    return g_test_run();
}
