/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * import-everything.h - all that another tokopp gave out (export-data.h), back in without loss.
 *
 * Into an empty store everything comes as it was, ids and all. In a store with content a row of the
 * same id is the same or changed; the user, an organisation of the same name, a campaign and an
 * interaction that are here already stay who they are, and rows that name them name ours. All or
 * nothing: one unit of work, which can be undone.
 */
#pragma once

#include "actions/import-files.h"

/* TRUE if the file, packed with gzip or not, begins as such an export does. */
gboolean
is_everything(const char *path);

/* The answer of import_files(). Left out, each with its line: what json-lines.h names,
 * "row-of-unknown-table", "row-malformed" (the subject names the column), "row-without-parent",
 * "row-in-the-way" (another row holds its place). Errors: TK_ERROR_CONFLICT "store-newer";
 * TK_ERROR_UNAVAILABLE "file-unreadable", "import-stopped". */
TkJson *
import_everything(const Workspace *workspace, const char *path, const ImportWish *wish,
                  GError **error);
