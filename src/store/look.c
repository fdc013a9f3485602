/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/store-private.h"

gboolean
store_look_begin(Store *store, GError **error)
{
    g_assert(store->work == NULL && !store->looking);

    store->looking = db_begin(store->db, DB_BEGIN_READ, error);
    return store->looking;
}

void
store_look_end(Store *store)
{
    g_assert(store->looking);

    /* There is nothing to keep, so a rollback, which cannot fail. */
    db_rollback(store->db);
    store->looking = FALSE;
}
