/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * people-test.c - finding people as one types, and looking at one.
 */
#include "actions/people.h"

#include "actions/edit-person.h"
#include "actions/journal.h"
#include "actions/make-sample.h"
#include "actions/test-import.h"
#include "base/tk-error.h"
#include "store/queries.h"
#include "store/tables.h"

#include <string.h>

static void
test_people_are_found_as_one_types(TestPlace *place)
{
    static const char *const typed[] = { "k",     "kar",       "KARI",      "holm",      "kari h",
                                         "nordv", "holm kari", "kari@nord", "forsknings" };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);

    for (size_t at = 0; at < G_N_ELEMENTS(typed); at++) {
        g_autoptr(TkJson) found = search_people(desk->workspace, typed[at], 5, NULL);
        const TkJson *rows = json_object_get(found, "rows");
        gboolean there = FALSE;

        for (size_t row = 0; row < json_array_size(rows); row++)
            there |= g_str_equal(test_text(json_array_get(rows, row), "name"), "Kari Holm");
        g_test_message("%s", typed[at]);
        g_assert_true(there);
    }
}

static void
test_accents_are_folded_both_ways(TestPlace *place)
{
    static const char *const typed[] = { "soren", "Søren", "soeren",  "asa",
                                         "Åsa",   "aasa",  "molgaard" };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);

    for (size_t at = 0; at < G_N_ELEMENTS(typed); at++) {
        g_test_message("%s", typed[at]);
        g_assert_cmpuint(test_hits(desk, typed[at]), >, 0);
    }
    g_assert_cmpuint(test_hits(desk, "zzz"), ==, 0);
    g_assert_cmpuint(test_hits(desk, ""), ==, 0);
}

static void
test_the_user_is_nobody_to_be_found(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);

    g_assert_cmpuint(test_hits(desk, "Ola Lie"), ==, 0);
}

/* Page by page: all of them, each once, the same as in one page. */
static void
test_all_people_are_listed_page_by_page(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);

    for (unsigned at = 0; at < 5; at++) {
        g_autofree char *name = g_strdup_printf("Nobody %c%c", 'A' + at, 'a' + at);

        test_desk_person(desk, name, NULL, NULL);
    }
    g_autoptr(TkJson) whole = list_people(desk->workspace, NULL, 0, NULL);

    g_assert_cmpuint(json_array_size(json_object_get(whole, "rows")), ==, 11);
    g_assert_true(json_is_null(json_object_get(whole, "next")));
    for (unsigned limit = 1; limit <= 12; limit++) {
        g_autofree char *next = NULL;
        g_autoptr(TkJson) rows = json_array();

        do {
            g_autoptr(GError) error = NULL;
            g_autoptr(TkJson) page = list_people(desk->workspace, next, limit, &error);

            g_assert_no_error(error);
            g_assert_cmpuint(json_array_size(json_object_get(page, "rows")), <=, limit);
            json_array_extend(rows, json_object_get(page, "rows"));
            g_free(next);
            next = g_strdup(json_string_value(json_object_get(page, "next")));
        } while (next != NULL);
        g_assert_true(json_equal(rows, json_object_get(whole, "rows")));
    }
}

/* How many people there are, and how many of them are listed: the list is read from the ties. */
static void
assert_everybody_is_listed(TestDesk *desk)
{
    const DbValue page[] = { DB_VALUE_NUMBER(0), DB_VALUE_NUMBER(100000) };
    g_autoptr(GPtrArray) people = person_array_new();
    g_autofree char *next = NULL;
    size_t listed = 0, there = 0;

    g_assert_true(store_run(desk->workspace->store, &SQL_PERSON_PAGE_FOR_INDEX, page,
                            G_N_ELEMENTS(page), person_collect, people, NULL));
    for (guint at = 0; at < people->len; at++)
        there += g_str_equal(((const Person *) g_ptr_array_index(people, at))->standing, "person");
    do {
        g_autoptr(TkJson) list = list_people(desk->workspace, next, 0, NULL);

        listed += json_array_size(json_object_get(list, "rows"));
        g_free(next);
        next = g_strdup(json_string_value(json_object_get(list, "next")));
    } while (next != NULL);
    g_assert_cmpuint(listed, ==, there);
}

static void
test_everybody_is_listed_however_they_came(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *cards = test_fixture("people.vcf");
    const char *const paths[] = { cards, NULL };

    json_decref(make_sample(desk->workspace, 40, 1, NULL));
    assert_everybody_is_listed(desk);
    json_decref(test_import(desk, paths));
    assert_everybody_is_listed(desk);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, NULL);

    assert_everybody_is_listed(desk);
    json_decref(undo_deed(desk->workspace, test_id(undone, "undo"), NULL));
    assert_everybody_is_listed(desk);
    g_assert_cmpuint(test_hits(desk, "Per Vik"), ==, 1);
}

