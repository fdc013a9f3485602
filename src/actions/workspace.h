/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * workspace.h - all that an action may reach, opened by a door and handed to every action.
 *
 * Actions answer in JSON of the shapes that doc/api.yaml describes, ids as 13 letters, times as ISO
 * 8601:
 * `--json` prints them, HTTP sends them, the terminal renders them. So the doors cannot drift
 * apart. One thread owns one Workspace (one connection).
 */
#pragma once

#include "base/tk-json.h"
#include "base/tk-settings.h"
#include "base/tk-world.h"

#include <glib.h>

struct LanguageShare;
typedef struct Workspace Workspace;

/* Opens the store of the settings ("store"; "" = the file under the XDG data folder) for `door`
 * (cli, http, mcp, job). `settings`, `world` and `language` are borrowed and outlive it; `language`
 * may be NULL for doors that neither draft nor judge. Errors: those of store_open(). */
Workspace *
workspace_open(const TkSettings *settings, TkWorld *world, const struct LanguageShare *language,
               const char *door, GError **error);
void
workspace_close(Workspace *workspace);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Workspace, workspace_close)

/* The rules and drafts of all languages from share/. Load once, share between threads. */
struct LanguageShare *
workspace_language_load(GError **error);
void
workspace_language_free(struct LanguageShare *language);

TkWorld *
workspace_world(const Workspace *workspace);
const TkSettings *
workspace_settings(const Workspace *workspace);

/* Today in the user's own zone. */
int64_t
workspace_today(const Workspace *workspace);

/* What is read while it is held is of one moment, whatever others write meanwhile, and costs one
 * lock (store_look_begin()); actions that write are not called there. It ends with its block:
 *
 *     g_auto(WorkspaceLook) look = { 0 };
 *
 *     if (!workspace_look(workspace, &look, error))
 *         return NULL;
 */
typedef struct {
    const Workspace *workspace; /* NULL: not begun */
} WorkspaceLook;

gboolean
workspace_look(const Workspace *workspace, WorkspaceLook *out_look, GError **error);
void
workspace_look_end(WorkspaceLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WorkspaceLook, workspace_look_end)
