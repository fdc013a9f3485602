/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-person.h"

static const char *const none[] = { NULL };

static NameBook *
book_new(void)
{
    return name_book_new("robert bob rob\n", "kristian christian\n",
                         "# a remark\nfamily 2500 hansen\ngiven 2000 jan\n");
}

static SameRecord
record(const char *name, const char *organisation)
{
    return (SameRecord) { name, organisation, "", "", "", "", none, none, none };
}

static double
chance(const SameRecord *one, const SameRecord *other, int64_t on_same_mails)
{
    g_autoptr(NameBook) book = book_new();
    g_auto(SameJudgement) there = { 0 };
    g_auto(SameJudgement) back = { 0 };

    same_person_judge(book, one, other, 1000, on_same_mails, &there);
    same_person_judge(book, other, one, 1000, on_same_mails, &back);
    g_assert_cmpfloat_with_epsilon(there.chance, back.chance, 1e-9);
    return there.chance;
}

static double
of_names(const char *one, const char *other)
{
    const SameRecord a = record(one, ""), b = record(other, "");

    return chance(&a, &b, 0);
}

static void
test_one_name_in_many_writings_is_asked_about(void)
{
    static const char *const pairs[][2] = {
        { "Ragnhild Tveito", "RAGNHILD TVEITO" },      { "Ragnhild Tveito", "Tveito, Ragnhild" },
        { "Ragnhild Tveito", "Tveito Ragnhild" },      { "Øystein Åsnes", "Oystein Aasnes" },
        { "Ragnhild Tveito", "Ragnhild Tveito, PhD" }, { "Bob Tveito", "Robert Tveito" },
        { "Kristian Tveito", "Christian Tveito" },     { "Ragnhild Tveito", "Ragnhild Tveito Moe" },
        { "Ragnhild Anne Tveito", "Ragnhild Tveito" },
    };

    for (size_t at = 0; at < G_N_ELEMENTS(pairs); at++) {
        g_test_message("%s, %s", pairs[at][0], pairs[at][1]);
        g_assert_cmpfloat(of_names(pairs[at][0], pairs[at][1]), >=, 0.3);
    }
}

static void
test_a_name_alone_is_never_sure(void)
{
    g_assert_cmpfloat(of_names("Ragnhild Tveito", "Ragnhild Tveito"), <, 0.99);
}

static void
test_other_given_names_are_never_sure(void)
{
    static const char *const shared[] = { "familien@vik.example", NULL };
    SameRecord per = record("Per Vik", "Elv AS"), kari = record("Kari Vik", "Elv AS");

    per.emails = kari.emails = shared;
    g_assert_cmpfloat(chance(&per, &kari, 0), <, 0.99);
    g_assert_cmpfloat(of_names("Per Vik", "Kari Vik"), <, 0.3);
}

static void
test_a_rare_name_says_more_than_a_common_one(void)
{
    g_assert_cmpfloat(of_names("Jan Hansen", "Jan Hansen"), <,
                      of_names("Ragnhild Tveito", "Ragnhild Tveito"));
}

static void
test_name_and_work_are_sure_together(void)
{
    static const char *const emails[] = { "ragnhild@nordvarme.example", NULL };
    SameRecord one = record("Ragnhild Tveito", "Nordvarme AS");
    SameRecord other = record("Ragnhild Tveito", "");

    other.emails = emails;
    g_assert_cmpfloat(chance(&one, &other, 0), >=, 0.99);
}

static void
test_on_the_same_mails_at_once_speaks_against_it(void)
{
    SameRecord one = record("Ragnhild Tveito", "Elv AS"), other = one;

    g_assert_cmpfloat(chance(&one, &other, 3), <, chance(&one, &other, 0));
}

static void
test_a_box_that_many_read_is_no_sign(void)
{
    static const char *const box[] = { "post@elv.example", NULL };
    SameRecord one = record("Ragnhild Tveito", ""), other = record("Siri Moe", "");

    one.emails = other.emails = box;
    g_assert_cmpfloat(chance(&one, &other, 0), <, 0.3);
}

static void
test_profiles_of_their_own_speak_against_it(void)
{
    static const char *const first[] = { "linkedin.com/in/one", NULL };
    static const char *const second[] = { "linkedin.com/in/two", NULL };
    SameRecord one = record("Jan Hansen", "Elv AS"), other = one;

    one.profiles = first;
    other.profiles = second;
    g_assert_cmpfloat(chance(&one, &other, 0), <, 0.3);
}

/* Whoever is one must meet under a word, or nobody looks at them. */
static void
test_doubles_stand_under_one_word(void)
{
    static const char *const pairs[][2] = {
        { "Ragnhild Tveito", "Tveito Ragnhild" },           { "Bob Tveito", "Robert Tveito" },
        { "Kristian Kristensen", "Christian Christensen" }, { "R. Tveito", "Ragnhild Tveito" },
        { "Ragnhild Tveito", "Ragnhild Tveito-Moe" },       { "Øystein Åsnes", "Oystein Aasnes" },
    };
    g_autoptr(NameBook) book = book_new();

    for (size_t at = 0; at < G_N_ELEMENTS(pairs); at++) {
        const SameRecord one = record(pairs[at][0], ""), other = record(pairs[at][1], "");
        g_auto(GStrv) ours = same_person_words(book, &one);
        g_auto(GStrv) theirs = same_person_words(book, &other);
        gboolean met = FALSE;

        for (char **word = ours; *word != NULL; word++)
            met |= g_strv_contains((const char *const *) theirs, *word);
        g_test_message("%s, %s", pairs[at][0], pairs[at][1]);
        g_assert_true(met);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/same-person/one-name-in-many-writings-is-asked-about",
                    test_one_name_in_many_writings_is_asked_about);
    g_test_add_func("/same-person/a-name-alone-is-never-sure", test_a_name_alone_is_never_sure);
    g_test_add_func("/same-person/other-given-names-are-never-sure",
                    test_other_given_names_are_never_sure);
    g_test_add_func("/same-person/a-rare-name-says-more-than-a-common-one",
                    test_a_rare_name_says_more_than_a_common_one);
    g_test_add_func("/same-person/name-and-work-are-sure-together",
                    test_name_and_work_are_sure_together);
    g_test_add_func("/same-person/on-the-same-mails-at-once-speaks-against-it",
                    test_on_the_same_mails_at_once_speaks_against_it);
    g_test_add_func("/same-person/a-box-that-many-read-is-no-sign",
                    test_a_box_that_many_read_is_no_sign);
    g_test_add_func("/same-person/profiles-of-their-own-speak-against-it",
                    test_profiles_of_their_own_speak_against_it);
    g_test_add_func("/same-person/doubles-stand-under-one-word", test_doubles_stand_under_one_word);
    return g_test_run();
}
