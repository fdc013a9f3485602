/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/test-store.h"

static int64_t
count_people(Store *store)
{
    static const DbQuery query = {
        .name = "look_test_count",
        .sqlite = "SELECT id FROM person",
        .postgres = "SELECT id FROM person",
        .ordinal = 9999, /* of no real query */
    };
    g_autoptr(GError) error = NULL;
    int64_t rows = 0;

    g_assert_true(db_run(store_db(store), &query, NULL, 0, test_store_count_row, &rows, &error));
    g_assert_no_error(error);
    return rows;
}

static void
test_what_is_read_in_a_look_is_of_one_moment(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) reader = test_place_open(place);
    g_autoptr(Store) writer = test_place_open(place);
    int64_t before = 0;

    g_assert_true(store_look_begin(reader, &error));
    g_assert_no_error(error);
    before = count_people(reader);
    test_store_person(writer, "Kari");
    g_assert_cmpint(count_people(reader), ==, before);
    store_look_end(reader);
    /* And the test would see it: without a look the other's write is there at once. */
    g_assert_cmpint(count_people(reader), ==, before + 1);
    test_store_person(writer, "Ola");
    g_assert_cmpint(count_people(reader), ==, before + 2);
}

static void
test_after_a_look_one_can_write(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);

    g_assert_true(store_look_begin(store, NULL));
    store_look_end(store);
    test_store_person(store, "Kari");
    g_assert_true(store_look_begin(store, NULL));
    g_assert_cmpint(count_people(store), ==, 1);
    store_look_end(store);
}

static void
test_a_look_in_a_look_goes_on_until_the_outer_ends(TestPlace *place)
{
    g_autoptr(Store) reader = test_place_open(place);
    g_autoptr(Store) writer = test_place_open(place);
    int64_t before = 0;

    g_assert_true(store_look_begin(reader, NULL));
    before = count_people(reader);
    g_assert_true(store_look_begin(reader, NULL));
    store_look_end(reader);
    test_store_person(writer, "Kari");
    g_assert_cmpint(count_people(reader), ==, before);
    store_look_end(reader);
    g_assert_cmpint(count_people(reader), ==, before + 1);
}

static void
test_a_look_in_a_work_sees_what_the_work_has_done(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *work = store_begin(store, "cli", "look-test", "", NULL);

    g_assert_nonnull(work);
    test_store_person(store, "Kari");
    g_assert_true(store_look_begin(store, NULL));
    g_assert_cmpint(count_people(store), ==, 1);
    store_look_end(store);
    g_assert_true(store_commit(work, NULL));
    g_assert_cmpint(count_people(store), ==, 1);
}

static void
test_writing_in_a_look_is_a_bug(TestPlace *place)
{
    if (g_test_subprocess()) {
        g_autoptr(Store) store = test_place_open(place);

        g_assert_true(store_look_begin(store, NULL));
        test_store_person(store, "Kari");
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
    g_test_trap_assert_stderr("*store->looking == 0*");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/look/what-is-read-in-a-look-is-of-one-moment",
                    test_what_is_read_in_a_look_is_of_one_moment);
    test_store_each("/look/after-a-look-one-can-write", test_after_a_look_one_can_write);
    test_store_each("/look/a-look-in-a-look-goes-on-until-the-outer-ends",
                    test_a_look_in_a_look_goes_on_until_the_outer_ends);
    test_store_each("/look/a-look-in-a-work-sees-what-the-work-has-done",
                    test_a_look_in_a_work_sees_what_the_work_has_done);
    test_store_each("/look/writing-in-a-look-is-a-bug", test_writing_in_a_look_is_a_bug);
    return g_test_run();
}
