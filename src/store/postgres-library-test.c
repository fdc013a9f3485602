/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/postgres-library.h"

#include "base/tk-error.h"
#include "base/tk-world.h"
#include "store/store.h"

#include <string.h>

static gboolean
is_mapped(void)
{
    g_autofree char *maps = NULL;

    g_assert_true(g_file_get_contents("/proc/self/maps", &maps, NULL, NULL));
    return strstr(maps, "/libpq.so") != NULL;
}

static void
test_a_store_in_a_file_goes_without_the_library(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store =
        store_open(":memory:", 1, tk_world_real(), STORE_OPEN_ORDINARY, &error);

    g_assert_no_error(error);
    g_assert_nonnull(store);
    g_assert_false(is_mapped());
}

/* Each function answers for "no connection" as its own manual says, so none stands in another's
 * place. */
static void
test_every_function_is_in_its_place(void)
{
    g_autoptr(GError) error = NULL;
    PostgresLibrary library = { 0 };

    if (!postgres_library_load(&library, &error)) {
        g_test_skip(error->message);
        return;
    }
    g_assert_true(is_mapped());
    g_assert_cmpint(library.PQstatus(NULL), ==, CONNECTION_BAD);
    g_assert_cmpint(library.PQresultStatus(NULL), ==, PGRES_FATAL_ERROR);
    g_assert_cmpint(library.PQserverVersion(NULL), ==, 0);
    g_assert_cmpint(library.PQsetClientEncoding(NULL, "UTF8"), ==, -1);
    g_assert_cmpint(library.PQntuples(NULL), ==, 0);
    g_assert_cmpint(library.PQnfields(NULL), ==, 0);
    g_assert_cmpstr(library.PQresultErrorMessage(NULL), ==, "");
    g_assert_null(library.PQresultErrorField(NULL, PG_DIAG_SQLSTATE));
    g_assert_null(library.PQcmdStatus(NULL));
    g_assert_null(library.PQexec(NULL, "SELECT 1"));
    library.PQclear(NULL);
    library.PQfinish(NULL);
}

static void
test_a_server_that_is_not_there_is_said(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open("postgresql://127.0.0.1:1/nobody?connect_timeout=2", 1,
                                        tk_world_real(), STORE_OPEN_ORDINARY, &error);

    g_assert_null(store);
    g_assert_error(error, TK_ERROR, TK_ERROR_UNAVAILABLE);
    g_assert_cmpstr(tk_error_face(error).key, ==, "store-cannot-open");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    /* In this order: what is loaded once stays. */
    g_test_add_func("/postgres-library/a-store-in-a-file-goes-without-it",
                    test_a_store_in_a_file_goes_without_the_library);
    g_test_add_func("/postgres-library/every-function-is-in-its-place",
                    test_every_function_is_in_its_place);
    g_test_add_func("/postgres-library/a-server-that-is-not-there-is-said",
                    test_a_server_that_is_not_there_is_said);
    return g_test_run();
}
