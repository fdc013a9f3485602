/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/same-person.h"

static const char *const none[] = { NULL };

static NameBook *
book_new(void)
{
    return name_book_new(
        "robert bob rob\n", "kristian christian\n",
        "# a remark\nfamily 2500 hansen\ngiven 2000 jan hanna hanne per kari egil erik\n");
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
    g_autoptr(SameReading) a = same_reading_new(one);
    g_autoptr(SameReading) b = same_reading_new(other);

    same_person_judge(book, a, b, 1000, on_same_mails, &there);
    same_person_judge(book, b, a, 1000, on_same_mails, &back);
    g_assert_cmpfloat_with_epsilon(there.chance, back.chance, 1e-9);
    if (on_same_mails == 0)
        g_assert_cmpfloat_with_epsilon(same_person_chance(book, a, b, 1000), there.chance, 1e-12);
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

/* What hangs together says less than its sum: a family runs a firm, bears one name and shares the
 * telephone. */
static void
test_what_leaves_a_doubt_is_never_sure(void)
{
    static const char *const phone[] = { "+4755901212", NULL };
    static const char *const box[] = { "ragnhild@nordvarme.example", NULL };
    static const char *const other_box[] = { "rtveito@nordvarme.example", NULL };
    static const char *const mobile[] = { "+4790000001", NULL };
    const char *const *const no_mails = none;
    const struct {
        const char *name, *other_name, *organisation;
        const char *const *emails, *const *other_emails, *const *phones, *const *other_phones;
        const char *title, *other_title;
        int64_t mails;
    } rows[] = {
        { "Odd Tveito", "Odd Arne Tveito", "Tveito Sag", no_mails, no_mails, phone, phone, "", "" },
        { "Per Erik Hole", "Per Egil Hole", "Elkon", no_mails, no_mails, none, none, "", "" },
        { "Hanna Tveito", "Hanne Tveito", "Elkon", no_mails, no_mails, none, none, "", "" },
        { "R. Tveito", "Ragnhild Tveito", "Elkon", no_mails, no_mails, phone, phone, "", "" },
        { "Bob Tveito", "Robert Tveito", "Elkon", no_mails, no_mails, none, none, "", "" },
        { "Nils Tveito jr.", "Nils Tveito", "Elkon", no_mails, no_mails, phone, phone, "", "" },
        { "Nils Tveito", "Nils Tveiten", "Elkon", no_mails, no_mails, none, none, "", "" },
        { "Nils Tveito", "Nils Tveito", "Elkon", box, other_box, none, none, "", "" },
        { "Nils Tveito", "Nils Tveito", "Elkon", no_mails, no_mails, phone, mobile, "", "" },
        { "Nils Tveito", "Nils Tveito", "Elkon", no_mails, no_mails, none, none, "Vakt", "Sjef" },
        { "Nils Tveito", "Nils Tveito", "Elkon", no_mails, no_mails, none, none, "", "", 1 },
    };

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        SameRecord one = record(rows[at].name, rows[at].organisation);
        SameRecord other = record(rows[at].other_name, rows[at].organisation);

        one.emails = rows[at].emails;
        other.emails = rows[at].other_emails;
        one.phones = rows[at].phones;
        other.phones = rows[at].other_phones;
        one.title = rows[at].title;
        other.title = rows[at].other_title;
        g_test_message("%s, %s", rows[at].name, rows[at].other_name);
        g_assert_cmpfloat(chance(&one, &other, rows[at].mails), <, 0.99);
    }
}

/* The planted fault of the test above: without the doubt the same two are sure. */
static void
test_the_same_without_a_doubt_is_sure(void)
{
    SameRecord one = record("Nils Tveito", "Elkon"), other = one;

    g_assert_cmpfloat(chance(&one, &other, 0), >=, 0.99);
}

static void
test_one_number_written_in_two_ways_is_one(void)
{
    static const char *const abroad[] = { "+46708883120", NULL };
    static const char *const at_home[] = { "0708883120", NULL };
    SameRecord one = record("Ragnhild Tveito", ""), other = one;

    one.phones = abroad;
    other.phones = at_home;
    g_assert_cmpfloat(chance(&one, &other, 0), >=, 0.99);
}

static void
test_an_address_completes_a_name(void)
{
    static const char *const hers[] = { "ragnhild.tveito@elv.example", NULL };
    static const char *const his[] = { "rolf.tveito@vik.example", NULL };
    SameRecord whole = record("Ragnhild Tveito", "Elv AS");
    SameRecord initial = record("R. Tveito", ""), first = record("Ragnhild", "");

    initial.emails = first.emails = hers;
    g_assert_cmpfloat(chance(&whole, &initial, 0), >=, 0.99);
    g_assert_cmpfloat(chance(&whole, &first, 0), >=, 0.99);
    initial.emails = his;
    g_assert_cmpfloat(chance(&whole, &initial, 0), <, 0.3);
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
    g_test_add_func("/same-person/what-leaves-a-doubt-is-never-sure",
                    test_what_leaves_a_doubt_is_never_sure);
    g_test_add_func("/same-person/the-same-without-a-doubt-is-sure",
                    test_the_same_without_a_doubt_is_sure);
    g_test_add_func("/same-person/one-number-written-in-two-ways-is-one",
                    test_one_number_written_in_two_ways_is_one);
    g_test_add_func("/same-person/an-address-completes-a-name", test_an_address_completes_a_name);
    return g_test_run();
}
