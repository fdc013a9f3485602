/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/known-names.h"

/* Two Kari Holm, of whom one is at Nordvarme; one Ola Bru; one Liv M. Aas. */
static KnownNames *
some_names(void)
{
    static const KnownPerson people[] = {
        { 1, "Kari Holm", "Nordvarme AS", "avdelingsleder", "Bergen" },
        { 2, "Kari Holm", "Havbanken", "rådgiver", "Oslo" },
        { 3, "Ola Bru", "Kystkraft", "ingeniør", "" },
        { 4, "Liv M. Aas", "", "", "" },
        { 5, "Madonna", "", "", "" },
    };
    KnownNames *names = known_names_new();

    for (gsize i = 0; i < G_N_ELEMENTS(people); i++)
        known_names_add_person(names, &people[i]);
    known_names_add_organisation(names, 11, "Nordvarme AS");
    known_names_add_organisation(names, 12, "Havbanken");
    known_names_add_organisation(names, 13, "Havbanken ASA");
    return names;
}

static void
assert_found(const KnownWish *wish, KnownAnswer answer, TkId id)
{
    g_autoptr(KnownNames) names = some_names();
    KnownFound found;

    known_names_find_person(names, wish, &found);
    g_assert_cmpint(found.answer, ==, answer);
    g_assert_cmpint(found.id, ==, id);
}

static void
test_L2_namesakes_are_told_apart_by_organisation_post_and_place(void)
{
    static const struct {
        const char *text;
        KnownAnswer answer;
        TkId id;
    } rows[] = {
        { "Kari Holm fra Nordvarme begynner i Fjordnett.", KNOWN_SURE, 1 },
        { "Kari Holm forlater HAVBANKEN.", KNOWN_SURE, 2 },
        { "Rådgiver Kari Holm får ny jobb.", KNOWN_LIKELY, 2 },
        { "Kari Holm i Bergen får ny jobb.", KNOWN_LIKELY, 1 },
        { "Kari Holm får ny jobb.", KNOWN_NAMESAKES, 0 },
        { "Kari Holm flytter fra Oslo til Bergen.", KNOWN_NAMESAKES, 0 },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const KnownWish wish = { .name = "Kari Holm", .organisation = "", .text = rows[i].text };
        assert_found(&wish, rows[i].answer, rows[i].id);
    }
}

static void
test_L2_who_is_at_another_house_is_not_who_is_promoted_there(void)
{
    KnownWish wish = { .name = "Ola Bru",
                       .organisation = "Fjordnett",
                       .text = "Ola Bru rykker opp i Fjordnett.",
                       .at_the_same_house = TRUE };

    assert_found(&wish, KNOWN_NOBODY, 0);
    wish.at_the_same_house = FALSE; /* he may have come there */
    assert_found(&wish, KNOWN_LIKELY, 3);
}

/* Whatever stands around them: the namesake is put at a house that is not the known one's. */
static void
test_L2_a_namesake_at_another_organisation_is_never_sure(void)
{
    static const char *const items[] = {
        "{name} ({other}) blir ny leder. Per Dahl i {own} gratulerer.",
        "{name} fra {other} tar over etter Per Dahl fra {own}.",
        "Ny leder\n{name} i {other} får ny jobb\n{own} vokser",
        "{name} blir leder i {other}. Hun kjenner {own} godt.",
        "{name} rykker opp i {other}, sier Liv Dahl i {own}.",
        "{name} forlater {other} og begynner i {own}.",
        "{name} går fra {other} til {own} som rådgiver.",
        "RÅDGIVER {name} i {other} går av! Også {own} bytter leder.",
    };
    static const char *const houses[] = { "Havbanken", "Moor Bank AS", "Kystkraft", "Åsen & Co" };
    g_autoptr(GRand) dice = g_rand_new_with_seed(88);

    for (guint round = 0; round < 4000; round++) {
        g_autoptr(KnownNames) names = known_names_new();
        guint other = (guint) g_rand_int_range(dice, 0, G_N_ELEMENTS(houses));
        guint own = (other + 1 + (guint) g_rand_int_range(dice, 0, 3)) % G_N_ELEMENTS(houses);
        const KnownPerson known = { 1, "Kari Holm", houses[own], "rådgiver", "Oslo" };
        const char *item = items[g_rand_int_range(dice, 0, G_N_ELEMENTS(items))];
        g_autoptr(GString) text = g_string_new(item);
        g_string_replace(text, "{name}", "Kari Holm", 0);
        g_string_replace(text, "{other}", houses[other], 0);
        g_string_replace(text, "{own}", houses[own], 0);
        gboolean leaves = strstr(item, "forlater") != NULL, moves = strstr(item, " til ") != NULL;
        gboolean told = g_rand_boolean(dice);
        const KnownWish wish = { .name = "Kari Holm",
                                 .organisation = moves  ? houses[own]
                                                 : told ? houses[other]
                                                        : "",
                                 .text = text->str,
                                 .at_the_same_house = leaves || (!moves && g_rand_boolean(dice)),
                                 .moves = leaves };
        KnownFound found;

        known_names_add_person(names, &known);
        known_names_find_person(names, &wish, &found);
        g_assert_cmpint(found.answer, !=, KNOWN_SURE);
    }
}

