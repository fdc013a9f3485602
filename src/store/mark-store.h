/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * mark-store.h - small things an account remembers, outside the journal.
 */
#pragma once

#include "store/store.h"

#define STORE_MARK_LAST_ID     "last-id"     /* the greatest id ever made here, as letters */
#define STORE_MARK_LAST_BACKUP "last-backup" /* seconds since 1970 of the last compared copy */
#define STORE_MARK_NETWORK     "network"     /* the state of network-state.h, as letters */
#define STORE_MARK_TOUCHES     "touches"     /* the day whose rhythm stands on the list for today */

/* The value, "" where there is none; NULL with an error. Caller owns it. */
char *
mark_store_get(Store *store, const char *name, GError **error);

/* "" takes the mark away. Outside a work it is a unit of work of its own. */
gboolean
mark_store_set(Store *store, const char *name, const char *value, GError **error);

/* TRUE for what a store remembers about itself alone, and nobody takes along. */
gboolean
mark_is_own(const char *name);
