/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/store.h"

#include "base/tk-error.h"
#include "store/tables.h"
#include "store/test-store.h"

#include <string.h>

static void
assert_key(const GError *error, TkError reason, const char *key)
{
    g_assert_error(error, TK_ERROR, (int) reason);
    g_assert_cmpstr(tk_error_face(error).key, ==, key);
}

static gboolean
is_there(Store *store, TkId person)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Person) found = person_load(store, person, &error);

    return found != NULL;
}

static TkId
insert_person(Store *store, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Person) person = person_new();

    person->id = store_new_id(store);
    test_store_set(&person->name, name);
    person_insert(store, person, &error);
    g_assert_no_error(error);
    return person->id;
}

static unsigned
entries_of(Store *store)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) entries = store_journal(store, 100, &error);

    g_assert_no_error(error);
    return entries->len;
}

static void
test_keeps_what_was_committed(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) first = test_place_open(place);
    TkId id = test_store_person(first, "Kåre Ødegård");

    g_clear_pointer(&first, store_close);
    g_autoptr(Store) again = test_place_open(place);
    g_autoptr(Person) person = person_load(again, id, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(person->name, ==, "Kåre Ødegård");
    g_assert_cmpint(person->created_at, ==, TEST_STORE_NOW);
}

static void
test_forgets_what_was_not_committed(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(StoreWork) work = test_store_begin(store);
    TkId id = insert_person(store, "Nobody");

    g_clear_pointer(&work, store_work_free);
    g_autoptr(Person) found = person_load(store, id, &error);

    g_assert_null(found);
    assert_key(error, TK_ERROR_NOT_FOUND, "no-such-person");
    g_assert_cmpuint(entries_of(store), ==, 0);
}

static void
test_a_work_that_was_dropped_leaves_room_for_the_next(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *work = test_store_begin(store);

    insert_person(store, "Nobody");
    store_work_free(work);
    g_assert_true(is_there(store, test_store_person(store, "Somebody")));
}

static void
test_putting_the_same_row_again_changes_nothing(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    TkId id = test_store_person(store, "Kari");
    g_autoptr(Person) person = person_load(store, id, &error);
    gboolean changed = TRUE;
    g_autoptr(StoreWork) work = test_store_begin(store);

    g_assert_true(person_put(store, person, &changed, &error));
    g_assert_false(changed);
    test_store_set(&person->title, "director");
    g_assert_true(person_put(store, person, &changed, &error));
    g_assert_true(changed);
    test_store_commit(g_steal_pointer(&work));
    g_assert_cmpuint(entries_of(store), ==, 2);
}

static void
test_an_entry_that_changed_nothing_is_not_kept(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);

    test_store_commit(test_store_begin(store));
    g_assert_cmpuint(entries_of(store), ==, 0);
}

static void
test_an_inner_work_joins_the_outer_entry(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *outer = test_store_begin(store);
    TkId one = insert_person(store, "Outer");
    StoreWork *inner = test_store_begin(store);
    TkId two = insert_person(store, "Inner");

    g_assert_cmpint(store_work_entry(inner), ==, store_work_entry(outer));
    test_store_commit(inner);
    test_store_commit(outer);
    g_assert_true(is_there(store, one) && is_there(store, two));
    g_assert_cmpuint(entries_of(store), ==, 1);
}

static void
test_an_inner_work_takes_back_its_own_part_only(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *outer = test_store_begin(store);
    TkId one = insert_person(store, "Outer");
    StoreWork *inner = test_store_begin(store);
    TkId two = insert_person(store, "Inner");
    StoreUndo undo = { 0 };

    store_work_free(inner);
    TkId three = insert_person(store, "Outer again");

    test_store_commit(outer);
    g_assert_true(is_there(store, one) && !is_there(store, two) && is_there(store, three));
    g_assert_true(store_undo(store, "cli", 0, &undo, NULL, &error));
    g_assert_cmpint(undo.taken_back, ==, 2);
}

