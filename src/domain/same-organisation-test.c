/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-organisation.h"

static const char *const none[] = { NULL };

static double
chance(const char *one, const char *const *labels, const char *other,
       const char *const *other_labels, int64_t shared)
{
    const SameOrganisation a = { one, "", "", labels }, b = { other, "", "", other_labels };
    g_auto(SameJudgement) there = { 0 };
    g_auto(SameJudgement) back = { 0 };

    same_organisation_judge(&a, &b, 1000, shared, &there);
    same_organisation_judge(&b, &a, 1000, shared, &back);
    g_assert_cmpfloat_with_epsilon(there.chance, back.chance, 1e-9);
    g_assert_cmpuint(json_array_size(there.reasons), >, 0);
    g_assert_cmpfloat(there.chance, <=, same_organisation_most(&a, &b, 1000));
    return there.chance;
}

static const char *const doubles[][2] = {
    { "Sjo mat AS", "Sjomat" },
    { "Nordvarme", "Nordvrame AS" },
    { "Bergtatt Norge", "Bergtatt AS" },
    { "Nordvarme Group", "Nordvarme" },
};

static void
test_one_organisation_in_two_writings_is_asked_about(void)
{
    for (size_t at = 0; at < G_N_ELEMENTS(doubles); at++) {
        g_test_message("%s, %s", doubles[at][0], doubles[at][1]);
        g_assert_cmpfloat(chance(doubles[at][0], none, doubles[at][1], none, 0), >=, 0.3);
    }
}

static void
test_epic_systems_is_not_epic_games(void)
{
    static const char *const pairs[][2] = {
        { "Epic Systems", "Epic Games" },
        { "Varde Shipping", "Varde Elektro" },
        { "University of Oslo", "University of Bergen" },
        { "Rygg Kommune", "Moss Kommune" },
        { "Nordvarme", "Sorvarme" },
    };

    for (size_t at = 0; at < G_N_ELEMENTS(pairs); at++) {
        g_test_message("%s, %s", pairs[at][0], pairs[at][1]);
        g_assert_cmpfloat(chance(pairs[at][0], none, pairs[at][1], none, 0), <, 0.3);
    }
}

static void
test_initials_and_one_domain_are_asked_about(void)
{
    static const char *const labels[] = { "htv", NULL };
    const char *whole = "Havnens Tekniske Verksted";

    g_assert_cmpfloat(chance("HTV", labels, whole, labels, 0), >=, 0.3);
    g_assert_cmpfloat(chance("HTV", none, whole, none, 0), <,
                      chance("HTV", labels, whole, labels, 0));
}

static void
test_none_is_ever_sure(void)
{
    static const char *const labels[] = { "sjomat", NULL };

    g_assert_cmpfloat(chance("Sjo mat", labels, "Sjomat", labels, 3), <, 0.99);
}

static void
test_doubles_stand_under_one_word(void)
{
    for (size_t at = 0; at < G_N_ELEMENTS(doubles); at++) {
        const SameOrganisation one = { doubles[at][0], "", "", none };
        const SameOrganisation other = { doubles[at][1], "", "", none };
        g_auto(GStrv) ours = same_organisation_words(&one);
        g_auto(GStrv) theirs = same_organisation_words(&other);
        gboolean met = FALSE;

        for (char **word = ours; *word != NULL; word++)
            met |= g_strv_contains((const char *const *) theirs, *word);
        g_test_message("%s, %s", doubles[at][0], doubles[at][1]);
        g_assert_true(met);
    }
}

/* "Stealth Startup" is nobody's name: it stands under no word. */
static void
test_what_is_no_organisation_has_no_doubles(void)
{
    const SameOrganisation stealth = { "Stealth Startup", "", "", none };
    g_auto(GStrv) words = same_organisation_words(&stealth);

    g_assert_cmpuint(g_strv_length(words), ==, 0);
}

static void
test_names_alone_tell_that_most_are_not_one(void)
{
    const SameOrganisation epic = { "Epic Systems", "", "", none };
    const SameOrganisation games = { "Epic Games", "", "", none };
    const SameOrganisation slip = { "Epic Sytsems", "", "", none };

    g_assert_cmpfloat(same_organisation_most(&epic, &games, 1000), <, 0.3);
    g_assert_cmpfloat(same_organisation_most(&epic, &slip, 1000), >=, 0.3);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/same-organisation/one-in-two-writings-is-asked-about",
                    test_one_organisation_in_two_writings_is_asked_about);
    g_test_add_func("/same-organisation/epic-systems-is-not-epic-games",
                    test_epic_systems_is_not_epic_games);
    g_test_add_func("/same-organisation/initials-and-one-domain-are-asked-about",
                    test_initials_and_one_domain_are_asked_about);
    g_test_add_func("/same-organisation/none-is-ever-sure", test_none_is_ever_sure);
    g_test_add_func("/same-organisation/doubles-stand-under-one-word",
                    test_doubles_stand_under_one_word);
    g_test_add_func("/same-organisation/what-is-no-organisation-has-no-doubles",
                    test_what_is_no_organisation_has_no_doubles);
    g_test_add_func("/same-organisation/names-alone-tell-that-most-are-not-one",
                    test_names_alone_tell_that_most_are_not_one);
    return g_test_run();
}
