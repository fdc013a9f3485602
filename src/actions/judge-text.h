/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * judge-text.h - findings on any text, kept or not (M1).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* NULL = not known; kind NULL = outreach. */
typedef struct {
    const char *kind, *language;
    const char *sender_name, *receiver_name, *receiver_role, *receiver_organisation;
    const char *context, *subject, *body;
} JudgeWish;

/* {"language","sentences","sentences_most","words","words_most","findings":[Finding]}; 0 most is no
 * limit, language "" a text of none of ours. Errors: "kind-unknown", "text-too-large". */
TkJson *
judge_text(const Workspace *workspace, const JudgeWish *wish, GError **error);

/* The same of what is being typed into a kept message, with what the store knows around it; keeps
 * nothing. subject, body: NULL = as kept. Errors: "no-such-message", "text-too-large". */
TkJson *
judge_while_typed(const Workspace *workspace, TkId message, const char *subject, const char *body,
                  GError **error);
