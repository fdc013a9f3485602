/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-people-test.c - one field: words, filters, kinds, and where the words stand.
 */
#include "actions/edit-person.h"
#include "actions/people.h"
#include "actions/test-import.h"

#include <string.h>

static TkId
add_somebody(TestDesk *desk, const char *name, const char *title, const char *organisation,
             const char *own_word)
{
    g_autoptr(GError) error = NULL;
    const PersonWish wish = {
        .name = name, .title = title, .organisation = organisation, .own_word = own_word
    };
    g_autoptr(TkJson) added = add_person(desk->workspace, &wish, &error);

    g_assert_no_error(error);
    TkId person = test_id(added, "id");
    g_autoptr(TkJson) changed =
        change_person(desk->workspace, person, &(PersonWish) { .own_word = own_word }, &error);

    g_assert_no_error(error);
    return person;
}

static void
note(TestDesk *desk, TkId person, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) answer = add_note(desk->workspace, person, text, "confidence", &error);

    g_assert_no_error(error);
}

/* Three at two places, and what was written about them. */
static TestDesk *
small_desk(TestPlace *place)
{
    TestDesk *desk = test_desk_new(place);
    TkId kari = add_somebody(desk, "Kari Holm", "Head of research", "Nordvarme AS", "warm");
    TkId per = add_somebody(desk, "Per Vik", "Research engineer", "Nordvarme AS", "light");
    TkId ada = add_somebody(desk, "Ada Berg", "Head, customer research", "Fjord Data", "close");

    test_desk_go_to(desk, "2026-03-03");
    note(desk, kari, "Liker korte møter.\nSpurte om varmepumper i gamle bygg");
    test_desk_go_to(desk, "2026-03-09");
    note(desk, ada, "Møtet i mai ble flyttet");
    note(desk, per, "Seiler");
    test_desk_value(desk, ada);
    test_desk_ask(desk, ada);
    return desk;
}

static TkJson *
look_for(const TestDesk *desk, const char *typed)
{
    g_autoptr(GError) error = NULL;
    TkJson *found = search_people(desk->workspace, typed, 20, &error);

    g_assert_no_error(error);
    return found;
}

/* "Kari Holm; note Liker ..." */
static char *
names_found(const TestDesk *desk, const char *typed)
{
    g_autoptr(TkJson) found = look_for(desk, typed);
    const TkJson *rows = json_object_get(found, "rows");
    GString *names = g_string_new(NULL);

    for (size_t at = 0; at < json_array_size(rows); at++) {
        const TkJson *row = json_array_get(rows, at);
        const char *about = test_text(row, "about");
        g_autofree char *first = g_utf8_substring(
            test_text(row, "name"), 0, MIN(12, g_utf8_strlen(test_text(row, "name"), -1)));

        g_string_append_printf(names, "%s%s%s%s", at > 0 ? "; " : "",
                               g_str_equal(about, "person") ? "" : about,
                               g_str_equal(about, "person") ? "" : " ", g_strstrip(first));
    }
    return g_string_free(names, FALSE);
}

typedef struct {
    const char *typed, *wanted;
} Row;

static void
assert_rows(const TestDesk *desk, const Row *rows, size_t count)
{
    for (size_t at = 0; at < count; at++) {
        g_autofree char *got = names_found(desk, rows[at].typed);

        if (strcmp(got, rows[at].wanted) != 0)
            g_test_message("typed %s", rows[at].typed);
        g_assert_cmpstr(got, ==, rows[at].wanted);
    }
}

static void
test_every_kind_is_found_and_in_names_one(TestPlace *place)
{
    static const Row rows[] = {
        { "nordvarme in:people", "Per Vik; Kari Holm" },
        { "nordvarme in:organisations", "organisation Nordvarme AS" },
        { "nordvarme", "Per Vik; Kari Holm; organisation Nordvarme AS" },
        { "in:notes", "note Seiler; note Møtet i mai; note Liker korte" },
        { "seiler", "note Seiler" },
        { "seiler in:people", "" },
    };
    g_autoptr(TestDesk) desk = small_desk(place);
    g_autoptr(GError) error = NULL;

    assert_rows(desk, rows, G_N_ELEMENTS(rows));
    g_assert_cmpuint(test_hits(desk, "in:meetings"), ==, 1);
    g_assert_cmpuint(test_hits(desk, "in:messages"), ==, 1);
    g_assert_null(search_people(desk->workspace, "in:cellars", 5, &error));
    test_refused(error, TK_ERROR_INVALID, "search-in-unknown");
}

