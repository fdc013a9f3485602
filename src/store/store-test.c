/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/store.h"

#include "base/tk-error.h"
#include "store/tables.h"
#include "store/test-store.h"

static StoreWork *
begin(Store *store)
{
    g_autoptr(GError) error = NULL;
    StoreWork *work = store_begin(store, "cli", "test-deed", "subject", &error);

    g_assert_no_error(error);
    return work;
}

static void
commit(StoreWork *work)
{
    g_autoptr(GError) error = NULL;

    store_commit(work, &error);
    g_assert_no_error(error);
}

static Person *
person_called(Store *store, const char *name)
{
    Person *person = person_new();

    person->id = store_new_id(store);
    g_free(person->name);
    person->name = g_strdup(name);
    person->created_at = TEST_STORE_NOW;
    return person;
}

static TkId
keep_person(Store *store, const char *name)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Person) person = person_called(store, name);
    g_autoptr(StoreWork) work = begin(store);

    person_insert(store, person, &error);
    g_assert_no_error(error);
    commit(g_steal_pointer(&work));
    return person->id;
}

static void
test_keeps_what_was_committed(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) first = test_place_open(place);
    TkId id = keep_person(first, "Kåre Ødegård");

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
    g_autoptr(Person) person = person_called(store, "Nobody");
    g_autoptr(StoreWork) work = begin(store);

    g_assert_true(person_insert(store, person, &error));
    g_clear_pointer(&work, store_work_free);

    g_autoptr(Person) found = person_load(store, person->id, &error);

    g_assert_null(found);
    g_assert_error(error, TK_ERROR, TK_ERROR_NOT_FOUND);
    g_assert_cmpstr(tk_error_face(error).key, ==, "no-such-person");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/store/keeps-what-was-committed", test_keeps_what_was_committed);
    test_store_each("/store/forgets-what-was-not-committed", test_forgets_what_was_not_committed);
    return g_test_run();
}
