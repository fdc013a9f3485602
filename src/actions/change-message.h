/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * change-message.h - the frame of every change of one message: load, change, keep, answer.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/message.h"
#include "store/store.h"

/* Changes the message in place, and whatever else the change brings; within the work. */
typedef gboolean (*MessageChange)(const Workspace *workspace, Message *message, const void *wish,
                                  GError **error);

/* The message as it then stands, with "undo". A message that has left makes the deed one that can't
 * be taken back when `final`. */
TkJson *
change_message(const Workspace *workspace, TkId id, const char *deed, gboolean final,
               MessageChange change, const void *wish, GError **error);

/* Ends a work whose fruit is this message: {"message","undo"}. Takes the work; where something
 * fails it is undone. */
TkJson *
finish_with_message(const Workspace *workspace, StoreWork *work_take, const Message *message,
                    GError **error);

/* The message's row on the list for today, made anew from its state. Needs a work. */
gboolean
renew_message_due(const Workspace *workspace, const Message *message, GError **error);

/* Throws an unsent message away, and with it its row and the introduction that was only drafted.
 * The message itself is the caller's to keep. Needs a work. Errors: TK_ERROR_CONFLICT
 * "message-sent". */
gboolean
message_drop(const Workspace *workspace, Message *message, GError **error);

/* The sent request of a meeting that a follow-up names. Errors: TK_ERROR_CONFLICT
 * "follow-up-without-request". */
gboolean
find_request(const Workspace *workspace, TkId meeting, Message **out_request, GError **error);
