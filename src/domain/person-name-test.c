/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/person-name.h"

#include <string.h>

static void
test_names_come_apart(void)
{
    const char *const rows[][3] = {
        { "Kari Holm", "Kari", "Holm" },
        { "  Kari   Holm ", "Kari", "Holm" },
        { "Holm, Kari", "Kari", "Holm" },
        { "Kari Holm, PhD", "Kari", "Holm" },
        { "Kari Holm, MBA, PMP", "Kari", "Holm" },
        { "Holm, Dr. Kari", "Kari", "Holm" },
        { "Dr. Kari Holm", "Kari", "Holm" },
        { "Prof. Dr. Kari Holm", "Kari", "Holm" },
        { "Kari Holm PhD MBA", "Kari", "Holm" },
        { "Kari \"KH\" Holm", "Kari", "Holm" },
        { "Kari Holm (she/her)", "Kari", "Holm" },
        { "Kari Holm \xF0\x9F\x9A\x80", "Kari", "Holm" },
        { "Kari Holm | Nordvarme AS", "Kari", "Holm" },
        { "Kari Holm - Nordvarme", "Kari", "Holm" },
        { "Anne Marie Holm", "Anne Marie", "Holm" },
        { "Anne-Marie Holm-Hansen", "Anne-Marie", "Holm-Hansen" },
        { "Anna von der Leyen", "Anna", "von der Leyen" },
        { "Bjørn de Boer", "Bjørn", "de Boer" },
        { "Maria Da Silva", "Maria", "Da Silva" },
        { "Al Gore", "Al", "Gore" },
        { "Yo-Yo Ma", "Yo-Yo", "Ma" },
        { "Siv Jensen", "Siv", "Jensen" },
        { "Ingrid", "Ingrid", "" },
        { "O'Brien, Pat", "Pat", "O'Brien" },
        { "Øyvind Åsæther", "Øyvind", "Åsæther" },
        { "von Trapp, Maria", "Maria", "von Trapp" },
        { "Kari Holm,", "Kari", "Holm" },
        { "kari.holm@nordvarme.example", "Kari", "Holm" },
        { "kh73@nordvarme.example", "", "" },
        { "", "", "" },
        { " ,, ", "", "" },
        { "\xF0\x9F\x9A\x80", "", "" },
        { "\"; DROP", "DROP", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(PersonName) name = person_name_split(rows[i][0]);

        g_test_message("%s", rows[i][0]);
        g_assert_cmpstr(name->given, ==, rows[i][1]);
        g_assert_cmpstr(name->family, ==, rows[i][2]);
    }
}

static void
test_the_envelope_has_the_given_name_first(void)
{
    g_autoptr(PersonName) name = person_name_split("Holm, Dr. Kari, PhD");
    g_autoptr(PersonName) single = person_name_split("Ingrid");

    g_assert_cmpstr(name->name, ==, "Kari Holm");
    g_assert_cmpstr(single->name, ==, "Ingrid");
}

static void
test_any_bytes_give_valid_text(void)
{
    const char *const rows[] = { "\xff\xfe\xfd", "Kari \xc3 Holm", "(((",     "\"",
                                 "(Kari",        "a\tb\nc",        ", , Kari" };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(PersonName) name = person_name_split(rows[i]);

        g_assert_true(g_utf8_validate(name->name, -1, NULL));
        g_assert_true(g_utf8_validate(name->given, -1, NULL));
        g_assert_true(g_utf8_validate(name->family, -1, NULL));
    }
}

static void
test_an_address_may_show_a_name(void)
{
    const char *const rows[][2] = {
        { "kari.holm@nordvarme.example", "Kari Holm" },
        { "KARI_HOLM@nordvarme.example", "Kari Holm" },
        { "anne-marie.holm+news@nordvarme.example", "Anne-Marie Holm" },
        { "post@nordvarme.example", "" },
        { "kari@nordvarme.example", "" },
        { "k.holm@nordvarme.example", "" },
        { "kh73@nordvarme.example", "" },
        { "no.reply@nordvarme.example", "" },
        { "sales.team@nordvarme.example", "" },
        { "not an address", "" },
        { "", "" },
        { "@", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(PersonName) name = person_name_from_email(rows[i][0]);

        g_test_message("%s", rows[i][0]);
        g_assert_cmpstr(name->name, ==, rows[i][1]);
    }
}

static void
test_the_greeting_is_what_they_are_called(void)
{
    const char *const rows[][2] = {
        { "Kari", "Kari" },
        { "Jan Erik", "Jan Erik" },
        { "Anne Marie", "Anne Marie" },
        { "Anne-Marie", "Anne-Marie" },
        { "Kari Nordmann", "Kari" },
        { "Lars Olsen", "Lars" },
        { "J. K.", "" },
        { "J. Kari", "Kari" },
        { "Kari B.", "Kari" },
        { "Hans P.", "Hans" },
        { "", "" },
        { "Per Gustafsson", "Per" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *greeting = person_name_to_greet(rows[i][0]);

        g_test_message("%s", rows[i][0]);
        g_assert_cmpstr(greeting, ==, rows[i][1]);
    }
}

static void
test_lists_are_sorted_by_family_name(void)
{
    g_autofree char *holm = person_name_sort_key("Kari", "Holm", "Kari Holm");
    g_autofree char *berg = person_name_sort_key("Øyvind", "Berg", "Øyvind Berg");
    g_autofree char *whole = person_name_sort_key("", "", "Åse");

    g_assert_cmpstr(holm, ==, "holm kari");
    g_assert_cmpint(strcmp(berg, holm), <, 0);
    g_assert_cmpstr(whole, ==, "ase");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/person-name/names-come-apart", test_names_come_apart);
    g_test_add_func("/person-name/envelope", test_the_envelope_has_the_given_name_first);
    g_test_add_func("/person-name/any-bytes", test_any_bytes_give_valid_text);
    g_test_add_func("/person-name/address-may-show-a-name", test_an_address_may_show_a_name);
    g_test_add_func("/person-name/greeting", test_the_greeting_is_what_they_are_called);
    g_test_add_func("/person-name/sorted-by-family-name", test_lists_are_sorted_by_family_name);
    return g_test_run();
}
