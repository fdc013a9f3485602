/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * draft-text.h - a draft out of nothing but the facts that are handed in (M2); keeps nothing.
 */
#pragma once

#include "actions/workspace.h"

/* `wish`: {"kind", "lang" or "language", "formality", "sender": {"name", "background"}, "receiver":
 * {"name", "role", "org"}, "facts": {draft-told.h}, "variant"}; what is missing counts as not
 * known, the language as the user's own. {"language", "subject", "body"}, or {"language", "needs":
 * [names of facts]} where it cannot be written without them. Errors: "draft-kind",
 * "language-unknown", "formality-unknown", those of draft_told_check(). */
TkJson *
draft_text(const Workspace *workspace, const TkJson *wish, GError **error);

/* A line of a corpus: such an object with an id in, {"id", "subject", "body"} or {"id", "needs"}
 * out. Facts may stand in the row itself, too. Errors: those of corpus_line_read() and of
 * draft_text(). */
TkJson *
draft_line(const Workspace *workspace, const char *line, gsize length, GError **error);
