/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * network-load.h - a network out of the store, as a whole or pair by pair. Only for
 * network-keeper.c.
 */
#pragma once

#include "actions/workspace-private.h"
#include "domain/tie-graph.h"
#include "store/network-state.h"

#include <glib.h>

/* More people and ties are left to the store's indexes: 350 MB. */
#define NETWORK_PEOPLE_MOST 2000000
#define NETWORK_TIES_MOST   15000000

typedef struct {
    TieGraph *graph;
    GHashTable *strained; /* TkId: on bad terms */
    TkId state;           /* of the store when it was read */
    int64_t today;
} NetworkLoaded;

void
network_loaded_clear(NetworkLoaded *loaded);

/* Everything, as of one moment. *out_loaded.graph is NULL where it is too large, or where `stops`
 * was set meanwhile. */
gboolean
network_load(const Workspace *workspace, const gint *stops, NetworkLoaded *out_loaded,
             GError **error);

/* Reads again what a pair says (store/network-state.h). */
gboolean
network_load_pair(const Workspace *workspace, const StorePair *pair, NetworkLoaded *loaded,
                  GError **error);

/* Over whom no way should lead: strained ones, and those asked enough (P5). GArray of
 * TieGraphMark. */
GArray *
network_load_marks(const Workspace *workspace, const NetworkLoaded *loaded, GError **error);
