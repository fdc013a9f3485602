/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * due-keeper.h - keeps the rows of the list for today in step with the things behind them.
 *
 * All need a work. `due_take` comes from domain/due.h; NULL is accepted and means: nothing is due.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/today.h"

/* The open rows of this thing go (state "done" or "dropped"), and the new one comes. */
gboolean
due_replace(const Workspace *workspace, const char *about, TkId about_id, const char *state,
            Due *due_take, GError **error);

/* A row beside those that are there already. */
gboolean
due_add(const Workspace *workspace, Due *due_take, GError **error);
