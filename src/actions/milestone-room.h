/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * milestone-room.h - the few news that stand on the list for today at one time (L2).
 *
 * The first newer export after a year tells of hundreds of changes. An empty list is a good day,
 * and a list of hundreds is none: those that matter most stand on it, by the tie and by the size of
 * the news, and the rest stands in the list of news.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/milestone.h"

/* Decides whether `milestone` stands on the list for today: its state becomes open or offered, and
 * where it takes the place of one that matters less, that one is offered from now on. Rows that the
 * user has put off, and news with a draft, hold no place. The milestone itself is the caller's to
 * keep. Needs a work. */
gboolean
milestone_find_room(const Workspace *workspace, Milestone *milestone, GError **error);