static void
test_other_forms_of_a_word_are_found_where_somebody_wrote(TestPlace *place)
{
    static const Row rows[] = {
        { "møtene in:notes", "note Møtet i mai; note Liker korte" },
        { "varmepumpe in:notes", "note Liker korte" },
        { "varmepumpene in:notes", "note Liker korte" },
        { "researching in:people", "" }, /* not in names and titles */
    };
    g_autoptr(TestDesk) desk = small_desk(place);

    assert_rows(desk, rows, G_N_ELEMENTS(rows));
}

static void
test_quoted_words_stand_together(TestPlace *place)
{
    static const Row rows[] = {
        { "head research in:people", "Ada Berg; Kari Holm" },
        { "\"head of research\"", "Kari Holm" },
        { "\"customer research\"", "Ada Berg" },
        { "\"research head\"", "" },
        { "\"gamle bygg\"", "note Liker korte" },
        { "\"gamle byg\"", "" }, /* whole words */
        { "kari \"head of research\"", "Kari Holm" },
    };
    g_autoptr(TestDesk) desk = small_desk(place);

    assert_rows(desk, rows, G_N_ELEMENTS(rows));
}

static void
test_filters_narrow(TestPlace *place)
{
    static const Row rows[] = {
        { "at:nordvarme in:people", "Kari Holm; Per Vik" },
        { "at:nord in:people", "Kari Holm; Per Vik" },
        { "at:nordvamre in:people", "Kari Holm; Per Vik" }, /* two letters swapped */
        { "hos:\"fjord data\" in:personer", "Ada Berg" },
        { "at:nordvarme at:fjord", "" },
        { "at:nowhere", "" },
        { "at:nordvarme tie:warm", "Kari Holm" },
        { "at:nordvarme tie:light in:people", "Kari Holm; Per Vik" },
        { "tie:close", "Ada Berg" },
        { "tie:warm", "Ada Berg; Kari Holm" },
        { "at:nordvarme in:notes", "note Seiler; note Liker korte" },
        { "in:notes since:2026-03-05", "note Seiler; note Møtet i mai" },
        { "in:notes since:2027", "" },
        { "in:notes tie:close", "note Møtet i mai" },
    };
    g_autoptr(TestDesk) desk = small_desk(place);

    assert_rows(desk, rows, G_N_ELEMENTS(rows));
}

/* Ada wrote to Kari and others: those are whom she knows; mails are of 2024 and later. */
static void
test_who_knows_whom_and_since_when(TestPlace *place)
{
    g_autoptr(TestDesk) desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);
    g_autoptr(TkJson) everybody = list_people(desk->workspace, NULL, 0, NULL);
    const TkJson *best = json_array_get(json_object_get(everybody, "rows"), 0);
    g_autofree char *last = g_strndup(test_text(best, "last"), 10);
    g_autofree char *since = g_strconcat("in:people since:", last, NULL);
    g_autofree char *found = names_found(desk, since);

    g_assert_cmpuint(strlen(last), ==, 10);
    g_assert_nonnull(strstr(found, test_text(best, "name")));
    g_assert_cmpuint(test_hits(desk, "in:people since:2030"), ==, 0);
    g_assert_cmpuint(test_hits(desk, "knows:\"Ada Berg\""), >, 0);
    g_autofree char *hers = names_found(desk, "knows:ada in:people");

    g_assert_null(strstr(hers, "Ada"));
    g_assert_cmpuint(test_hits(desk, "knows:nobody"), ==, 0);
}

static char *
marked(const TkJson *row, const char *field)
{
    const TkJson *spans = json_object_get(row, "spans");
    GString *text = g_string_new(NULL);

    for (size_t at = 0; at < json_array_size(spans); at++) {
        const TkJson *span = json_array_get(spans, at);
        int64_t from = tk_json_get_number(span, "from", 0);

        if (g_str_equal(test_text(span, "field"), field))
            g_string_append_printf(text, "%s%.*s", text->len > 0 ? "|" : "",
                                   (int) (tk_json_get_number(span, "until", 0) - from),
                                   test_text(row, field) + from);
    }
    return g_string_free(text, FALSE);
}