static void
test_a_middle_name_may_lack_but_not_be_another(void)
{
    static const struct {
        const char *name;
        TkId id;
    } rows[] = { { "Liv Aas", 4 }, { "Liv M. Aas", 4 }, { "Liv Berit Aas", 0 }, { "LIV AAS", 4 } };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const KnownWish wish = { .name = rows[i].name, .organisation = "", .text = "" };
        assert_found(&wish, rows[i].id != 0 ? KNOWN_LIKELY : KNOWN_NOBODY, rows[i].id);
    }
}

static void
test_a_single_name_and_an_unknown_one_are_nobody(void)
{
    static const char *const texts[] = { "Madonna", "", " ", "Per Dahl", "\xFF\xFE" };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        const KnownWish wish = { .name = texts[i], .organisation = "", .text = texts[i] };
        assert_found(&wish, KNOWN_NOBODY, 0);
    }
}

static void
test_what_it_rests_on_is_told(void)
{
    g_autoptr(KnownNames) names = some_names();
    const KnownWish wish = { .name = "Kari Holm",
                             .organisation = "Fjordnett",
                             .text = "Avdelingsleder Kari Holm (Nordvarme) går til Fjordnett." };
    KnownFound found;

    known_names_find_person(names, &wish, &found);
    g_assert_cmpstr(found.organisation, ==, "Nordvarme AS");
    g_assert_cmpstr(found.title, ==, "avdelingsleder");
    g_assert_null(found.place);
    g_assert_cmpuint(found.bearers, ==, 2);
}

static void
test_an_organisation_is_known_by_its_name_where_only_one_bears_it(void)
{
    g_autoptr(KnownNames) names = some_names();

    g_assert_cmpint(known_names_find_organisation(names, "NORDVARME"), ==, 11);
    g_assert_cmpint(known_names_find_organisation(names, "Havbanken"), ==, 0);
    g_assert_cmpint(known_names_find_organisation(names, ""), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/known-names/L2/namesakes-are-told-apart-by-organisation-post-and-place",
                    test_L2_namesakes_are_told_apart_by_organisation_post_and_place);
    g_test_add_func("/known-names/L2/who-is-at-another-house-is-not-who-is-promoted-there",
                    test_L2_who_is_at_another_house_is_not_who_is_promoted_there);
    g_test_add_func("/known-names/L2/a-namesake-at-another-organisation-is-never-sure",
                    test_L2_a_namesake_at_another_organisation_is_never_sure);
    g_test_add_func("/known-names/a-middle-name-may-lack-but-not-be-another",
                    test_a_middle_name_may_lack_but_not_be_another);
    g_test_add_func("/known-names/a-single-name-and-an-unknown-one-are-nobody",
                    test_a_single_name_and_an_unknown_one_are_nobody);
    g_test_add_func("/known-names/what-it-rests-on-is-told", test_what_it_rests_on_is_told);
    g_test_add_func("/known-names/an-organisation-is-known-by-its-name-where-only-one-bears-it",
                    test_an_organisation_is_known_by_its_name_where_only_one_bears_it);
    return g_test_run();
}
