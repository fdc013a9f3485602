/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * message.h - a message that is drafted, approved word by word, sent and answered (M4).
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    TkId meeting_id;
    TkId introduction_id; /* 0, or the introduction it asks for */
    TkId person_id;       /* the receiver */
    char *kind;           /* MESSAGES.md's kinds, message.h */
    char *language;
    char *formality;
    char *subject;
    char *body;
    char *state;     /* draft, approved, sent, discarded */
    int64_t number;  /* follow-ups: 1 or 2; else 0 */
    int64_t due_day; /* not before this day; 0 = now */
    int64_t approved_at;
    char *approved_by;
    char *approved_digest; /* SHA-256 of subject and body as approved (M4): another text is not
                              approved */
    char *overruled;       /* finding codes overruled by the user, with reasons, one a line */
    int64_t sent_at;
    char *message_id; /* Message-ID without <>, fixed when the draft is made */
    char *in_reply_to;
    char *thread;
    int64_t answered_at;
    char *answer_id; /* Message-ID of the answer */
    int64_t created_at;
    int64_t changed_at;
} Message;

/* An empty one: every text "", every number 0. Caller owns it. */
Message *
message_new(void);

void
message_free(Message *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Message, message_free)
