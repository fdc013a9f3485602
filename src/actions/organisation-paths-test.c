/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * organisation-paths-test.c - whom I know at an organisation, and who knows somebody there (P1).
 */
#include "actions/organisation-paths.h"

#include "actions/edit-person.h"
#include "actions/find-path.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "base/tk-error.h"

static TkId
organisation_named(TestDesk *desk, const char *name)
{
    g_autoptr(GError) error = NULL;
    TkId id = 0;

    find_organisation(desk->workspace, name, &id, &error);
    g_assert_no_error(error);
    return id;
}

static TkId
known(TestDesk *desk, const char *name, const char *organisation, const char *own_word)
{
    g_autoptr(GError) error = NULL;
    const PersonWish wish = { .own_word = own_word };
    TkId id = test_desk_person(desk, name, NULL, organisation);
    g_autoptr(TkJson) said = change_person(desk->workspace, id, &wish, &error);

    g_assert_no_error(error);
    return id;
}

static TkJson *
paths_to(TestDesk *desk, const char *organisation)
{
    g_autoptr(GError) error = NULL;
    TkJson *answer =
        find_organisation_paths(desk->workspace, organisation_named(desk, organisation), &error);

    g_assert_no_error(error);
    return answer;
}

static const TkJson *
row_at(const TkJson *answer, const char *rows, size_t at)
{
    return json_array_get(json_object_get(answer, rows), at);
}

static void
test_whom_i_know_there_comes_best_tie_first(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    known(desk, "Kari Holm", "Fjordkraft AS", "light");
    known(desk, "Ada Berg", "Fjordkraft", "close");
    test_desk_person(desk, "Tor Dahl", NULL, "Fjordkraft");
    g_autoptr(TkJson) answer = paths_to(desk, "Fjordkraft");

    g_assert_cmpint(tk_json_get_number(answer, "people", -1), ==, 3);
    g_assert_cmpuint(json_array_size(json_object_get(answer, "inside")), ==, 2);
    g_assert_cmpstr(test_text(row_at(answer, "inside", 0), "person.name"), ==, "Ada Berg");
    g_assert_cmpstr(test_text(row_at(answer, "inside", 0), "word"), ==, "close");
    g_assert_cmpstr(test_text(row_at(answer, "inside", 1), "person.name"), ==, "Kari Holm");
    g_assert_true(json_is_true(json_object_get(row_at(answer, "inside", 0), "present")));
}

static void
test_a_colleague_may_know_who_is_there(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);

    known(desk, "Ada Berg", "Fjordkraft", "close");
    test_desk_person(desk, "Tor Dahl", NULL, "Fjordkraft");
    g_autoptr(TkJson) answer = paths_to(desk, "Fjordkraft");
    const TkJson *way = row_at(answer, "rows", 0);

    g_assert_cmpuint(json_array_size(json_object_get(answer, "rows")), ==, 1);
    g_assert_cmpstr(test_text(way, "certainty"), ==, "likely");
    g_assert_cmpstr(test_text(way, "reason"), ==, "path-ask-together");
    g_assert_cmpstr(test_text(way, "facts.organisation"), ==, "Fjordkraft");
    g_assert_cmpstr(test_text(json_array_get(json_object_get(way, "steps"), 1), "person.name"), ==,
                    "Tor Dahl");
}

static void
test_a_crowd_at_one_place_is_no_way(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId last = 0;

    known(desk, "Ada Berg", "Fjordkraft", "close");
    for (unsigned at = 0; at < 80; at++) {
        g_autofree char *name = g_strdup_printf("Person %c%c", 'A' + at / 26, 'a' + at % 26);

        last = test_desk_person(desk, name, NULL, "Fjordkraft");
    }
    g_autoptr(TkJson) answer = paths_to(desk, "Fjordkraft");
    g_autoptr(TkJson) to_one = find_paths(desk->workspace, last, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(json_array_size(json_object_get(answer, "rows")), ==, 0);
    g_assert_cmpuint(json_array_size(json_object_get(to_one, "rows")), ==, 0);
}

static void
test_who_writes_with_somebody_there_is_a_way(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(GString) mails = g_string_new(NULL);

    for (unsigned at = 1; at <= 8; at++)
        g_string_append_printf(
            mails,
            "From x Mon Jan  5 09:00:00 2026\nMessage-ID: <wide-%u@mails.example>\n"
            "Date: %u Feb 2026 09:00:00 +0100\nFrom: %s\nTo: %s, ola@lie.example\n"
            "Subject: Number %u\n\nHei.\n\n",
            at, at,
            at % 2 == 0 ? "Ada Berg <ada@fjordlab.example>" : "Liv Strand <liv@kyst.example>",
            at % 2 == 0 ? "liv@kyst.example" : "ada@fjordlab.example", at);
    g_autofree char *path = test_file(desk, "wide.mbox", mails->str);
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) second = test_import(desk, paths);
    g_autoptr(GError) error = NULL;
    TkId liv = 0;

    g_assert_true(find_person(desk->workspace, "Liv Strand", &liv, &error));
    const PersonWish at_kyst = { .organisation = "Kystverket", .own_word = "cold" };
    g_autoptr(TkJson) said = change_person(desk->workspace, liv, &at_kyst, &error);
    g_autoptr(TkJson) answer = paths_to(desk, "Kystverket");

    g_assert_cmpstr(
        test_text(json_array_get(json_object_get(row_at(answer, "rows", 0), "steps"), 0),
                  "person.name"),
        ==, "Ada Berg");
    g_assert_cmpstr(test_text(row_at(answer, "rows", 0), "certainty"), ==, "sure");
}

static void
test_it_is_found_by_its_name_however_it_is_written(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    TkId id = 0;

    test_desk_person(desk, "Tor Dahl", NULL, "Fjordkraft AS");
    g_assert_cmpint(organisation_named(desk, "FJORDKRAFT"), ==,
                    organisation_named(desk, "fjordkraft as"));
    g_assert_cmpint(organisation_named(desk, "fjordk"), ==, organisation_named(desk, "Fjordkraft"));
    g_assert_false(find_organisation(desk->workspace, "Nordkraft", &id, &error));
    test_refused(error, TK_ERROR_NOT_FOUND, "no-such-organisation");
}

static void
test_what_is_not_there_has_no_people(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;

    g_assert_null(find_organisation_paths(desk->workspace, 4711, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_NOT_FOUND);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/organisation-paths/P1/whom-i-know-there-comes-best-tie-first",
                    test_whom_i_know_there_comes_best_tie_first);
    test_store_each("/organisation-paths/P1/a-colleague-may-know-who-is-there",
                    test_a_colleague_may_know_who_is_there);
    test_store_each("/organisation-paths/P1/a-crowd-at-one-place-is-no-way",
                    test_a_crowd_at_one_place_is_no_way);
    test_store_each("/organisation-paths/P1/who-writes-with-somebody-there-is-a-way",
                    test_who_writes_with_somebody_there_is_a_way);
    test_store_each("/organisation-paths/it-is-found-by-its-name-however-it-is-written",
                    test_it_is_found_by_its_name_however_it_is_written);
    test_store_each("/organisation-paths/what-is-not-there-has-no-people",
                    test_what_is_not_there_has_no_people);
    return g_test_run();
}
