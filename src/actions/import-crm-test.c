/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/people.h"
#include "actions/test-import.h"

#define FRIENDS                                                                                    \
    "### Activities:\n- 2026-02-04: Lunch with **Kari Anne Holm** and **Liv**\n"                   \
    "### Notes:\n- 2026-02-05: **Liv** sings\n"                                                    \
    "### Friends:\n- Kari Anne Holm\n- Liv (a.k.a. Lillemor)\n"

static GPtrArray *
files(TestDesk *desk)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(paths, test_fixture("../formats/monica.json"));
    g_ptr_array_add(paths, test_fixture("../formats/atomic.json"));
    g_ptr_array_add(paths, test_file(desk, "friends.md", FRIENDS));
    g_ptr_array_add(paths, NULL);
    return paths;
}

static TkJson *
person_named(TestDesk *desk, const char *name)
{
    g_autoptr(GError) error = NULL;
    TkId id = 0;
    TkJson *person = NULL;

    find_person(desk->workspace, name, &id, &error);
    g_assert_no_error(error);
    person = show_person(desk->workspace, id, &error);
    g_assert_no_error(error);
    return person;
}

static void
test_the_memory_of_another_program_becomes_ours(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GPtrArray) paths = files(desk);
    g_autoptr(TkJson) report = test_import(desk, (const char *const *) paths->pdata);
    g_autoptr(TkJson) kari = person_named(desk, "Kari Anne Holm");
    g_autoptr(TkJson) liv = person_named(desk, "Liv");

    /* Kari Holm with the same address in two programs is one. */
    g_assert_cmpint(test_figure(report, "new", "people"), ==, 3);
    g_assert_cmpint(test_figure(report, "new", "interactions"), ==, 5);
    g_assert_cmpstr(test_text(kari, "how_known"), ==, "Ola Nes");
    g_assert_cmpuint(json_array_size(json_object_get(kari, "timeline")), ==, 5);
    g_assert_cmpuint(json_array_size(json_object_get(liv, "timeline")), ==, 1);
    g_assert_cmpuint(json_array_size(json_object_get(liv, "notes")), ==, 1);
}

static void
test_the_same_files_twice_change_nothing(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GPtrArray) paths = files(desk);
    g_autoptr(TkJson) first = test_import(desk, (const char *const *) paths->pdata);
    g_autoptr(TkJson) again = test_import(desk, (const char *const *) paths->pdata);

    g_assert_cmpint(test_figure(first, "new", "notes"), >, 4);
    g_assert_cmpint(test_figure(again, "new", "all"), ==, 0);
    g_assert_cmpint(test_figure(again, "changed", "all"), ==, 0);
    g_assert_cmpint(test_figure(again, "same", "interactions"), ==, 5);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/import-crm/the-memory-of-another-program-becomes-ours",
                    test_the_memory_of_another_program_becomes_ours);
    test_store_each("/import-crm/the-same-files-twice-change-nothing",
                    test_the_same_files_twice_change_nothing);
    return g_test_run();
}
