/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/permanent-rows.h"

#include "store/mark-store.h"
#include "store/test-store.h"

#include <string.h>

static gboolean
collect_row(const StoreRow *row, gpointer data, GError **error)
{
    GString *text = data;

    (void) error;
    g_string_append_printf(text, "%s", row->table);
    for (unsigned i = 0; i < row->column_count; i++)
        if (row->types[i] == DB_TEXT)
            g_string_append_printf(text, " %s=%s", row->columns[i], row->values[i].text);
    g_string_append_c(text, '\n');
    return TRUE;
}

static void
test_rows_come_parents_first_and_without_the_journal(TestPlace *place)
{
    g_autoptr(Store) store = test_place_open(place);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    for (unsigned i = 0; i < 250; i++)
        test_store_person(store, i == 249 ? "Last" : "Kåre");
    g_assert_true(mark_store_set(store, "greeting", "hei", &error));
    g_assert_true(store_each_permanent_row(store, collect_row, text, &error));
    g_assert_no_error(error);
    g_assert_true(g_str_has_prefix(text->str, "person name=Kåre "));
    g_assert_nonnull(strstr(text->str, "\nperson name=Last "));
    g_assert_nonnull(strstr(text->str, "\nmark name=greeting value=hei\n"));
    g_assert_null(strstr(text->str, "journal"));
    g_assert_null(strstr(text->str, STORE_MARK_LAST_ID));
}

static void
test_only_some_tables_go_along(void)
{
    g_assert_true(store_table_leaves("person"));
    g_assert_true(store_table_leaves("mark"));
    g_assert_false(store_table_leaves("tie"));
    g_assert_false(store_table_leaves("search_thing"));
    g_assert_false(store_table_leaves("journal_row"));
    g_assert_false(store_table_leaves("idempotency_key"));
    g_assert_false(store_table_leaves("nothing"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/permanent-rows/rows-come-parents-first-and-without-the-journal",
                    test_rows_come_parents_first_and_without_the_journal);
    g_test_add_func("/permanent-rows/only-some-tables-go-along", test_only_some_tables_go_along);
    return g_test_run();
}
