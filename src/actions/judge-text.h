/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-text.h - findings on any text, kept or not (M1).
 */
#pragma once

#include "actions/workspace.h"

/* NULL = not known; kind NULL = outreach. */
typedef struct {
    const char *kind, *language;
    const char *sender_name, *receiver_name, *receiver_role, *receiver_organisation;
    const char *context, *subject, *body;
} JudgeWish;

/* {"language","sentences","findings":[Finding]}; language "" for a text of none of ours. Errors:
 * "kind-unknown", "text-too-large". */
TkJson *
judge_text(const Workspace *workspace, const JudgeWish *wish, GError **error);
