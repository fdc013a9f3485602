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
    char *proposed;  /* the body as the program proposed it last; "" for none */
    char *facts;     /* JSON: what the user told for this draft alone; "" for none */
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
    char *answer_id;  /* Message-ID of the answer */
    int64_t away_day; /* F3: last day of an absence that an automatic answer told of, 0 */
    int64_t created_at;
    int64_t changed_at;
} Message;

/* An empty one: every text "", every number 0. Caller owns it. */
Message *
message_new(void);

void
message_free(Message *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Message, message_free)

/* MESSAGES.md's kinds. */
typedef struct {
    const char *name;
    unsigned most_sentences; /* 0: no limit */
    unsigned most_words;     /* 0: no limit */
    gboolean opens;          /* asks a person for something: an open request until answered (T4) */
    const char *stage;       /* of the meeting once it has gone out, "" for none */
} MessageKind;

extern const MessageKind message_kind_table[]; /* ends with a NULL name */

/* NULL for a word that is no kind. Constant. */
const MessageKind *
message_kind_find(const char *name);

/* SHA-256 of subject and body as they stand: what an approval is given to (M4). */
char *
message_digest(const Message *message);

/* TRUE when the text as it stands is the one that was approved. */
gboolean
message_is_approved(const Message *message);

/* The user said yes to the text with this digest, word by word (M4). Errors: TK_ERROR_CONFLICT
 * "message-changed" (the text is no longer the one that was seen), "message-sent",
 * "message-discarded"; TK_ERROR_INVALID "message-empty". */
gboolean
message_approve(Message *message, const char *digest, int64_t at, const char *by, GError **error);

/* Another text; it takes the approval away, also when nothing but a space changed (M4). The same
 * text changes nothing. Errors: TK_ERROR_CONFLICT "message-sent", "message-discarded". */
gboolean
message_edit(Message *message, const char *subject, const char *body, int64_t at, GError **error);

/* M4's lock, asked right before a message leaves the house; `current_digest` is of the very text
 * that will leave. Errors: TK_ERROR_REFUSED "not-approved" (also when the text has changed since);
 * TK_ERROR_CONFLICT "message-sent", "message-discarded". */
gboolean
message_may_go_out(const Message *message, const char *current_digest, GError **error);

/* It has left at `at`. Errors as message_may_go_out(); TK_ERROR_INVALID "sent-before-approved" when
 * `at` is before the approval. */
gboolean
message_sent(Message *message, int64_t at, GError **error);

/* An answer came; the first one counts, an earlier one replaces it. Errors: TK_ERROR_CONFLICT
 * "message-not-sent". */
gboolean
message_answered(Message *message, const char *answer_id, int64_t at, GError **error);

/* Errors: TK_ERROR_CONFLICT "message-sent". */
gboolean
message_discard(Message *message, int64_t at, GError **error);
