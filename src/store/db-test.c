/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/db.h"

#include "base/tk-error.h"
#include "store/db-private.h"
#include "store/queries.h"
#include "store/test-store.h"

#include <string.h>

static void
test_engine_understands_every_query(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);

    for (const DbQuery *const *query = store_queries; *query != NULL; query++) {
        g_autoptr(GError) error = NULL;

        if (!db_prepare(store_db(store), *query, &error))
            g_test_message("%s", (*query)->name);
        g_assert_no_error(error);
    }
}

/* The planted fault for the test above. */
static void
test_a_query_on_a_missing_table_is_not_understood(TestPlace *place)
{
    const char *text = "SELECT no_such_column FROM no_such_table";
    const DbQuery query = { "planted", text, text, 0, 9999 };
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GError) error = NULL;

    g_assert_false(db_prepare(store_db(store), &query, &error));
    g_assert_error(error, TK_ERROR, TK_ERROR_UNAVAILABLE);
}

static gboolean
take_difference(const DbRow *row, gpointer data, GError **error)
{
    int64_t *out = data;

    (void) error;
    *out = db_row_number(row, "difference");
    return TRUE;
}

static void
test_values_go_by_their_number_and_not_by_their_order(TestPlace *place)
{
    const char *text = "SELECT cast($2 AS BIGINT) - cast($1 AS BIGINT) AS difference";
    const DbQuery query = { "planted_order", text, text, 2, 9999 };
    const DbValue values[] = { DB_VALUE_NUMBER(3), DB_VALUE_NUMBER(10) };
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GError) error = NULL;
    int64_t difference = 0;

    db_run(store_db(store), &query, values, G_N_ELEMENTS(values), take_difference, &difference,
           &error);
    g_assert_no_error(error);
    g_assert_cmpint(difference, ==, 7);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/db/engine-understands-every-query", test_engine_understands_every_query);
    test_store_each("/db/a-query-on-a-missing-table-is-not-understood",
                    test_a_query_on_a_missing_table_is_not_understood);
    test_store_each("/db/values-go-by-their-number-and-not-by-their-order",
                    test_values_go_by_their_number_and_not_by_their_order);
    return g_test_run();
}
