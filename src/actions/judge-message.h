/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-message.h - findings on a kept message, with what the store knows around it.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/message.h"
#include "language/judge.h"

#include <glib.h>

/* GPtrArray of Finding; `out_proposals` as judge_propose() gives them, or NULL. A forwardable note
 * is judged as seen by its final reader. */
GPtrArray *
judge_kept_message(const Workspace *workspace, const Message *message, GPtrArray **out_proposals,
                   GError **error);

/* TRUE where the user said, with a reason, that it may stay as it is (M1). */
gboolean
finding_is_overruled(const Message *message, const Finding *finding);
