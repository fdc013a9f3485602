/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * touches-today.h - the few for whom it is time come onto the list for today by themselves (L1).
 *
 * Once a day, when the list is looked at first, and again when something was imported: the closest
 * come, with a limit of rows that stand at one time and of those that come in a day. Whoever ticks
 * a row off is left in peace for as long as that relationship's rhythm, with or without a letter.
 */
#pragma once

#include "actions/workspace.h"

/* Brings the rows up to date, unless that was done today. */
gboolean
touches_come_today(const Workspace *workspace, GError **error);

/* Others may be due now: the next look at the list asks again. */
gboolean
touches_look_again(const Workspace *workspace, GError **error);
