/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * path-surroundings.h - what path_rank() asks for, read out of the store: the ties around somebody,
 * the times shared, and the people on it. Only for the actions that look for ways.
 *
 * Read from the target outwards by the store's indexes, a bounded number of neighbours each: a
 * fraction of a second for a short program. Who keeps a network in memory (network-keeper.h) adds
 * only what stands on the ways it proposes.
 */
#pragma once

#include "actions/workspace-private.h"
#include "base/tk-id.h"
#include "domain/path.h"

#include <glib.h>

typedef struct {
    const Workspace *workspace;
    TkId me;
    MethodLimits limits;
    GPtrArray *ties;           /* Tie, owned */
    GHashTable *seen;          /* ids of the ties: one is kept once */
    GHashTable *mine;          /* ids of those to whom I have a tie, or none: looked at already */
    GHashTable *people;        /* TkId -> Person */
    GArray *persons;           /* PathPerson */
    GArray *shared;            /* PathShared */
    GHashTable *organisations; /* TkId -> name */
} Surroundings;

gboolean
surroundings_init(Surroundings *around, const Workspace *workspace, GError **error);
void
surroundings_clear(Surroundings *around);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Surroundings, surroundings_clear)

/* Whom the target knows, or was somewhere with, and which of them I know; with `far` also whom
 * those know. */
gboolean
surroundings_read(Surroundings *around, TkId target, gboolean far, GError **error);

/* What the best ways to the target lead over: as the network in memory has them where there is one,
 * else as surroundings_read() with `far`. */
gboolean
surroundings_find(Surroundings *around, TkId target, GError **error);

/* One pair: its tie, and the time they shared at `organisation` (0: none). */
gboolean
surroundings_add_pair(Surroundings *around, TkId one, TkId other, TkId organisation,
                      GError **error);

/* Somebody's name, terms and load; twice is once. */
gboolean
surroundings_add_person(Surroundings *around, TkId id, GError **error);

/* The ways to `target` out of all that was read: path_rank(). */
GPtrArray *
surroundings_rank(const Surroundings *around, TkId target, GError **error);

/* doc/api.yaml's Path. */
TkJson *
path_json(const Path *path);
