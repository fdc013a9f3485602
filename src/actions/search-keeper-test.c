/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * search-keeper-test.c - the index follows from what is permanent, however it came about.
 */
#include "actions/search-keeper.h"

#include "actions/ask-person.h"
#include "actions/doubles.h"
#include "actions/edit-person.h"
#include "actions/journal.h"
#include "actions/people.h"
#include "actions/set-value.h"
#include "actions/test-import.h"
#include "store/search.h"
#include "store/tables.h"

#define DEEDS 120
#define KINDS 8

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

/* Everything that is found by words, and by which. */

static const char things_text[] = "SELECT kind, id, behind, words FROM search_thing"
                                  " WHERE account_id = $1 ORDER BY kind, id";
static const DbQuery things = { "test_things", things_text, things_text, 1, 4001 };

static gboolean
append_thing(const DbRow *row, gpointer data, GError **error)
{
    (void) error;
    g_string_append_printf(data,
                           "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n",
                           db_row_number(row, "kind"), db_row_number(row, "id"),
                           db_row_number(row, "behind"), db_row_text(row, "words"));
    return TRUE;
}

static char *
all_things(const TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    GString *text = g_string_new(NULL);

    g_assert_true(store_run(desk->workspace->store, &things, NULL, 0, append_thing, text, &error));
    return g_string_free(text, FALSE);
}

static void
rebuild(const TestDesk *desk)
{
    g_autoptr(GError) error = NULL;
    StoreWork *work = test_store_begin(desk->workspace->store);

    g_assert_true(search_rebuild(desk->workspace, &error));
    test_store_commit(work);
}

static TkId
anybody(TestDesk *desk, GRand *dice)
{
    g_autoptr(TkJson) list = list_people(desk->workspace, NULL, 0, NULL);
    const TkJson *rows = json_object_get(list, "rows");

    return test_id(
        json_array_get(rows, (size_t) g_rand_int_range(dice, 0, (int) json_array_size(rows))),
        "id");
}

/* One thing that a user may do; counts those that were done and not refused. */
static void
do_something(TestDesk *desk, GRand *dice, unsigned round, unsigned done[KINDS])
{
    int what = g_rand_int_range(dice, 0, KINDS);
    const Workspace *workspace = desk->workspace;
    TkId person = anybody(desk, dice), other = anybody(desk, dice);
    g_autofree char *name = g_strdup_printf("Siri Aas%c", 'a' + (char) (round % 26));
    g_autofree char *text = g_strdup_printf("Møtet nummer %u handlet om varmepumper", round);
    g_autoptr(TkJson) answer = NULL;

    switch (what) {
    case 0:
        test_desk_person(desk, name, NULL, round % 2 == 0 ? "Fjord Data" : "Nordvarme AS");
        break;
    case 1:
        answer = change_person(workspace, person,
                               &(PersonWish) { .title = "sjef for møter",
                                               .organisation = round % 2 == 0 ? "Sjøvarme" : NULL },
                               NULL);
        break;
    case 2:
        answer = change_person(workspace, person, &(PersonWish) { .own_word = "close" }, NULL);
        break;
    case 3:
        answer = add_note(workspace, person, text, "internal", NULL);
        break;
    case 4:
        answer = set_value(workspace, person,
                           &(ValueWish) { .purpose = text,
                                          .reason = "foredraget om fjernvarme",
                                          .value_for_them = "tall fra tre piloter",
                                          .value_for_me = "hva som bremser" },
                           NULL);
        break;
    case 5:
        answer = ask_person(workspace, person, &(AskWish) { 0 }, NULL);
        break;
    case 6:
        answer = join_people(workspace, person, other, NULL);
        break;
    default:
        answer = undo_deed(workspace, 0, NULL);
    }
    done[what] += what == 0 || answer != NULL;
}

static void
test_after_any_deeds_it_is_as_made_anew(TestPlace *place)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(21);
    g_autoptr(TestDesk) desk = filled_desk(place);
    unsigned done[KINDS] = { 0 };

    for (unsigned round = 0; round < DEEDS; round++) {
        do_something(desk, dice, round, done);
        if (round % 20 != 19)
            continue;
        g_autofree char *kept = all_things(desk);
        g_autofree char *found = all_found(desk);

        rebuild(desk);
        g_autofree char *anew = all_things(desk);
        g_autofree char *found_anew = all_found(desk);

        g_assert_cmpstr(kept, ==, anew);
        g_assert_cmpstr(found, ==, found_anew);
    }
    for (size_t what = 0; what < KINDS; what++)
        g_assert_cmpuint(done[what], >, 0);
}

/* The comparison must see a note that the index was not told of. */
static void
test_a_forgotten_word_is_seen(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TestDesk) desk = filled_desk(place);
    g_autoptr(Note) note = note_new();
    StoreWork *work = test_store_begin(desk->workspace->store);

    note->id = store_new_id(desk->workspace->store);
    test_store_set(&note->text, "Nobody told the index");
    g_assert_true(note_insert(desk->workspace->store, note, &error));
    test_store_commit(work);
    g_autofree char *kept = all_things(desk);

    rebuild(desk);
    g_autofree char *anew = all_things(desk);

    g_assert_cmpstr(kept, !=, anew);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/search-keeper/a-store-with-the-index-of-before-finds-the-same-people",
                    test_a_store_with_the_index_of_before_finds_the_same_people);
    test_store_each("/search-keeper/an-index-that-is-there-is-left-alone",
                    test_an_index_that_is_there_is_left_alone);
    test_store_each("/search-keeper/after-any-deeds-it-is-as-made-anew",
                    test_after_any_deeds_it_is_as_made_anew);
    test_store_each("/search-keeper/a-forgotten-word-is-seen", test_a_forgotten_word_is_seen);
    return g_test_run();
}
