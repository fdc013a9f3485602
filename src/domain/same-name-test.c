/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-name.h"

static const char *const none[] = { NULL };

static NameBook *
book_new(void)
{
    return name_book_new("robert bob\nchristine chris\nchristopher chris\n", NULL,
                         "given 100 hanna hanne per erik egil anna lena\nfamily 300 lund\n");
}

static void
test_generations_are_told_apart(void)
{
    static const struct {
        const char *name, *alike;
    } pairs[] = { { "Nils Vik jr.", "Nils Vik d.y." }, { "Nils Vik, Sr.", "Nils Vik d.ä." } };

    for (size_t at = 0; at < G_N_ELEMENTS(pairs); at++) {
        g_auto(SameName) one = { 0 };
        g_auto(SameName) alike = { 0 };
        g_auto(SameName) unsaid = { 0 };

        same_name_read(pairs[at].name, none, &one);
        same_name_read(pairs[at].alike, none, &alike);
        same_name_read("Nils Vik", none, &unsaid);
        g_assert_cmpint(one.generation, ==, alike.generation);
        g_assert_cmpint(one.generation, !=, unsaid.generation);
        g_assert_cmpstr(one.family[0], ==, "vik");
        g_assert_null(one.family[1]);
    }
}

static void
test_a_short_name_is_many_names_short(void)
{
    g_autoptr(NameBook) book = book_new();

    g_assert_true(name_book_same_given(book, "chris", "christine"));
    g_assert_true(name_book_same_given(book, "chris", "christopher"));
    g_assert_false(name_book_same_given(book, "christine", "christopher"));
}

static void
test_a_name_that_is_all_capitals_is_no_initials(void)
{
    g_auto(SameName) name = { 0 };

    same_name_read("BO LI", none, &name);
    g_assert_cmpstr(name.given[0], ==, "bo");
    g_assert_cmpstr(name.family[0], ==, "li");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/same-name/generations-are-told-apart", test_generations_are_told_apart);
    g_test_add_func("/same-name/a-short-name-is-many-names-short",
                    test_a_short_name_is_many_names_short);
    g_test_add_func("/same-name/a-name-that-is-all-capitals-is-no-initials",
                    test_a_name_that_is_all_capitals_is_no_initials);
    return g_test_run();
}
