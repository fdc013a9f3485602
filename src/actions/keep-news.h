/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * keep-news.h - keeps what a news item says of people one knows: a milestone each, once, with the
 * item as a note behind it (L2). By the user's own hand: nothing is kept by reading alone.
 */
#pragma once

#include "actions/workspace.h"

/* {"kept":[Milestone with person],"told":N (of people one knows, kept before),"undo": entry or
 * null}. Posts are kept: new_job, promotion, left. Errors: as read_news(). */
TkJson *
keep_news(const Workspace *workspace, const char *text, const char *language, GError **error);