static void
test_the_words_that_matched_are_marked(TestPlace *place)
{
    static const struct {
        const char *typed, *field, *wanted;
    } rows[] = {
        { "kari res", "name", "Kari" },
        { "kari res", "title", "research" },
        { "hol", "name", "Holm" },
        { "hlom", "name", "Holm" },
        { "nordvarme vik", "organisation", "Nordvarme" },
        { "møtene flyttet", "name", "Møtet|flyttet" },
        { "\"of research\"", "title", "of|research" },
    };
    g_autoptr(TestDesk) desk = small_desk(place);

    for (size_t at = 0; at < G_N_ELEMENTS(rows); at++) {
        g_autoptr(TkJson) found = look_for(desk, rows[at].typed);
        g_autofree char *got =
            marked(json_array_get(json_object_get(found, "rows"), 0), rows[at].field);

        g_test_message("%s", rows[at].typed);
        g_assert_cmpstr(got, ==, rows[at].wanted);
    }
}

static void
test_a_wrong_letter_is_forgiven_and_said_to_be_so(TestPlace *place)
{
    g_autoptr(TestDesk) desk = small_desk(place);
    g_autoptr(TkJson) exact = look_for(desk, "holm");
    g_autoptr(TkJson) near = look_for(desk, "hlom");
    g_autoptr(TkJson) none = look_for(desk, "zzzzzz");

    g_assert_false(json_is_true(json_object_get(exact, "nearly")));
    g_assert_true(json_is_true(json_object_get(near, "nearly")));
    g_assert_false(json_is_true(json_object_get(none, "nearly")));
    g_assert_cmpuint(json_array_size(json_object_get(near, "rows")), ==, 1);
}

static void
test_whom_do_i_know_there_and_how_well_is_told(TestPlace *place)
{
    g_autoptr(TestDesk) desk = small_desk(place);
    g_autoptr(TkJson) there = look_for(desk, "at:nordvarme");
    g_autoptr(TkJson) plain = look_for(desk, "nordvarme");
    const TkJson *first = json_array_get(json_object_get(there, "rows"), 0);

    g_assert_cmpstr(test_text(first, "reason"), !=, "");
    g_assert_true(json_is_object(json_object_get(first, "facts")));
    g_assert_null(json_object_get(json_array_get(json_object_get(plain, "rows"), 0), "reason"));
}

static void
test_a_long_text_is_shown_where_the_word_stands(TestPlace *place)
{
    g_autoptr(TestDesk) desk = small_desk(place);
    TkId per = add_somebody(desk, "Siri Aas", "", "", "");
    g_autoptr(GString) text = g_string_new(NULL);

    for (unsigned at = 0; at < 80; at++)
        g_string_append(text, "Noe annet først. ");
    g_string_append(text, "\nSå kom hun til brønnboringen, og mer enn det.");
    note(desk, per, text->str);
    g_autoptr(TkJson) found = look_for(desk, "brønnboring");
    const TkJson *row = json_array_get(json_object_get(found, "rows"), 0);
    g_autofree char *word = marked(row, "name");

    g_assert_cmpstr(word, ==, "brønnboringen");
    g_assert_cmpint(g_utf8_strlen(test_text(row, "name"), -1), <, 160);
    g_assert_true(g_str_has_prefix(test_text(row, "name"), "…"));
    g_assert_null(strchr(test_text(row, "name"), '\n'));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/search-people/every-kind-is-found-and-in-names-one",
                    test_every_kind_is_found_and_in_names_one);
    test_store_each("/search-people/other-forms-of-a-word-are-found-where-somebody-wrote",
                    test_other_forms_of_a_word_are_found_where_somebody_wrote);
    test_store_each("/search-people/quoted-words-stand-together", test_quoted_words_stand_together);
    test_store_each("/search-people/filters-narrow", test_filters_narrow);
    test_store_each("/search-people/who-knows-whom-and-since-when",
                    test_who_knows_whom_and_since_when);
    test_store_each("/search-people/the-words-that-matched-are-marked",
                    test_the_words_that_matched_are_marked);
    test_store_each("/search-people/a-wrong-letter-is-forgiven-and-said-to-be-so",
                    test_a_wrong_letter_is_forgiven_and_said_to_be_so);
    test_store_each("/search-people/whom-do-i-know-there-and-how-well-is-told",
                    test_whom_do_i_know_there_and_how_well_is_told);
    test_store_each("/search-people/a-long-text-is-shown-where-the-word-stands",
                    test_a_long_text_is_shown_where_the_word_stands);
    return g_test_run();
}
