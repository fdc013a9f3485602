/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "store/maintenance.h"

#include "store/store-private.h"

gboolean
store_checkpoint(Store *store, GError **error)
{
    return db_checkpoint(store->db, FALSE, error);
}