static void
test_an_inner_work_that_is_dropped_first_leaves_no_entry(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *outer = test_store_begin(store);
    StoreWork *inner = test_store_begin(store);
    StoreWork *innermost = test_store_begin(store);

    insert_person(store, "Innermost");
    test_store_commit(innermost);
    store_work_free(inner);
    test_store_commit(outer);
    g_assert_cmpuint(entries_of(store), ==, 0);
}

static void
test_a_failed_query_spoils_the_work_on_both_engines(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) spoilt = NULL;
    g_autoptr(Store) store = test_place_open(place);
    TkId id = test_store_person(store, "Kari");
    g_autoptr(Person) person = person_load(store, id, NULL);
    StoreWork *work = test_store_begin(store);
    TkId other = insert_person(store, "Other");

    g_assert_false(person_insert(store, person, &error));
    assert_key(error, TK_ERROR_CONFLICT, "store-exists");
    g_assert_false(store_commit(work, &spoilt));
    assert_key(spoilt, TK_ERROR_UNAVAILABLE, "store-failed");
    g_assert_false(is_there(store, other));
    g_assert_true(is_there(store, test_store_person(store, "Next")));
}

static void
test_a_failed_inner_work_lets_the_outer_go_on(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(PersonAddress) address = person_address_new();
    StoreWork *outer = test_store_begin(store);
    TkId id = insert_person(store, "Outer");
    StoreWork *inner = test_store_begin(store);

    address->id = store_new_id(store);
    address->person_id = 12345;
    if (person_address_insert(store, address, &error)) /* PostgreSQL and SQLite look at once */
        g_assert_not_reached();
    assert_key(error, TK_ERROR_CONFLICT, "store-dangling");
    store_work_free(inner);
    test_store_commit(outer);
    g_assert_true(is_there(store, id));
}

static void
test_text_that_is_no_utf8_is_refused(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Person) person = person_new();
    g_autoptr(StoreWork) work = test_store_begin(store);

    person->id = store_new_id(store);
    test_store_set(&person->name, "K\xe5re");
    g_assert_false(person_insert(store, person, &error));
    assert_key(error, TK_ERROR_INVALID, "text-not-utf8");
    g_clear_pointer(&work, store_work_free);
}

static void
test_numbers_and_letters_at_the_edges_come_back(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Tie) tie = tie_new();
    g_autoptr(Person) person = person_new();
    g_autoptr(StoreWork) work = test_store_begin(store);

    tie->id = G_MAXINT64;
    tie->first_at = G_MININT64;
    tie->recent = 5e-324;
    person->id = store_new_id(store);
    test_store_set(&person->name, "\"; DROP TABLE person; --\x01 $1 ? 🙂 \\");
    g_assert_true(tie_insert(store, tie, &error));
    g_assert_true(person_insert(store, person, &error));
    test_store_commit(g_steal_pointer(&work));
    g_autoptr(Tie) tie_back = tie_load(store, tie->id, &error);
    g_autoptr(Person) person_back = person_load(store, person->id, &error);

    g_assert_no_error(error);
    g_assert_cmpint(tie_back->first_at, ==, G_MININT64);
    g_assert_true(memcmp(&tie_back->recent, &tie->recent, sizeof tie->recent) == 0);
    g_assert_cmpstr(person_back->name, ==, person->name);
}

static void
test_a_later_piece_joins_the_first_ones_entry(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *work = test_store_begin(store);
    TkId entry = store_work_entry(work);
    StoreUndo undo = { 0 };

    test_store_commit(work); /* the first piece changes nothing */
    for (int piece = 0; piece < 3; piece++) {
        work = store_begin_again(store, entry, &error);
        g_assert_no_error(error);
        insert_person(store, "Piece");
        test_store_commit(work);
        test_store_person(store, "Between");
    }
    g_assert_cmpuint(entries_of(store), ==, 4);
    g_assert_true(store_undo(store, "cli", entry, &undo, NULL, &error));
    g_assert_cmpint(undo.taken_back, ==, 3);
}

