/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * milestones-test.c - two exports of one network, a year apart: what changed is told once, with its
 * evidence, and nothing else is (L2, R3).
 */
#include "actions/journal.h"
#include "actions/list-today.h"
#include "actions/people.h"
#include "actions/test-import.h"

#include <string.h>

/* tests/fixtures/changed: "older" and "newer" are of one network. */
static TkJson *
bring(TestDesk *desk, const char *name)
{
    g_autofree char *path =
        g_build_filename(g_getenv("TOKOPP_SOURCE"), "tests/fixtures/changed", name, NULL);
    const char *const paths[] = { path, NULL };

    return test_import(desk, paths);
}

/* Both, a year apart in the life of the network; the report of the newer. */
static TkJson *
bring_both(TestDesk *desk)
{
    g_autoptr(TkJson) older = bring(desk, "older/Connections.csv");

    return bring(desk, "newer/Connections.csv");
}

static int64_t
news(const TkJson *report)
{
    return json_integer_value(json_object_get(report, "milestones"));
}

/* "type was -> is" of everybody's milestones, one a line, sorted by name. */
static char *
told_of(TestDesk *desk, const char *address)
{
    g_autoptr(GError) error = NULL;
    TkId person = 0;
    GString *text = g_string_new(NULL);

    g_assert_true(find_person(desk->workspace, address, &person, &error));
    g_autoptr(TkJson) shown = show_person(desk->workspace, person, &error);
    const TkJson *rows = json_object_get(shown, "milestones");

    g_assert_no_error(error);
    for (size_t at = 0; at < json_array_size(rows); at++) {
        const TkJson *row = json_array_get(rows, at);

        g_string_append_printf(text, "%s: %s, %s -> %s, %s\n", test_text(row, "type"),
                               test_text(row, "was.title"), test_text(row, "was.organisation"),
                               test_text(row, "is.title"), test_text(row, "is.organisation"));
    }
    return g_string_free(text, FALSE);
}

static void
assert_told(TestDesk *desk, const char *address, const char *wanted)
{
    g_autofree char *told = told_of(desk, address);

    g_assert_cmpstr(told, ==, wanted);
}

static void
test_the_first_import_tells_no_news(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = bring(desk, "older/Connections.csv");
    g_autofree char *today = test_desk_today(desk);

    g_assert_cmpint(news(report), ==, 0);
    g_assert_cmpstr(today, ==, "");
}

static void
test_what_changed_is_told_with_its_evidence(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) newer = bring_both(desk);

    g_assert_cmpint(news(newer), ==, 4);
    assert_told(desk, "Petra Opp",
                "promotion: Salgssjef, Nordlys AS -> Salgsdirektør, Nordlys AS\n");
    assert_told(desk, "Ines Side", "new_post: Buyer, Havn Foods -> Recruiter, Havn Foods\n");
    assert_told(desk, "Jon Videre",
                "new_organisation: Utvikler, Kvarts AS -> Utvikler, Elektro Nord\n");
    assert_told(desk, "Lena Sparv", "left: Projektledare, Norrsken AB -> , \n");
}

/* Another spelling, another order, another language, a legal form, silence, a member who withdrew,
 * somebody who is no longer in the export, and somebody who is new in it. */
static void
test_what_did_not_change_is_not_told(TestPlace *place)
{
    static const char *const same[] = { "Stine Stav", "Oda Orden",  "Sven Spraak", "Frida Form",
                                        "Tora Taus",  "Borte Vekk", "Nina Ny" };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) newer = bring_both(desk);

    for (size_t at = 0; at < G_N_ELEMENTS(same); at++)
        assert_told(desk, same[at], "");
}

static void
test_the_same_export_again_tells_nothing(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) newer = bring_both(desk);
    g_autoptr(TkJson) again = bring(desk, "newer/Connections.csv");
    g_autoptr(TkJson) back = bring(desk, "older/Connections.csv");

    g_assert_cmpint(news(again), ==, 0);
    g_assert_cmpint(news(back), ==, 0);
    g_assert_cmpint(test_figure(again, "changed", "all"), ==, 0);
}

static void
test_an_older_export_after_a_newer_tells_nothing(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) newer = bring(desk, "newer/Connections.csv");
    g_autoptr(TkJson) older = bring(desk, "older/Connections.csv");
    g_autoptr(GError) error = NULL;
    TkId person = 0;

    g_assert_cmpint(news(older), ==, 0);
    g_assert_true(find_person(desk->workspace, "Petra Opp", &person, &error));
    g_autoptr(TkJson) shown = show_person(desk->workspace, person, &error);

    g_assert_cmpstr(test_text(shown, "title"), ==, "Salgsdirektør");
}

static void
test_undoing_the_import_takes_the_news_back(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) older = bring(desk, "older/Connections.csv");
    g_autofree char *before = test_people_text(desk);
    g_autoptr(TkJson) newer = bring(desk, "newer/Connections.csv");
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, &error);
    g_autofree char *after = test_people_text(desk);
    g_autofree char *today = test_desk_today(desk);

    g_assert_no_error(error);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpstr(today, ==, "");
}

static void
test_the_news_stand_on_the_list_for_today_until_done(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) newer = bring_both(desk);
    g_autofree char *today = test_desk_today(desk);

    for (unsigned at = 0; at < 4; at++) {
        g_autoptr(TkJson) done =
            mark_done(desk->workspace, test_desk_row(desk, "milestone"), &error);

        g_assert_no_error(error);
    }
    g_autofree char *rest = test_desk_today(desk);

    g_assert_cmpstr(rest, ==, "");
    g_assert_nonnull(strstr(today, "milestone Petra Opp\n"));
}

static void
test_two_sources_tell_of_one_change_once(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) old_cards = bring(desk, "older/cards.vcf");
    g_autoptr(TkJson) newer = bring_both(desk);
    g_autoptr(TkJson) new_cards = bring(desk, "newer/cards.vcf");

    g_assert_cmpint(news(newer), ==, 4);
    g_assert_cmpint(news(new_cards), ==, 0);
}

static void
test_an_address_book_tells_of_changes_too(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) older = bring(desk, "older/cards.vcf");
    g_autoptr(TkJson) newer = bring(desk, "newer/cards.vcf");

    g_assert_cmpint(news(newer), ==, 1);
    assert_told(desk, "petra@nordlys.example",
                "promotion: Salgssjef, Nordlys AS -> Salgsdirektør, Nordlys AS\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/milestones/L2/the-first-import-tells-no-news",
                    test_the_first_import_tells_no_news);
    test_store_each("/milestones/R3/what-changed-is-told-with-its-evidence",
                    test_what_changed_is_told_with_its_evidence);
    test_store_each("/milestones/L2/what-did-not-change-is-not-told",
                    test_what_did_not_change_is_not_told);
    test_store_each("/milestones/L2/the-same-export-again-tells-nothing",
                    test_the_same_export_again_tells_nothing);
    test_store_each("/milestones/L2/an-older-export-after-a-newer-tells-nothing",
                    test_an_older_export_after_a_newer_tells_nothing);
    test_store_each("/milestones/L2/undoing-the-import-takes-the-news-back",
                    test_undoing_the_import_takes_the_news_back);
    test_store_each("/milestones/L2/the-news-stand-on-the-list-for-today-until-done",
                    test_the_news_stand_on_the_list_for_today_until_done);
    test_store_each("/milestones/L2/two-sources-tell-of-one-change-once",
                    test_two_sources_tell_of_one_change_once);
    test_store_each("/milestones/L2/an-address-book-tells-of-changes-too",
                    test_an_address_book_tells_of_changes_too);
    return g_test_run();
}
