/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * open-meeting.h - the meeting with a person that is still on its way, and what hangs on its stage.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/introduction.h"
#include "domain/meeting.h"
#include "domain/message.h"
#include "domain/person.h"

#include <glib.h>

/* The newest meeting that has not ended; *out_meeting is NULL without error where there is none. */
gboolean
open_meeting_find(const Workspace *workspace, TkId person, Meeting **out_meeting, GError **error);

/* A new one, not yet in the store. Caller owns it. */
Meeting *
open_meeting_new(const Workspace *workspace, const Person *person);

/* Keeps the meeting, and brings the row of the list for today and the campaign's board to its
 * stage. Needs a work. */
gboolean
meeting_keep(const Workspace *workspace, const Meeting *meeting, GError **error);

/* All messages of a meeting, oldest first (GPtrArray of Message); all introductions. */
GPtrArray *
meeting_messages(const Workspace *workspace, TkId meeting, GError **error);
GPtrArray *
meeting_introductions(const Workspace *workspace, TkId meeting, GError **error);

/* TRUE for a request that is drafted or approved and has not left. */
gboolean
message_is_open_request(const Message *message);

/* The zone and country that count for a person: theirs as far as known, else the user's. Borrowed.
 */
const char *
country_of(const Workspace *workspace, const Person *person);
const char *
zone_of(const Workspace *workspace, const Person *person);

/* The language of what is written to a person: theirs, else their country's, else the user's.
 * Constant or borrowed. */
const char *
language_for(const Workspace *workspace, const Person *person);
