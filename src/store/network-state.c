/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/network-state.h"

#include "store/mark-store.h"
#include "store/store-private.h"
#include "store/tables.h"

#include <string.h>

/* A work that touches more has touched everything: who follows is quicker with a fresh look. */
#define PAIRS_MOST 4096

struct StoreNetwork {
    StoreWatch watch;
    GArray *pairs; /* touched by the open work, more than once too */
    gboolean all;
};

void
store_network_free(StoreNetwork *network)
{
    if (network == NULL)
        return;
    g_array_unref(network->pairs);
    g_free(network);
}

static StoreNetwork *
network_of(Store *store)
{
    if (store->network == NULL) {
        store->network = g_new0(StoreNetwork, 1);
        store->network->pairs = g_array_new(FALSE, FALSE, sizeof(StorePair));
    }
    return store->network;
}

void
store_watch(Store *store, const StoreWatch *watch)
{
    network_of(store)->watch = watch != NULL ? *watch : (StoreWatch) { 0 };
}

gboolean
store_network_state(Store *store, TkId *out_state, GError **error)
{
    g_autofree char *letters = mark_store_get(store, STORE_MARK_NETWORK, error);

    *out_state = 0;
    if (letters != NULL && *letters != '\0')
        tk_id_from_text(letters, out_state);
    return letters != NULL;
}

static void
touch(Store *store, StorePair pair)
{
    StoreNetwork *network = network_of(store);

    if (network->all)
        return;
    if (network->pairs->len >= PAIRS_MOST)
        store_network_touch_all(store);
    else
        g_array_append_val(network->pairs, pair);
}

void
store_network_touch_all(Store *store)
{
    StoreNetwork *network = network_of(store);

    g_assert(store->work != NULL);
    network->all = TRUE;
    g_array_set_size(network->pairs, 0);
}

static gboolean
is_of_the_network(const StoreTable *table)
{
    return table == &TABLE_TIE || table == &TABLE_POSITION || table == &TABLE_PERSON;
}

static TkId
number_of(const StoreTable *table, const DbValue *values, const char *column)
{
    unsigned at = 0;

    while (strcmp(table->columns[at], column) != 0)
        g_assert(++at < table->column_count);
    return values[at].number;
}

void
store_network_touch_row(Store *store, const StoreTable *table, const DbValue *values)
{
    if (table == &TABLE_TIE)
        touch(store, (StorePair) { number_of(table, values, "from_person_id"),
                                   number_of(table, values, "to_person_id") });
    else if (table == &TABLE_POSITION)
        touch(store, (StorePair) { number_of(table, values, "person_id"), 0 });
    else if (table == &TABLE_PERSON)
        touch(store, (StorePair) { number_of(table, values, "id"), 0 });
}

typedef struct {
    Store *store;
    const StoreTable *table;
} Going;

static gboolean
touch_going(const DbRow *row, gpointer data, GError **error)
{
    const Going *going = data;

    (void) error;
    if (going->table == &TABLE_TIE)
        touch(going->store, (StorePair) { db_row_number(row, "from_person_id"),
                                          db_row_number(row, "to_person_id") });
    else if (going->table == &TABLE_POSITION)
        touch(going->store, (StorePair) { db_row_number(row, "person_id"), 0 });
    else
        touch(going->store, (StorePair) { db_row_number(row, "id"), 0 });
    return TRUE;
}

gboolean
store_network_touch_going(Store *store, const StoreTable *table, TkId id, GError **error)
{
    Going going = { store, table };

    return !is_of_the_network(table) || store_select(store, table, id, touch_going, &going, error);
}

gboolean
store_network_keep(Store *store, GError **error)
{
    StoreNetwork *network = store->network;
    TkId before = 0, after = 0;

    if (network == NULL || (!network->all && network->pairs->len == 0))
        return TRUE;
    if (!store_network_state(store, &before, error))
        return FALSE;
    after = store_new_id(store);
    g_autofree char *letters = tk_id_to_text(after);

    if (!mark_store_set(store, STORE_MARK_NETWORK, letters, error))
        return FALSE;
    if (network->watch.tell != NULL)
        network->watch.tell(before, after, network->all ? NULL : network->pairs,
                            network->watch.data);
    return TRUE;
}

void
store_network_done(Store *store)
{
    if (store->network == NULL)
        return;
    g_array_set_size(store->network->pairs, 0);
    store->network->all = FALSE;
}
