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
    int64_t at;            /* a date that cannot be is trimmed */
    gboolean is_automatic; /* an absence or a bounce */
    TkId from;             /* who wrote it, where that is news; 0 else */
    const char *subject, *text;
} AnswerFound;

/* What somebody wrote in a thread of ours moves the meeting on. An introducer's words are about the
 * introduction, which the user judges (record_answer()); when the person to be met writes into that
 * thread (`from`), the introduction was made and it is my turn. An answer to an approved message
 * shows that it has gone out. Needs a work. *out_moved tells whether it was news. */
gboolean
take_answer(const Workspace *workspace, const AnswerFound *answer, gboolean *out_moved,
            GError **error);

/* Our approved message was found among what was sent at `at`: a fact, which no rule holds back any
 * more. An unapproved or already sent one is left as it is. Needs a work. */
gboolean
take_sent(const Workspace *workspace, TkId message, int64_t at, GError **error);
