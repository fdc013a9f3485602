/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * views.h - the JSON shapes that several answers share (doc/api.yaml: PersonRef, Meeting, Message,
 * Finding).
 */
#pragma once

#include "actions/workspace.h"
#include "domain/meeting.h"
#include "domain/message.h"

#include <glib.h>

/* {"id","name"}, or null for id 0. A person who is gone has the name "". */
TkJson *
view_person_ref(const Workspace *workspace, TkId person);

TkJson *
view_meeting(const Workspace *workspace, const Meeting *meeting, GError **error);

TkJson *
view_message_head(const Workspace *workspace, const Message *message);

/* With findings, judged as the text stands. */
TkJson *
view_message(const Workspace *workspace, const Message *message, GError **error);

/* GPtrArray of Finding -> array; which of them may stay is told by `message`, NULL for none. */
TkJson *
view_findings(const GPtrArray *findings, const Message *message);

/* Adds "proposal" to those of the rows of view_findings() that one click would mend. */
void
view_proposals(TkJson *rows, const GPtrArray *proposals);

/* "2026-12-07T09:30:00Z" or null for 0; a day or null for 0. */
TkJson *
view_instant(int64_t at);
TkJson *
view_day(int64_t day);
