/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * message-twins.h - is nearly the same written to somebody else (T4)? Not asked of kinds that are
 * alike by nature: milestone, touch, decline.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/message.h"

typedef enum {
    TWINS_OUT,     /* among what was approved or sent */
    TWINS_WRITTEN, /* among the drafts, too */
} TwinsAmong;

/* *out_twin is whom the other message goes to, 0 where there is none. */
gboolean
message_find_twin(const Workspace *workspace, const Message *message, TwinsAmong among,
                  TkId *out_twin, GError **error);
