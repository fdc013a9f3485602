/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-name.h"

static const char *const none[] = { NULL };

static NameBook *
book_new(void)
{
    return name_book_new("robert bob\nchristine chris\nchristopher chris\n", NULL,
                         "given 100 hanna hanne per erik egil anna lena\nfamily 300 lund\n");
}

typedef struct {
    const char *one, *other;
    NameFit given, family;
} Row;

static const Row rows[] = {
    { "Kari Holm", "Holm, Kari", NAME_EQUAL, NAME_EQUAL },
    { "Inge Lise Moe", "Ingelise Moe", NAME_EQUAL, NAME_EQUAL },
    { "Jens P. Hauge", "Jens Petter Hauge", NAME_MORE, NAME_EQUAL },
    { "Kari Anne Holm", "Kari Holm", NAME_MORE, NAME_EQUAL },
    { "Bob Holm", "Robert Holm", NAME_SET, NAME_EQUAL },
    { "Percy Holm", "Percival Holm", NAME_SET, NAME_EQUAL },
    { "Christine Holm", "Christopher Holm", NAME_OTHER, NAME_EQUAL },
    { "K. Holm", "Kari Holm", NAME_INITIAL, NAME_EQUAL },
    { "AD Holm", "Anne Dorthe Holm", NAME_INITIAL, NAME_EQUAL },
    { "Kari H.", "Kari Holm", NAME_EQUAL, NAME_INITIAL },
    { "Nils Anton Holm", "Anton Holm", NAME_CALLED, NAME_EQUAL },
    { "Per Erik Holm", "Per Egil Holm", NAME_OTHER, NAME_EQUAL },
    { "Matidla Holm", "Matilda Holm", NAME_TYPO, NAME_EQUAL },
    { "Hanna Holm", "Hanne Holm", NAME_NEAR, NAME_EQUAL },
    { "Gabriel Holm", "Gabriele Holm", NAME_NEAR, NAME_EQUAL },
    { "Kari Holm", "Kari Holm Vik", NAME_MORE, NAME_PART },
    { "Kari Holm", "Kari Holm-Vik", NAME_EQUAL, NAME_PART },
    { "Kari Sundqvist", "Kari Sundkvist", NAME_EQUAL, NAME_TYPO },
    { "Kari Lund", "Kari Lunn", NAME_EQUAL, NAME_OTHER },
    { "Kari", "Kari Holm", NAME_EQUAL, NAME_UNKNOWN },
    { "Kari Holm", "Siri Vik", NAME_OTHER, NAME_OTHER },
};

static void
test_names_fit_as_people_would_say(void)
{
    g_autoptr(NameBook) book = book_new();

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_auto(SameName) one = { 0 };
        g_auto(SameName) other = { 0 };

        same_name_read(rows[at].one, none, &one);
        same_name_read(rows[at].other, none, &other);
        g_test_message("%s, %s", rows[at].one, rows[at].other);
        g_assert_cmpint(same_name_given_fit(book, &one, &other), ==, rows[at].given);
        g_assert_cmpint(same_name_given_fit(book, &other, &one), ==, rows[at].given);
        g_assert_cmpint(same_name_family_fit(book, &one, &other, NULL), ==, rows[at].family);
        g_assert_cmpint(same_name_family_fit(book, &other, &one, NULL), ==, rows[at].family);
    }
}

static void
test_a_slip_is_one_letter_in_four_and_two_in_nine(void)
{
    g_assert_true(same_name_is_slip("matilda", "matidla", 4));
    g_assert_true(same_name_is_slip("sunde", "sundde", 4));
    g_assert_false(same_name_is_slip("moe", "mo", 4));
    g_assert_false(same_name_is_slip("matilda", "matlida", 8));
    g_assert_false(same_name_is_slip("kvernberg", "kvermbrg", 4));
    g_assert_true(same_name_is_slip("kvernberget", "kvermbrget", 4));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/same-name-fit/names-fit-as-people-would-say",
                    test_names_fit_as_people_would_say);
    g_test_add_func("/same-name-fit/a-slip-is-one-letter-in-four-and-two-in-nine",
                    test_a_slip_is_one_letter_in_four_and_two_in_nine);
    return g_test_run();
}
