/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * hold-confidence.h - what is in confidence stays there (I2): every text on its way out is held
 * against every note that is not open.
 *
 * A note that may be told all the same is named with a reason, as the rule "I2/NOTE", and for this
 * text alone: what is edited afterwards is asked again.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/message.h"

#include <glib.h>

#define CONFIDENCE_RULE "I2/"

/* A text and where it goes. Texts may be "". */
typedef struct {
    const char *language, *subject, *body;
    TkId receiver;             /* 0: not known */
    const char *receiver_name; /* tells who it is where no id does */
} ConfidenceText;

/* Appends a Finding (an error, code "I2/NOTE", subject: how the note begins) for each note that is
 * told, the first ten. */
gboolean
confidence_find(const Workspace *workspace, const ConfidenceText *text, GPtrArray *findings,
                GError **error);

/* TK_ERROR_REFUSED "tells-confidence" where the message tells a note that was not named with a
 * reason; subject: its rule and how it begins. */
gboolean
confidence_may_leave(const Workspace *workspace, const Message *message, GError **error);
