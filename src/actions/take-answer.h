/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * take-answer.h - what a mailbox tells about our own messages: gone out, answered, away (M5, F3).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

typedef struct {
    TkId message;          /* ours, which it answers */
    const char *answer_id; /* Message-ID */
    int64_t at;
    gboolean is_automatic; /* an absence or a bounce */
    const char *subject, *text;
} AnswerFound;

/* Needs a work. *out_moved tells whether it was news. */
gboolean
take_answer(const Workspace *workspace, const AnswerFound *answer, gboolean *out_moved,
            GError **error);

/* Our approved message was found among what was sent at `at`. An unapproved or already sent one is
 * left as it is. Needs a work. */
gboolean
take_sent(const Workspace *workspace, TkId message, int64_t at, GError **error);
