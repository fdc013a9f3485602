/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * corpus-line.h - a line of a corpus: one JSON object with an id, which its answer carries too.
 */
#pragma once

#include "base/tk-json.h"

/* Errors: TK_ERROR_INVALID "json-malformed", also for what is no object. */
TkJson *
corpus_line_read(const char *line, gsize length, GError **error);

/* {"id"} of the row, to be filled. */
TkJson *
corpus_line_answer(const TkJson *row);
