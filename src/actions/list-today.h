/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * list-today.h - the list for today: one index read, in the method's order.
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-day.h"
#include "base/tk-id.h"

/* {"day","rows":[Row],"next","done"}: what is open and due up to `day` (0 = today), from the cursor
 * `after` (NULL = the start), at most `limit` rows (0 = all up to the page limit). */
TkJson *
list_today(const Workspace *workspace, TkDay day, const char *after, unsigned limit,
           GError **error);

/* A row is done, or waits until `until`. Answer {"undo": entry}. Errors: "no-such-due",
 * "later-not-later". */
TkJson *
mark_done(const Workspace *workspace, TkId due, GError **error);
TkJson *
put_off(const Workspace *workspace, TkId due, TkDay until, GError **error);
