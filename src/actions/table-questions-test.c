/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/table-questions.h"

#include "actions/test-import.h"

#include <string.h>

#define CHOIR                                                                                      \
    "Hvem,Stemme,Adr\nKari Holm,Alt,kari@nordvarme.example\nLiv Strand,Bass,liv@strand.example\n"

static const TkJson *
column_of(const TkJson *questions, size_t at)
{
    return json_array_get(json_object_get(json_array_get(questions, 0), "columns"), at);
}

static TkJson *
ask(TestDesk *desk, const char *path)
{
    const char *const paths[] = { path, NULL };
    g_autoptr(GError) error = NULL;
    TkJson *questions = list_table_questions(desk->workspace, paths, &error);

    g_assert_no_error(error);
    return questions;
}

/* Answers the first question with these fields, parted by spaces. */
static gboolean
answer(TestDesk *desk, const char *path, const TkJson *questions, const char *fields,
       GError **error)
{
    const char *const paths[] = { path, NULL };
    g_auto(GStrv) words = g_strsplit(fields, " ", -1);
    g_autoptr(TkJson) answers = json_array();
    TkJson *given = json_object();
    TkJson *list = json_array();

    for (size_t at = 0; words[at] != NULL; at++)
        json_array_append_new(list, json_string(words[at]));
    tk_json_set_text(given, "fingerprint",
                     tk_json_get_text(json_array_get(questions, 0), "fingerprint", ""));
    tk_json_set_take(given, "fields", list);
    json_array_append_new(answers, given);
    return answer_table_questions(desk->workspace, paths, answers, error);
}

static void
test_a_table_of_nobodys_is_shown_with_its_guess_and_some_rows(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *path = test_file(desk, "choir.csv", CHOIR);
    g_autoptr(TkJson) questions = ask(desk, path);

    g_assert_cmpuint(json_array_size(questions), ==, 1);
    g_assert_cmpstr(tk_json_get_text(column_of(questions, 0), "name", ""), ==, "Hvem");
    g_assert_cmpstr(tk_json_get_text(column_of(questions, 0), "field", ""), ==, "name");
    g_assert_cmpstr(tk_json_get_text(column_of(questions, 1), "field", ""), ==, "ignore");
    g_assert_cmpstr(tk_json_get_text(column_of(questions, 2), "field", ""), ==, "email");
    const TkJson *samples = json_object_get(column_of(questions, 1), "samples");

    g_assert_cmpuint(json_array_size(samples), ==, 2);
    g_assert_cmpstr(json_string_value(json_array_get(samples, 1)), ==, "Bass");
}

static void
test_what_programs_write_needs_no_question(TestPlace *place)
{
    static const char *const files[][2] = {
        { "google.csv",
          "First Name,Last Name,E-mail 1 - Label,E-mail 1 - Value\nKari,Holm,,k@x.example\n" },
        { "Connections.csv",
          "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
          "Kari,Holm,https://www.linkedin.com/in/kari,,Nordvarme,,08 Feb 2026\n" },
        { "people.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Kari, Holm\r\nEND:VCARD\r\n" },
        { "words.txt", "Dear all, this is no table; it only has commas.\n" },
    };
    g_autoptr(TestDesk) desk = test_desk_new(place);

    for (size_t at = 0; at < G_N_ELEMENTS(files); at++) {
        g_autofree char *path = test_file(desk, files[at][0], files[at][1]);
        g_autoptr(TkJson) questions = ask(desk, path);

        g_assert_cmpuint(json_array_size(questions), ==, 0);
    }
}

static void
test_an_answer_is_imported_by_and_not_asked_for_again(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *path = test_file(desk, "choir.csv", CHOIR);
    g_autofree char *other =
        test_file(desk, "next.csv", "hvem;stemme;adr\nOla Nes;Tenor;ola@nes.example\n");
    g_autoptr(TkJson) questions = ask(desk, path);
    g_autoptr(GError) error = NULL;

    g_assert_true(answer(desk, path, questions, "name note email", &error));
    g_assert_no_error(error);
    g_autoptr(TkJson) again = ask(desk, path);
    g_autoptr(TkJson) next = ask(desk, other);
    const char *const paths[] = { path, NULL };
    g_autoptr(TkJson) report = test_import(desk, paths);

    g_assert_cmpuint(json_array_size(again), ==, 0);
    g_assert_cmpuint(json_array_size(next), ==, 0);
    g_assert_cmpint(test_figure(report, "new", "people"), ==, 2);
    g_assert_cmpint(test_figure(report, "new", "notes"), ==, 2);
}

static void
test_an_answer_that_does_not_fit_is_refused_and_asked_for_again(TestPlace *place)
{
    static const char *const cases[][2] = {
        { "name email", "map-incomplete" },         { "name note email email", "map-incomplete" },
        { "name shoe email", "map-field-unknown" }, { "email note email", "map-not-email" },
        { "note note note", "map-without-person" }, { "ignore ignore ignore", "map-without-person" }
    };
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *path = test_file(desk, "choir.csv", CHOIR);
    g_autoptr(TkJson) questions = ask(desk, path);

    for (size_t at = 0; at < G_N_ELEMENTS(cases); at++) {
        g_autoptr(GError) error = NULL;

        g_assert_false(answer(desk, path, questions, cases[at][0], &error));
        g_assert_cmpstr(tk_error_face(error).key, ==, cases[at][1]);
        g_assert_false(g_path_is_absolute(tk_error_face(error).subject));
    }
    g_autoptr(TkJson) again = ask(desk, path);

    g_assert_cmpuint(json_array_size(again), ==, 1);
}

static void
test_a_long_cell_is_shown_short(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autofree char *cell = g_strnfill(5000, 'x');
    g_autofree char *text = g_strdup_printf("Hvem,Adr\n%s,k@x.example\nLiv,l@x.example\n", cell);
    g_autofree char *path = test_file(desk, "long.csv", text);
    g_autoptr(TkJson) questions = ask(desk, path);
    const char *shown =
        json_string_value(json_array_get(json_object_get(column_of(questions, 0), "samples"), 0));

    g_assert_cmpuint(strlen(shown), <, 100);
    g_assert_true(g_str_has_suffix(shown, "…"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/table-questions/a-table-of-nobodys-is-shown-with-its-guess-and-some-rows",
                    test_a_table_of_nobodys_is_shown_with_its_guess_and_some_rows);
    test_store_each("/table-questions/what-programs-write-needs-no-question",
                    test_what_programs_write_needs_no_question);
    test_store_each("/table-questions/an-answer-is-imported-by-and-not-asked-for-again",
                    test_an_answer_is_imported_by_and_not_asked_for_again);
    test_store_each("/table-questions/an-answer-that-does-not-fit-is-refused-and-asked-for-again",
                    test_an_answer_that_does_not_fit_is_refused_and_asked_for_again);
    test_store_each("/table-questions/a-long-cell-is-shown-short", test_a_long_cell_is_shown_short);
    return g_test_run();
}
