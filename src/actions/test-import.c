/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "actions/test-import.h"

#include "actions/people.h"
#include "store/queries.h"
#include "store/tables.h"

char *
test_fixture(const char *name)
{
    return g_build_filename(g_getenv("TOKOPP_SOURCE"), "tests/fixtures/actions", name, NULL);
}

char *
test_file(TestDesk *desk, const char *name, const char *text)
{
    g_autoptr(GError) error = NULL;
    char *path = g_build_filename(desk->place->folder, name, NULL);

    g_file_set_contents(path, text, -1, &error);
    g_assert_no_error(error);
    return path;
}

TkJson *
test_import(TestDesk *desk, const char *const *paths)
{
    g_autoptr(GError) error = NULL;
    const ImportWish wish = { 0 };
    TkJson *report = import_files(desk->workspace, paths, &wish, &error);

    g_assert_no_error(error);
    return report;
}

TkJson *
test_import_all(TestDesk *desk)
{
    g_autofree char *network = test_fixture("linkedin");
    g_autofree char *cards = test_fixture("people.vcf");
    g_autofree char *mails = test_fixture("archive.mbox");
    const char *const paths[] = { network, cards, mails, NULL };

    return test_import(desk, paths);
}

int64_t
test_figure(const TkJson *report, const char *outcome, const char *kind)
{
    const TkJson *figure = json_object_get(json_object_get(report, outcome), kind);

    g_assert_true(json_is_integer(figure));
    return json_integer_value(figure);
}

/* Ids and places in a list differ between stores that hold the same. */
static TkJson *
without_ids(const TkJson *value)
{
    const char *key = NULL;
    size_t at = 0;
    TkJson *inner = NULL;

    if (json_is_array(value)) {
        TkJson *rows = json_array();

        json_array_foreach((TkJson *) value, at, inner)
        {
            json_array_append_new(rows, without_ids(inner));
        }
        return rows;
    }
    if (!json_is_object(value))
        return json_deep_copy(value);
    TkJson *answer = json_object();

    json_object_foreach((TkJson *) value, key, inner)
    {
        if (!g_str_equal(key, "id") && !g_str_equal(key, "source"))
            json_object_set_new(answer, key, without_ids(inner));
    }
    return answer;
}

static gint
compare_texts(gconstpointer one, gconstpointer other)
{
    return g_strcmp0(*(const char *const *) one, *(const char *const *) other);
}

/* The parts of lists in an order of their own. */
static void
sort_lists(TkJson *person)
{
    static const char *const lists[] = { "addresses", "positions", "timeline" };

    for (size_t list = 0; list < G_N_ELEMENTS(lists); list++) {
        TkJson *rows = json_object_get(person, lists[list]);
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
        TkJson *sorted = json_array();
        size_t at = 0;
        TkJson *row = NULL;

        json_array_foreach(rows, at, row)
        {
            g_ptr_array_add(texts, tk_json_text(row));
        }
        g_ptr_array_sort(texts, compare_texts);
        for (guint place = 0; place < texts->len; place++)
            json_array_append_new(sorted, json_string(g_ptr_array_index(texts, place)));
        json_object_set_new(person, lists[list], sorted);
    }
}

char *
test_people_text(TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) people = person_array_new();
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    const DbValue values[] = { DB_VALUE_NUMBER(0), DB_VALUE_NUMBER(100000) };

    g_assert_true(store_run(desk->workspace->store, &SQL_PERSON_PAGE_FOR_INDEX, values,
                            G_N_ELEMENTS(values), person_collect, people, &error));
    for (guint at = 0; at < people->len; at++) {
        const Person *person = g_ptr_array_index(people, at);
        g_autoptr(TkJson) shown = show_person(desk->workspace, person->id, &error);
        g_autoptr(TkJson) plain = NULL;

        g_assert_no_error(error);
        plain = without_ids(shown);
        sort_lists(plain);
        g_ptr_array_add(texts, json_dumps(plain, JSON_SORT_KEYS));
    }
    g_ptr_array_sort(texts, compare_texts);
    g_ptr_array_add(texts, NULL);
    return g_strjoinv("\n", (char **) texts->pdata);
}

size_t
test_hits(TestDesk *desk, const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TkJson) found = search_people(desk->workspace, words, 50, &error);

    g_assert_no_error(error);
    return json_array_size(json_object_get(found, "rows"));
}
