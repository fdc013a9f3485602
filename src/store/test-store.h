/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * test-store.h - fresh, empty stores for tests, the same test on both engines.
 *
 * SQLite stores are files in a folder of their own; PostgreSQL ones are databases of a throw-away
 * cluster that the first test starts and a keeper stops (tests/lib/postgres-cluster). Where
 * PostgreSQL is not installed its half of the tests is skipped, and says so. Only for tests.
 */
#pragma once

#include "store/store.h"

#define TEST_STORE_NOW INT64_C(1796029200) /* Monday 2026-11-30, 09:00 UTC */

typedef struct {
    DbEngine engine;
    char *place;     /* for store_open() */
    char *folder;    /* of this test alone, empty but for the store */
    TkWorld *world;  /* stands still at TEST_STORE_NOW */
    int lock;        /* the cluster stays while it is open */
    gpointer keeper; /* libpq's connection that holds the database for this test, or NULL */
} TestPlace;

/* NULL when the engine is not there; the test has then been marked as skipped. */
TestPlace *
test_place_new(DbEngine engine);
void
test_place_free(TestPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TestPlace, test_place_free)

/* Opens the store of account 1; a failure fails the test. */
Store *
test_place_open(const TestPlace *place);
Store *
test_place_open_account(const TestPlace *place, int64_t account_id);

/* A unit of work under the deed "test-deed"; failures fail the test. */
StoreWork *
test_store_begin(Store *store);
void
test_store_commit(StoreWork *work_take);

/* A person of this name, kept in a deed of its own. */
TkId
test_store_person(Store *store, const char *name);

/* A DbEach that counts rows in the int64_t at `data`. */
gboolean
test_store_count_row(const DbRow *row, gpointer data, GError **error);

/* Puts `text` into a text field. */
void
test_store_set(char **field, const char *text);

/* The store becomes what `before` (SQL, ends with NULL) makes of it, and then takes the step of
 * sql/migrations/ to `version` again: how what an older program left is met. */
void
test_store_step_again(Store *store, const char *const *before, int64_t version);

typedef void (*TestStoreRun)(TestPlace *place);

/* Adds `run` as the tests PATH/sqlite and PATH/postgres. */
void
test_store_each(const char *path, TestStoreRun run);
