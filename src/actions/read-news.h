/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * read-news.h - what a news item says has changed in somebody's working life (L2).
 */
#pragma once

#include "actions/workspace.h"

/* `language` NULL or "": found out. {"language","milestones":[{"type","person","org","role",
 * "sure","from","until","known","bearers","organisation"}]}; from and until are bytes of `text`.
 * known: {"person","confidence" (sure, likely),"words" it rests on} of the store, null where nobody
 * is, or where nothing tells namesakes apart (bearers says how many could be meant). Keeps nothing.
 * Errors: TK_ERROR_TOO_LARGE "text-too-large". */
TkJson *
read_news(const Workspace *workspace, const char *text, const char *language, GError **error);
