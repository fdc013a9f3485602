/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/organisation.h"

#include "base/tk-text.h"

static void
test_one_organisation_has_one_form(void)
{
    const char *const rows[][4] = {
        { "Nordvarme AS", "NORDVARME", "Nordvarme A/S", "nordvarme as" },
        { "Volvo AB", "AB Volvo", "Volvo AB (publ)", "volvo" },
        { "Holm GmbH & Co. KG", "Holm GmbH", "Holm", "The Holm Co." },
        { "Fazer Oyj", "Oy Fazer Ab", "Fazer Abp", "fazer" },
        { "Acme, Inc.", "Acme Incorporated", "ACME Corp.", "Acme Ltd" },
        { "Hansen ApS", "Hansen I/S", "Hansen K/S", "Hansen" },
        { "Brødrene Dahl AS", "Broedrene Dahl", "Brodrene Dahl ASA", "BRØDRENE DAHL" },
        { "Ålesund Båt AS", "Aalesund Baat", "ålesund båt", "Alesund Bat A/S" },
        { "Keller S.A.", "Keller SA", "Keller S.p.A.", "Keller B.V." },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *first = organisation_fold(rows[i][0]);

        g_assert_cmpstr(first, !=, "");
        for (gsize k = 1; k < 4; k++) {
            g_autofree char *other = organisation_fold(rows[i][k]);

            g_test_message("%s / %s", rows[i][0], rows[i][k]);
            g_assert_cmpstr(first, ==, other);
        }
    }
}

static void
test_two_organisations_stay_two(void)
{
    const char *const rows[][2] = {
        { "Epic Systems", "Epic Games" },
        { "Nordvarme", "Nordvarme Sverige" },
        { "Co-op", "Op" },
        { "Norsk AS Nordvarme", "Nordvarme" },
        { "Universitetet i Oslo", "Universitetet i Bergen" },
        { "Inc Research", "Research" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *one = organisation_fold(rows[i][0]);
        g_autofree char *other = organisation_fold(rows[i][1]);

        g_assert_cmpstr(one, !=, other);
    }
}

static void
test_what_is_no_organisation_is_none(void)
{
    const char *const none[] = {
        "",
        " ",
        "-",
        "n/a",
        "N/A",
        "Stealth",
        "Stealth Startup",
        "Stealth Mode",
        "Self-Employed",
        "Self-employed",
        "Freelance",
        "Freelancer",
        "Selvstendig næringsdrivende",
        "Frilans",
        "Selvstændig",
        "Egenföretagare",
        "Arbetssökande",
        "Pensjonist",
        "Confidential",
        "???",
    };
    const char *const some[] = {
        "Stealth Systems AS", "Freelance Economics AB", "A", "3", "Student Consulting", "华为",
        "Ingeniør AS"
    };

    for (gsize i = 0; i < G_N_ELEMENTS(none); i++) {
        g_autofree char *folded = organisation_fold(none[i]);

        g_test_message("%s", none[i]);
        g_assert_cmpstr(folded, ==, "");
    }
    for (gsize i = 0; i < G_N_ELEMENTS(some); i++) {
        g_autofree char *folded = organisation_fold(some[i]);

        g_assert_cmpstr(folded, !=, "");
    }
}

static void
test_a_name_of_nothing_but_forms_keeps_a_word(void)
{
    const char *const names[] = { "AS", "Co", "AB", "A/S", "Limited", "The The", "AB AB AB" };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *folded = organisation_fold(names[i]);

        g_assert_cmpstr(folded, !=, "");
    }
}

static void
test_folding_twice_changes_nothing(void)
{
    const char *const names[] = { "Nordvarme AS",  "Holm GmbH & Co. KG", "The Holm Company Ltd",
                                  "Brødrene Dahl", "Equinor ASA",        "\xff\xfe bytes AS" };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *once = organisation_fold(names[i]);
        g_autofree char *twice = organisation_fold(once);

        g_assert_cmpstr(once, ==, twice);
    }
}

static void
test_a_letter_names_it_without_its_legal_form(void)
{
    static const struct {
        const char *name, *wanted;
    } rows[] = {
        { "Nordlys AS", "Nordlys" },
        { "Kvarts A/S", "Kvarts" },
        { "Norrsken AB (publ)", "Norrsken" },
        { "Hale, Inc.", "Hale" },
        { "Lars & Co.", "Lars & Co." },
        { "Holm Pty. Ltd.", "Holm Pty." },
        { "SINTEF", "SINTEF" },
        { "AS", "AS" },
        { "Self-employed", "" },
        { "Open to work", "" },
        { "Founder: three firms", "" },
        { "", "" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *named = organisation_in_letter(rows[i].name);

        g_assert_cmpstr(named, ==, rows[i].wanted);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/organisation/one-has-one-form", test_one_organisation_has_one_form);
    g_test_add_func("/organisation/two-stay-two", test_two_organisations_stay_two);
    g_test_add_func("/organisation/none-is-none", test_what_is_no_organisation_is_none);
    g_test_add_func("/organisation/keeps-a-word", test_a_name_of_nothing_but_forms_keeps_a_word);
    g_test_add_func("/organisation/folding-twice", test_folding_twice_changes_nothing);
    g_test_add_func("/organisation/M2/a-letter-names-it-without-its-legal-form",
                    test_a_letter_names_it_without_its_legal_form);
    return g_test_run();
}
