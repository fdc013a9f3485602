/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/network-state.h"

#include "domain/note.h"
#include "domain/person.h"
#include "domain/tie.h"
#include "store/tables.h"
#include "store/test-store.h"

#include <string.h>

/* What was told, as lines "one other" or "all"; whether each began where the last one ended. */
typedef struct {
    GString *lines;
    TkId after;
    gboolean gap;
} Told;

static void
take_told(TkId before, TkId after, const GArray *pairs, gpointer data)
{
    Told *told = data;

    told->gap |= before != told->after;
    told->after = after;
    if (pairs == NULL)
        g_string_append(told->lines, "all;");
    for (guint at = 0; pairs != NULL && at < pairs->len; at++) {
        const StorePair *pair = &g_array_index(pairs, StorePair, at);

        g_string_append_printf(told->lines, "%d %d;", (int) (pair->one_id % 1000),
                               (int) (pair->other_id % 1000));
    }
}

static void
told_clear(Told *told)
{
    g_string_free(told->lines, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Told, told_clear)

static TkId
state_of(Store *store)
{
    g_autoptr(GError) error = NULL;
    TkId state = -1;

    g_assert_true(store_network_state(store, &state, &error));
    g_assert_no_error(error);
    return state;
}

static void
put_tie(Store *store, TkId id, TkId one, TkId other)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Tie) tie = tie_new();

    tie->id = id;
    tie->from_person_id = one;
    tie->to_person_id = other;
    tie_put(store, tie, NULL, &error);
    g_assert_no_error(error);
}

static void
test_each_work_that_touches_it_makes_another_state(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(Store) other = test_place_open(place);
    TkId first = state_of(store);
    StoreWork *work = test_store_begin(store);

    put_tie(store, 9001, 1, 2);
    g_assert_cmpint(state_of(other), ==, first); /* not yet */
    test_store_commit(work);
    TkId second = state_of(store);

    g_assert_cmpint(second, !=, first);
    g_assert_cmpint(state_of(other), ==, second);
    test_store_person(other, "Kari Holm");
    g_assert_cmpint(state_of(store), !=, second);
}

static void
test_a_work_that_does_not_touch_it_leaves_the_state(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GError) error = NULL;
    g_autoptr(Note) note = note_new();
    TkId person = test_store_person(store, "Kari Holm"), before = state_of(store);
    StoreWork *work = test_store_begin(store);

    note->id = store_new_id(store);
    note->person_id = person;
    note_put(store, note, NULL, &error);
    g_assert_no_error(error);
    test_store_commit(work);
    work = test_store_begin(store);
    put_tie(store, 9001, 1, 2);
    store_work_free(work); /* rolled back */
    g_assert_cmpint(state_of(store), ==, before);
}

static void
test_whoever_watches_is_told_whose_ties_and_who_moved(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GError) error = NULL;
    g_auto(Told) told = { g_string_new(NULL), 0, FALSE };
    const StoreWatch watch = { take_told, &told };
    g_autoptr(Position) position = position_new();
    TkId person = test_store_person(store, "Kari Holm");
    StoreWork *work;

    told.after = state_of(store);
    store_watch(store, &watch);
    work = test_store_begin(store);
    put_tie(store, 9001, 1, 2);
    test_store_commit(work);
    work = test_store_begin(store);
    put_tie(store, 9001, 1, 2); /* the same already */
    position->id = store_new_id(store);
    position->person_id = person;
    position->organisation_id = 77;
    position_put(store, position, NULL, &error);
    g_assert_no_error(error);
    test_store_commit(work);
    work = test_store_begin(store);
    g_assert_true(tie_remove(store, 9001, &error));
    test_store_commit(work);
    g_autofree char *moved = g_strdup_printf("1 2;%d 0;1 2;", (int) (person % 1000));

    g_assert_cmpstr(told.lines->str, ==, moved);
    g_assert_false(told.gap);
    g_assert_cmpint(told.after, ==, state_of(store));
    store_watch(store, NULL);
    test_store_person(store, "Ada Berg");
    g_assert_cmpstr(told.lines->str, ==, moved);
}

static void
test_what_is_taken_back_is_told_too(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GError) error = NULL;
    g_auto(Told) told = { g_string_new(NULL), 0, FALSE };
    const StoreWatch watch = { take_told, &told };
    TkId person = test_store_person(store, "Kari Holm");
    StoreUndo undo = { 0 };

    store_watch(store, &watch);
    g_assert_true(store_undo(store, "cli", 0, &undo, NULL, &error));
    g_assert_no_error(error);
    g_assert_true(store_undo(store, "cli", undo.entry_id, &undo, NULL, &error));
    g_assert_no_error(error);
    g_autofree char *twice =
        g_strdup_printf("%d 0;%d 0;", (int) (person % 1000), (int) (person % 1000));

    g_assert_cmpstr(told.lines->str, ==, twice);
}

static void
test_where_much_is_touched_everything_is(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_auto(Told) told = { g_string_new(NULL), 0, FALSE };
    const StoreWatch watch = { take_told, &told };
    StoreWork *work = test_store_begin(store);

    store_watch(store, &watch);
    for (int at = 1; at < 4200; at++)
        put_tie(store, 9000 + at, at, at + 1);
    test_store_commit(work);
    work = test_store_begin(store);
    put_tie(store, 20000, 4, 9);
    test_store_commit(work);
    work = test_store_begin(store);
    store_network_touch_all(store);
    test_store_commit(work);
    g_assert_cmpstr(told.lines->str, ==, "all;4 9;all;");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/network-state/each-work-that-touches-it-makes-another-state",
                    test_each_work_that_touches_it_makes_another_state);
    test_store_each("/network-state/a-work-that-does-not-touch-it-leaves-the-state",
                    test_a_work_that_does_not_touch_it_leaves_the_state);
    test_store_each("/network-state/whoever-watches-is-told-whose-ties-and-who-moved",
                    test_whoever_watches_is_told_whose_ties_and_who_moved);
    test_store_each("/network-state/what-is-taken-back-is-told-too",
                    test_what_is_taken_back_is_told_too);
    test_store_each("/network-state/where-much-is-touched-everything-is",
                    test_where_much_is_touched_everything_is);
    return g_test_run();
}
