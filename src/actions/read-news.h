/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * read-news.h - what a news item says has changed in somebody's working life (L2).
 */
#pragma once

#include "actions/workspace.h"

/* `language` NULL or "": found out. {"language","milestones":[{"type","person","org","role",
 * "sure","from","until"}]}; from and until are bytes of `text`. Keeps nothing. Errors:
 * TK_ERROR_TOO_LARGE "text-too-large". */
TkJson *
read_news(const Workspace *workspace, const char *text, const char *language, GError **error);
