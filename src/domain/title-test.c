/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/title.h"

#include "base/tk-error.h"
#include "base/tk-places.h"

#include <string.h>

static TitleWords *
words_of_share(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = tk_share_read("titles/words.txt", &error);

    g_assert_no_error(error);
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    TitleWords *words = title_words_new("titles/words.txt", text, &error);

    g_assert_no_error(error);
    return words;
}

typedef struct {
    const char *was, *is;
    TitleStep step;
} Pair;

static void
test_what_stands_higher_is_told_by_the_words(void)
{
    static const Pair pairs[] = {
        { "Selger", "Salgssjef", TITLE_HIGHER },       { "Salgssjef", "Selger", TITLE_OTHER },
        { "Chef", "Vicechef", TITLE_OTHER },           { "Engineer", "Buyer", TITLE_OTHER },
        { "Mgr, Sales", "Sales Manager", TITLE_SAME }, { "Engineer", "", TITLE_SAME },
        { "Engineer I", "Engineer 2", TITLE_HIGHER },  { "Leder drift", "Driftsleder", TITLE_SAME },
    };
    g_autoptr(TitleWords) words = words_of_share();

    for (size_t at = 0; at < G_N_ELEMENTS(pairs); at++) {
        g_test_message("%s -> %s", pairs[at].was, pairs[at].is);
        g_assert_cmpint(title_compare(words, pairs[at].was, pairs[at].is), ==, pairs[at].step);
    }
}

/* The same title is the same, whatever its words are and in whatever order they come. */
static void
test_no_order_of_words_makes_another_title(void)
{
    static const char *const parts[] = { "Head", "Sales", "Nordics", "Heat", "Pumps", "Zoologist" };
    g_autoptr(TitleWords) words = words_of_share();
    g_autoptr(GRand) dice = g_rand_new_with_seed(3);

    for (unsigned round = 0; round < 500; round++) {
        g_autoptr(GPtrArray) title = g_ptr_array_new();

        for (size_t at = 0; at < G_N_ELEMENTS(parts); at++)
            if (g_rand_boolean(dice) || at == 0)
                g_ptr_array_insert(title, g_rand_int_range(dice, 0, (gint) title->len + 1),
                                   (gpointer) parts[at]);
        g_autoptr(GPtrArray) turned = g_ptr_array_copy(title, NULL, NULL);

        g_ptr_array_insert(turned, 0, g_ptr_array_steal_index(turned, turned->len - 1));
        g_ptr_array_add(title, NULL);
        g_ptr_array_add(turned, NULL);
        g_autofree char *one = g_strjoinv(" ", (char **) title->pdata);
        g_autofree char *other = g_strjoinv(", ", (char **) turned->pdata);

        g_assert_cmpint(title_compare(words, one, other), ==, TITLE_SAME);
    }
}

static void
test_names_of_one_organisation_are_known(void)
{
    static const struct {
        const char *one, *other;
        gboolean same;
    } rows[] = {
        { "Nordlys AS", "NORDLYS", TRUE },
        { "Universitetet i Oslo", "University of Oslo", TRUE },
        { "UiO", "Universitetet i Oslo", TRUE },
        { "Oslo kommune", "City of Oslo", TRUE },
        { "Equinor", "Equinor Energy AS", TRUE },
        { "Twitter", "X Corp.", TRUE },
        { "Nord Varme", "Nordvarme", TRUE },
        { "Epic Systems", "Epic Games", FALSE },
        { "University of Oslo", "University of Bergen", FALSE },
        { "Nordlys", "", FALSE },
        { "", "Self-employed", TRUE },
    };
    g_autoptr(TitleWords) words = words_of_share();

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_test_message("%s, %s", rows[at].one, rows[at].other);
        g_assert_cmpint(title_same_organisation(words, rows[at].one, rows[at].other), ==,
                        rows[at].same);
        g_assert_cmpint(title_same_organisation(words, rows[at].other, rows[at].one), ==,
                        rows[at].same);
    }
}

static void
test_a_title_in_a_letter_is_a_name(void)
{
    static const struct {
        const char *title, *wanted;
    } rows[] = {
        { "Head of Heat | Speaker | Runner", "Head of Heat" },
        { "\xf0\x9f\x9a\x80 Growth \xf0\x9f\x9a\x80", "Growth" },
        { "I help people find their why. Ask me!", "" },
        { "Forskningssjef (permisjon)", "Forskningssjef" },
        { "", "" },
        { "---", "" },
    };

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_autofree char *named = title_in_letter(rows[at].title);

        g_assert_cmpstr(named, ==, rows[at].wanted);
    }
}

static void
test_words_that_are_broken_are_told_by_their_line(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_null(title_words_new("words.txt", "[same]\nmanager leder\n", &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_INVALID);
    g_assert_cmpstr(tk_error_face(error).subject, ==, "words.txt:2");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/title/L2/what-stands-higher-is-told-by-the-words",
                    test_what_stands_higher_is_told_by_the_words);
    g_test_add_func("/title/L2/no-order-of-words-makes-another-title",
                    test_no_order_of_words_makes_another_title);
    g_test_add_func("/title/L2/names-of-one-organisation-are-known",
                    test_names_of_one_organisation_are_known);
    g_test_add_func("/title/a-title-in-a-letter-is-a-name", test_a_title_in_a_letter_is_a_name);
    g_test_add_func("/title/words-that-are-broken-are-told-by-their-line",
                    test_words_that_are_broken_are_told_by_their_line);
    return g_test_run();
}
