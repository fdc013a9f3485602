/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-line.h - one labelled-corpus line in, what the judge found out: so that any corpus can be
 * measured from outside.
 */
#pragma once

#include "actions/workspace.h"

/* `line`: a JSON object with id, lang, kind, sender {name}, receiver {name, role, org}, context,
 * subject, body; what is missing counts as not known, what else it holds is passed over.
 * {"id", "findings": [codes, sorted, each once], "spans": [Finding]}. Errors: TK_ERROR_INVALID
 * "json-malformed", "kind-unknown"; TK_ERROR_TOO_LARGE "text-too-large". */
TkJson *
judge_line(const Workspace *workspace, const char *line, gsize length, GError **error);

/* The same for a question: {id, lang, text} in. */
TkJson *
question_line(const Workspace *workspace, const char *line, gsize length, GError **error);

/* A news item: {id, lang, text} in; {"id", "milestones": [as read_news()]} out. */
TkJson *
news_line(const Workspace *workspace, const char *line, gsize length, GError **error);
