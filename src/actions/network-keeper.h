/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * network-keeper.h - holds an account's network in memory (domain/tie-graph.h) for a program that
 * stays, so that the best ways out of all there are take milliseconds.
 *
 * It is read from the store by a thread of its own when the first way is asked for, and dropped
 * when nobody has asked for a quarter of an hour. Until it is there, and for a network that is too
 * large, the answer is "not known": the store's indexes then do (path-surroundings.h). What works
 * of this program change is told by store/network-state.h and read again pair by pair; where
 * another program has written, the network is read again as a whole.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/tie-graph.h"

typedef struct NetworkKeeper NetworkKeeper;

#define NETWORK_IDLE_SECONDS (15 * 60)

/* Settings and world are borrowed and outlive it. What is held is dropped when nobody has asked for
 * `idle_seconds`. */
NetworkKeeper *
network_keeper_new(const TkSettings *settings, TkWorld *world, unsigned idle_seconds);

/* Those who joined have left or are closed. Accepts NULL. */
void
network_keeper_free(NetworkKeeper *keeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NetworkKeeper, network_keeper_free)

/* The workspace asks the keeper from now on, and tells it what it changes. */
void
network_keeper_join(NetworkKeeper *keeper, Workspace *workspace);

/* The workspace is as before. Closing it is enough, too. */
void
network_keeper_leave(Workspace *workspace);

/* Waits until what was wanted is there, or cannot be had. */
void
network_keeper_wait(NetworkKeeper *keeper);

typedef struct {
    gsize bytes;   /* of the network; 0: none is held */
    unsigned made; /* how often it was read as a whole */
} NetworkHeld;

NetworkHeld
network_keeper_held(NetworkKeeper *keeper);

/* The best ways to somebody as tie_graph_ways() proposes them; *out_known FALSE: ask the store. */
gboolean
network_keeper_ways(const Workspace *workspace, TkId target, TieGraphWay *out_ways, unsigned most,
                    unsigned *out_count, gboolean *out_known, GError **error);
