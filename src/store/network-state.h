/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * network-state.h - follows what the network of people rests on: ties, and who was where.
 *
 * The store bears a state, an id that is another after each unit of work that touched any of that.
 * Whoever holds the network in memory asks for the state: if it is the one they know, nothing has
 * happened, in this process or in another. Works of this process also say beforehand from which
 * state to which they lead and whose pairs they touched, so that the network can be brought up by
 * them alone.
 */
#pragma once

#include "store/store.h"

/* Two whose tie may be another; other_id 0: somebody who came, went, moved, or is spoken of
 * otherwise (terms). */
typedef struct {
    TkId one_id, other_id;
} StorePair;

typedef struct {
    /* Called with the work still open: what is told becomes durable with its commit, or never does.
     * `pairs` (StorePair, borrowed) is NULL where everything may be another. */
    void (*tell)(TkId before, TkId after, const GArray *pairs, gpointer data);
    gpointer data;
} StoreWatch;

/* `watch` is copied; NULL ends it. */
void
store_watch(Store *store, const StoreWatch *watch);

/* The state as the store has it now; 0 before anything was touched. */
gboolean
store_network_state(Store *store, TkId *out_state, GError **error);

/* Says that the open work touches everything: for statements that change many rows at once. */
void
store_network_touch_all(Store *store);