static void
test_an_unknown_entry_is_not_gone_on_with(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);

    g_assert_null(store_begin_again(store, 4711, &error));
    assert_key(error, TK_ERROR_NOT_FOUND, "no-such-entry");
    test_store_person(store, "The next work can begin");
}

static void
test_removing_a_person_takes_along_what_hangs_on_it(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GError) missing = NULL;
    g_autoptr(Store) store = test_place_open(place);
    TkId id = test_store_person(store, "Kari");
    g_autoptr(PersonAddress) address = person_address_new();
    StoreWork *work = test_store_begin(store);
    StoreUndo undo = { 0 };

    address->id = store_new_id(store);
    address->person_id = id;
    g_assert_true(person_address_insert(store, address, &error));
    test_store_commit(work);
    work = test_store_begin(store);
    g_assert_true(person_remove(store, id, &error));
    g_assert_true(person_remove(store, 999, &error)); /* not there: no error */
    test_store_commit(work);
    g_assert_null(person_address_load(store, address->id, &missing));
    g_assert_true(store_undo(store, "cli", 0, &undo, NULL, &error));
    g_assert_cmpint(undo.taken_back, ==, 2);
    g_autoptr(PersonAddress) back = person_address_load(store, address->id, &error);

    g_assert_no_error(error);
    g_assert_cmpint(back->person_id, ==, id);
}

static void
test_accounts_do_not_see_each_other(TestPlace *place)
{
    g_autoptr(Store) mine = test_place_open_account(place, 1);
    TkId id = test_store_person(mine, "Kari");

    g_clear_pointer(&mine, store_close);
    g_autoptr(Store) other = test_place_open_account(place, 2);

    g_assert_false(is_there(other, id));
    g_assert_cmpuint(entries_of(other), ==, 0);
}

/* Without the first lock, the WHERE, the second one must hold alone. */
static void
test_the_second_lock_holds_without_the_where(TestPlace *place)
{
    const char *text = "SELECT id FROM person";
    const DbQuery careless = { "careless", text, text, 0, 9999 };
    const char *intruding = "UPDATE person SET account_id = 2";
    const DbQuery intruder = { "intruder", intruding, intruding, 0, 9998 };
    g_autoptr(GError) error = NULL;
    int64_t rows = 0;

    if (place->engine != DB_ENGINE_POSTGRES) {
        g_test_skip("SQLite has no second lock: a file is one owner's");
        return;
    }
    g_autoptr(Store) mine = test_place_open_account(place, 1);

    test_store_person(mine, "Kari");
    g_assert_false(db_run(store_db(mine), &intruder, NULL, 0, NULL, NULL, &error));
    g_clear_error(&error);
    g_clear_pointer(&mine, store_close);
    g_autoptr(Store) other = test_place_open_account(place, 2);

    g_assert_true(db_run(store_db(other), &careless, NULL, 0, test_store_count_row, &rows, &error));
    g_assert_cmpint(rows, ==, 0);
    g_clear_pointer(&other, store_close);
    g_autoptr(Store) again = test_place_open_account(place, 1);

    g_assert_true(db_run(store_db(again), &careless, NULL, 0, test_store_count_row, &rows, &error));
    g_assert_cmpint(rows, ==, 1);
}

static void
test_entries_are_in_order_when_the_clock_goes_back(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);

    test_store_person(store, "First");
    g_clear_pointer(&store, store_close);
    tk_world_fixed_set(place->world, TEST_STORE_NOW - 86400);
    store = test_place_open(place);
    test_store_person(store, "Second");
    g_autoptr(GPtrArray) entries = store_journal(store, 2, &error);

    g_assert_no_error(error);
    g_assert_cmpint(((StoreEntry *) g_ptr_array_index(entries, 0))->at, ==, TEST_STORE_NOW - 86400);
}

static void
test_a_store_for_reading_refuses_to_write(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    TkId id = test_store_person(store, "Kari");
    g_autoptr(Store) reader =
        store_open(place->place, 1, place->world, STORE_OPEN_READ_ONLY, &error);

    g_assert_no_error(error);
    g_assert_true(is_there(reader, id));
    g_assert_null(store_begin(reader, "cli", "deed", "", &error));
    assert_key(error, TK_ERROR_FORBIDDEN, "store-read-only");
}

