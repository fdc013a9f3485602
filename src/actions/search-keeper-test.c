/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-keeper-test.c - the index follows from what is permanent, however it came about.
 */
#include "actions/search-keeper.h"

#include "actions/edit-person.h"
#include "actions/people.h"
#include "actions/test-import.h"
#include "store/search.h"

#include <string.h>

/* As the index was up to version 4, with a row that no new one may lead to. */
static const char *const old_index[] = {
    "DROP TABLE search_thing",
    "DROP TABLE search_block",
    "DROP TABLE search_posting",
    "DROP TABLE search_spelling",
    "CREATE TABLE search_word (account_id BIGINT NOT NULL, word TEXT NOT NULL,"
    " about TEXT NOT NULL, standing BIGINT NOT NULL, about_id BIGINT NOT NULL,"
    " PRIMARY KEY (account_id, word, about, standing, about_id))",
    "CREATE INDEX search_word_by_about ON search_word (account_id, about, about_id, word)",
    "INSERT INTO search_word (account_id, word, about, standing, about_id)"
    " VALUES (1, 'nobody', 'person', 7, 4711)",
    NULL
};

static const char *const looks[] = { "k",      "kar",  "kari",      "holm", "hol kari", "nordv",
                                     "soeren", "heat", "lindqvits", "pump", "a" };

/* What every look finds, in order. */
static char *
all_found(const TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    GString *text = g_string_new(NULL);

    for (size_t at = 0; at < G_N_ELEMENTS(looks); at++) {
        g_autoptr(TkJson) found = search_people(desk->workspace, looks[at], 0, &error);

        g_assert_no_error(error);
        g_autofree char *rows = json_dumps(found, JSON_SORT_KEYS);

        g_string_append_printf(text, "%s: %s\n", looks[at], rows);
    }
    return g_string_free(text, FALSE);
}

static TestDesk *
filled_desk(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    TestDesk *desk = test_desk_new(place);
    g_autoptr(TkJson) report = test_import_all(desk);
    TkId kari = test_desk_person(desk, "Kari Holmberg", NULL, "Sjøvarme AS");
    g_autoptr(TkJson) note = add_note(desk->workspace, kari, "Spoke of heat pumps", "open", &error);

    g_assert_no_error(error);
    test_desk_value(desk, kari);
    test_desk_ask(desk, kari);
    return desk;
}

static void
test_a_store_with_the_index_of_before_finds_the_same_people(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TestDesk) desk = filled_desk(place);
    g_autofree char *before = all_found(desk);

    test_store_step_again(desk->workspace->store, old_index, 5);
    g_assert_cmpuint(test_hits(desk, "kari"), ==, 0);
    g_assert_true(search_make_ready(desk->workspace, &error));
    g_assert_no_error(error);
    g_autofree char *after = all_found(desk);

    g_assert_cmpstr(after, ==, before);
    g_assert_cmpuint(test_hits(desk, "nobody"), ==, 0);
}

static void
test_an_index_that_is_there_is_left_alone(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TestDesk) desk = filled_desk(place);
    g_autoptr(StoreWork) work = test_store_begin(desk->workspace->store);

    /* What nobody would find after a rebuilding. */
    const char *const texts[] = { "zebra", NULL };
    const SearchThing thing = { .kind = SEARCH_ORGANISATION, .id = 4711, .texts = texts };

    g_assert_true(search_index(desk->workspace->store, &thing, &error));
    test_store_commit(g_steal_pointer(&work));
    g_assert_true(search_make_ready(desk->workspace, &error));
    g_autoptr(GArray) hits = search_find(desk->workspace->store, "zebra", NULL, 5, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(hits->len, ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/search-keeper/a-store-with-the-index-of-before-finds-the-same-people",
                    test_a_store_with_the_index_of_before_finds_the_same_people);
    test_store_each("/search-keeper/an-index-that-is-there-is-left-alone",
                    test_an_index_that_is_there_is_left_alone);
    return g_test_run();
}