static void
test_the_best_tie_comes_first(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(TkJson) list = list_people(desk->workspace, NULL, 0, NULL);
    const TkJson *rows = json_object_get(list, "rows");

    /* Ada wrote and was written to, Åsa is nothing but a connection of a day that is none. */
    g_assert_cmpstr(test_text(json_array_get(rows, 0), "name"), ==, "Ada Berg");
    g_assert_cmpstr(test_text(json_array_get(rows, json_array_size(rows) - 1), "tie"), ==, "none");
}

static void
test_a_malformed_cursor_is_an_error(TestPlace *place)
{
    static const char *const cursors[] = { "x", "1", "1.2.3", "-.", "-1.AAAAAAAAAAAAA", "." };
    g_autoptr(TestDesk) desk = test_desk_new(place);

    for (size_t at = 0; at < G_N_ELEMENTS(cursors); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(list_people(desk->workspace, cursors[at], 5, &error));
        test_refused(error, TK_ERROR_INVALID, "cursor-malformed");
    }
}

static void
test_words_name_one_person_or_say_whom_they_might(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) none = NULL;
    g_autoptr(GError) two = NULL;
    TkId first = test_desk_person(desk, "Kari Holm", "kari@nordvarme.example", "Nordvarme AS");
    TkId found = 0;

    g_assert_true(find_person(desk->workspace, "kari holm", &found, NULL));
    g_assert_cmpint(found, ==, first);
    g_assert_true(find_person(desk->workspace, "holm", &found, NULL));
    g_assert_false(find_person(desk->workspace, "Per Vik", &found, &none));
    test_refused(none, TK_ERROR_NOT_FOUND, "no-such-person");
    TkId second = test_desk_person(desk, "Kari Holm", "kari@fjord.example", "Fjord AS");

    g_assert_false(find_person(desk->workspace, "Kari Holm", &found, &two));
    test_refused(two, TK_ERROR_AMBIGUOUS, "person-ambiguous");
    g_assert_nonnull(strstr(tk_error_face(two).subject, "Fjord AS"));
    g_autofree char *id = tk_id_to_text(second);

    g_assert_true(find_person(desk->workspace, id, &found, NULL));
    g_assert_cmpint(found, ==, second);
    g_assert_true(find_person(desk->workspace, "kari@nordvarme.example", &found, NULL));
    g_assert_cmpint(found, ==, first);
}

static void
test_what_is_undone_is_found_no_more(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    TkId kari = test_desk_person(desk, "Kari Holm", NULL, NULL);
    g_autoptr(TkJson) note = add_note(desk->workspace, kari, "Liker filterkaffe", "open", NULL);

    g_assert_cmpuint(test_hits(desk, "filterkaffe"), ==, 1);
    g_autoptr(TkJson) undone = undo_deed(desk->workspace, 0, NULL);

    g_assert_cmpuint(test_hits(desk, "filterkaffe"), ==, 0);
    g_autoptr(TkJson) redone = undo_deed(desk->workspace, test_id(undone, "undo"), NULL);

    g_assert_cmpuint(test_hits(desk, "filterkaffe"), ==, 1);
    g_autoptr(TkJson) all = undo_deed(desk->workspace, 0, NULL);
    g_autoptr(TkJson) person = undo_deed(desk->workspace, 0, NULL);

    g_assert_cmpuint(test_hits(desk, "kari"), ==, 0);
}

static void
test_one_person_is_shown_with_sources(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) report = test_import_all(desk);
    TkId ada = 0;

    g_assert_true(find_person(desk->workspace, "Ada Berg", &ada, &error));
    g_autoptr(TkJson) shown = show_person(desk->workspace, ada, &error);
    const TkJson *position = json_array_get(json_object_get(shown, "positions"), 0);

    g_assert_no_error(error);
    g_assert_cmpstr(test_text(shown, "organisation.name"), ==, "Fjordlab AS");
    g_assert_cmpstr(test_text(position, "source"), ==, "linkedin");
    g_assert_cmpuint(json_array_size(json_object_get(shown, "timeline")), ==, 4);
    g_assert_cmpstr(test_text(shown, "tie.word"), !=, "none");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/people/they-are-found-as-one-types", test_people_are_found_as_one_types);
    test_store_each("/people/accents-are-folded-both-ways", test_accents_are_folded_both_ways);
    test_store_each("/people/the-user-is-nobody-to-be-found", test_the_user_is_nobody_to_be_found);
    test_store_each("/people/all-are-listed-page-by-page", test_all_people_are_listed_page_by_page);
    test_store_each("/people/everybody-is-listed-however-they-came",
                    test_everybody_is_listed_however_they_came);
    test_store_each("/people/the-best-tie-comes-first", test_the_best_tie_comes_first);
    test_store_each("/people/a-malformed-cursor-is-an-error", test_a_malformed_cursor_is_an_error);
    test_store_each("/people/words-name-one-person-or-say-whom-they-might",
                    test_words_name_one_person_or_say_whom_they_might);
    test_store_each("/people/what-is-undone-is-found-no-more",
                    test_what_is_undone_is_found_no_more);
    test_store_each("/people/one-person-is-shown-with-sources",
                    test_one_person_is_shown_with_sources);
    return g_test_run();
}