static void
test_the_place_is_shown_without_its_password(void)
{
    /* The server is not there: what counts is that the words are not shown either. */
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open("postgresql://me:secret@127.0.0.1:1/x?connect_timeout=1", 1,
                                        tk_world_real(), STORE_OPEN_ORDINARY, &error);

    g_assert_null(store);
    assert_key(error, TK_ERROR_UNAVAILABLE, "store-cannot-open");
    g_assert_null(strstr(error->message, "secret"));
}

/* Two programs told the same hour make ids from the same millisecond. */
static void
test_ids_go_on_from_another_program_of_the_same_hour(TestPlace *place)
{
    g_autoptr(Store) first = test_place_open(place);
    g_autoptr(Store) second = test_place_open(place);
    TkId last = 0;

    for (int turn = 0; turn < 20; turn++) {
        Store *store = turn % 2 == 0 ? first : second;

        for (int at = 0; at < 5; at++) {
            TkId id = test_store_person(store, "Kari Holm");

            g_assert_cmpint(id, >, last);
            last = id;
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/store/keeps-what-was-committed", test_keeps_what_was_committed);
    test_store_each("/store/forgets-what-was-not-committed", test_forgets_what_was_not_committed);
    test_store_each("/store/a-work-that-was-dropped-leaves-room-for-the-next",
                    test_a_work_that_was_dropped_leaves_room_for_the_next);
    test_store_each("/store/putting-the-same-row-again-changes-nothing",
                    test_putting_the_same_row_again_changes_nothing);
    test_store_each("/store/an-entry-that-changed-nothing-is-not-kept",
                    test_an_entry_that_changed_nothing_is_not_kept);
    test_store_each("/store/an-inner-work-joins-the-outer-entry",
                    test_an_inner_work_joins_the_outer_entry);
    test_store_each("/store/an-inner-work-takes-back-its-own-part-only",
                    test_an_inner_work_takes_back_its_own_part_only);
    test_store_each("/store/an-inner-work-that-is-dropped-first-leaves-no-entry",
                    test_an_inner_work_that_is_dropped_first_leaves_no_entry);
    test_store_each("/store/a-failed-query-spoils-the-work-on-both-engines",
                    test_a_failed_query_spoils_the_work_on_both_engines);
    test_store_each("/store/a-failed-inner-work-lets-the-outer-go-on",
                    test_a_failed_inner_work_lets_the_outer_go_on);
    test_store_each("/store/text-that-is-no-utf8-is-refused", test_text_that_is_no_utf8_is_refused);
    test_store_each("/store/numbers-and-letters-at-the-edges-come-back",
                    test_numbers_and_letters_at_the_edges_come_back);
    test_store_each("/store/a-later-piece-joins-the-first-ones-entry",
                    test_a_later_piece_joins_the_first_ones_entry);
    test_store_each("/store/an-unknown-entry-is-not-gone-on-with",
                    test_an_unknown_entry_is_not_gone_on_with);
    test_store_each("/store/removing-a-person-takes-along-what-hangs-on-it",
                    test_removing_a_person_takes_along_what_hangs_on_it);
    test_store_each("/store/accounts-do-not-see-each-other", test_accounts_do_not_see_each_other);
    test_store_each("/store/the-second-lock-holds-without-the-where",
                    test_the_second_lock_holds_without_the_where);
    test_store_each("/store/entries-are-in-order-when-the-clock-goes-back",
                    test_entries_are_in_order_when_the_clock_goes_back);
    test_store_each("/store/ids-go-on-from-another-program-of-the-same-hour",
                    test_ids_go_on_from_another_program_of_the_same_hour);
    test_store_each("/store/a-store-for-reading-refuses-to-write",
                    test_a_store_for_reading_refuses_to_write);
    g_test_add_func("/store/the-place-is-shown-without-its-password",
                    test_the_place_is_shown_without_its_password);
    return g_test_run();
}
