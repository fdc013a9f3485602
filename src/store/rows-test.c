/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/rows.h"

#include "base/tk-error.h"
#include "store/tables.h"
#include "store/test-store.h"

static TkJson *
row_of(Store *store, const StoreTable *table, TkId id)
{
    g_autoptr(GError) error = NULL;
    TkJson *row = NULL;

    g_assert_true(store_row_load(store, table, id, &row, &error));
    g_assert_no_error(error);
    return row;
}

static void
test_a_row_goes_out_and_in_again_as_it_was(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    TkId id = test_store_person(store, "Kari \"K\" Hølm");
    g_autoptr(TkJson) row = row_of(store, &TABLE_PERSON, id);
    StoreWork *work = test_store_begin(store);
    gboolean kept = FALSE;

    g_assert_true(store_remove(store, &TABLE_PERSON, id, &error));
    g_autoptr(TkJson) gone = row_of(store, &TABLE_PERSON, id);

    g_assert_null(gone);
    g_assert_true(store_row_keep(store, &TABLE_PERSON, row, &kept, &error));
    g_assert_no_error(error);
    g_assert_true(kept);
    test_store_commit(work);
    g_autoptr(TkJson) again = row_of(store, &TABLE_PERSON, id);

    g_assert_true(json_equal(row, again));
    g_assert_cmpstr(tk_json_get_text(again, "name", ""), ==, "Kari \"K\" Hølm");
}

static TkJson *
campaign_row(TkId id, const char *folded)
{
    TkJson *row = json_object();

    tk_json_set_number(row, "id", id);
    tk_json_set_text(row, "folded", folded);
    return row;
}

static void
test_a_taken_place_is_told_and_the_work_goes_on(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    StoreWork *work = test_store_begin(store);
    g_autoptr(TkJson) first = campaign_row(store_new_id(store), "varme");
    g_autoptr(TkJson) second = campaign_row(store_new_id(store), "varme");
    g_autoptr(TkJson) third = campaign_row(store_new_id(store), "kulde");
    gboolean kept = FALSE;

    g_assert_true(store_row_keep(store, &TABLE_CAMPAIGN, first, &kept, &error));
    g_assert_true(kept);
    g_assert_true(store_row_keep(store, &TABLE_CAMPAIGN, second, &kept, &error));
    g_assert_no_error(error);
    g_assert_false(kept);
    g_assert_true(store_row_keep(store, &TABLE_CAMPAIGN, third, &kept, &error));
    g_assert_true(kept);
    test_store_commit(work);
    g_autoptr(TkJson) there = row_of(store, &TABLE_CAMPAIGN, tk_json_get_number(first, "id", 0));
    g_autoptr(TkJson) refused = row_of(store, &TABLE_CAMPAIGN, tk_json_get_number(second, "id", 0));

    g_assert_nonnull(there);
    g_assert_null(refused);
}

static void
test_what_names_a_person_is_found_in_every_table(TestPlace *place)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = test_place_open(place);
    TkId id = test_store_person(store, "Kari Holm");
    g_autoptr(PersonAddress) address = person_address_new();
    StoreWork *work = test_store_begin(store);
    guint found = 0;

    address->id = store_new_id(store);
    address->person_id = id;
    g_assert_true(person_address_insert(store, address, &error));
    test_store_commit(work);
    for (const StoreReference *reference = TABLE_PERSON.references; reference->table != NULL;
         reference++) {
        g_autoptr(GArray) ids = store_rows_naming(store, reference, id, &error);

        g_assert_no_error(error);
        found += ids->len;
        if (reference->table == &TABLE_PERSON_ADDRESS) {
            g_assert_cmpstr(reference->column, ==, "person_id");
            g_assert_cmpuint(ids->len, ==, 1);
            g_assert_cmpint(g_array_index(ids, TkId, 0), ==, address->id);
        }
    }
    g_assert_cmpuint(found, ==, 1);
    g_assert_true(store_table_called("person_address") == &TABLE_PERSON_ADDRESS);
    g_assert_null(store_table_called("no_such_table"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    test_store_each("/rows/a-row-goes-out-and-in-again-as-it-was",
                    test_a_row_goes_out_and_in_again_as_it_was);
    test_store_each("/rows/a-taken-place-is-told-and-the-work-goes-on",
                    test_a_taken_place_is_told_and_the_work_goes_on);
    test_store_each("/rows/what-names-a-person-is-found-in-every-table",
                    test_what_names_a_person_is_found_in_every_table);
    return g_test_run();
}
