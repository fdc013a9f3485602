/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * tie-keeper.h - keeps ties in step with what happened, many at a time.
 *
 * Ties are rebuildable: whatever the keeper writes follows from the interactions in the store. The
 * standing of a person in the search index follows from the tie to me.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/interaction.h"

typedef struct TieKeeper TieKeeper;

/* `me` is the person that stands for the user. Borrowed workspace. */
TieKeeper *
tie_keeper_new(const Workspace *workspace, TkId me);

/* Drops what was not flushed; accepts NULL. */
void
tie_keeper_free(TieKeeper *keeper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TieKeeper, tie_keeper_free)

/* Takes one interaction into the ties of its participants (GPtrArray of Participant). */
gboolean
tie_keeper_add(TieKeeper *keeper, const Interaction *interaction, const GPtrArray *participants,
               GError **error);

/* Somebody with whom nothing has happened yet gets a row too, of standing 0: the list of people is
 * read from the ties. */
gboolean
tie_keeper_touch(TieKeeper *keeper, TkId person, GError **error);

/* As tie_keeper_touch() for somebody who was made just now. */
void
tie_keeper_begin(TieKeeper *keeper, TkId person);

/* How the tie to somebody stands, if the keeper still has it as it was written last. */
gboolean
tie_keeper_knows(const TieKeeper *keeper, TkId person, int64_t *out_standing);

/* The tie to somebody says again what the user's own word on it is (table tie_word). */
gboolean
tie_keeper_follow_word(TieKeeper *keeper, TkId person, GError **error);

/* Keeps the user's own word on a tie (tie_word_is_known(); '' takes it back). The tie's copy of it
 * stays as it is until tie_keeper_follow_word() or ties_rebuild(). Needs a work. */
gboolean
tie_word_say(const Workspace *workspace, TkId from, TkId to, const char *word, GError **error);

/* Writes what changed and brings the search index's standings up. Needs a work. */
gboolean
tie_keeper_flush(TieKeeper *keeper, GError **error);

/* Makes all ties and standings again from the interactions. Needs a work. */
gboolean
ties_rebuild(const Workspace *workspace, GError **error);

/* Makes the ties again where the store comes from an older program that kept them otherwise. */
gboolean
ties_ensure(const Workspace *workspace, GError **error);
