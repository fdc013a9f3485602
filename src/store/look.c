/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/store-private.h"

gboolean
store_look_begin(Store *store, GError **error)
{
    if (store->looking == 0 && store->work == NULL && !db_begin(store->db, DB_BEGIN_READ, error))
        return FALSE;
    store->looking++;
    return TRUE;
}

void
store_look_end(Store *store)
{
    g_assert(store->looking > 0);

    /* There is nothing to keep, so a rollback, which cannot fail. */
    if (--store->looking == 0 && store->work == NULL)
        db_rollback(store->db);
}
