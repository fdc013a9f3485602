/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-names.h"

static const char *const none[] = { NULL };

/* The fit of two names; of what is borrowed nothing is left. */
static SameNames
read_names(const char *one, const char *const *emails, const char *other)
{
    g_autoptr(NameBook) book = name_book_new(NULL, NULL, "given 100 kim lee kari gary\n");
    const SameRecord a = { one, "", "", "", "", "", emails, none, none };
    const SameRecord b = { other, "", "", "", "", "", none, none, none };
    g_autoptr(SameReading) reading = same_reading_new(&a);
    g_autoptr(SameReading) other_reading = same_reading_new(&b);
    SameNames names = { 0 };

    same_reading_end(reading);
    same_reading_end(other_reading);
    same_names_read(book, reading, other_reading, &names);
    names.one = names.other = NULL;
    names.part = NULL;
    return names;
}

static void
test_the_family_s_name_may_come_first(void)
{
    const SameNames names = read_names("Tveito Kari Anne", none, "Kari Anne Tveito");

    g_assert_true(names.turned);
    g_assert_false(names.both_given);
    g_assert_cmpint(names.given, ==, NAME_EQUAL);
    g_assert_cmpint(names.family, ==, NAME_EQUAL);
}

static void
test_two_given_names_turned_are_told(void)
{
    const SameNames names = read_names("Kim Lee", none, "Lee Kim");

    g_assert_true(names.turned);
    g_assert_true(names.both_given);
}

static void
test_names_that_fit_are_not_turned(void)
{
    const SameNames names = read_names("Kari Tveito", none, "Kari Tveito Moe");

    g_assert_false(names.turned);
    g_assert_cmpint(names.given, ==, NAME_EQUAL);
    g_assert_cmpint(names.family, ==, NAME_PART);
}

static void
test_a_word_of_one_s_own_is_no_first_name(void)
{
    const SameNames names = read_names("Plumber Gary", none, "Gary Hollis");

    g_assert_cmpint(names.given, ==, NAME_CALLED);
    g_assert_cmpint(names.family, ==, NAME_UNKNOWN);
}

static void
test_an_address_keeps_the_name_of_before(void)
{
    static const char *const emails[] = { "kari.tveito@elv.example", NULL };
    const SameNames names = read_names("Kari Kvamme", emails, "Kari Tveito");

    g_assert_cmpint(names.family, ==, NAME_OTHER);
    g_assert_true(names.from_address);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/same-names/the-family-s-name-may-come-first",
                    test_the_family_s_name_may_come_first);
    g_test_add_func("/same-names/two-given-names-turned-are-told",
                    test_two_given_names_turned_are_told);
    g_test_add_func("/same-names/names-that-fit-are-not-turned",
                    test_names_that_fit_are_not_turned);
    g_test_add_func("/same-names/a-word-of-one-s-own-is-no-first-name",
                    test_a_word_of_one_s_own_is_no_first_name);
    g_test_add_func("/same-names/an-address-keeps-the-name-of-before",
                    test_an_address_keeps_the_name_of_before);
    return g_test_run();
}
