/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * messages.h - from a draft to what was sent: look, edit, judge, approve, send, drop (M1, M4).
 */
#pragma once

#include "actions/workspace.h"
#include "base/tk-id.h"

/* doc/api.yaml's Message with its findings. Errors: "no-such-message". */
TkJson *
show_message(const Workspace *workspace, TkId message, GError **error);

/* {"rows":[MessageHead],"next"}; state NULL = all. */
TkJson *
list_messages(const Workspace *workspace, const char *state, const char *after, unsigned limit,
              GError **error);

/* The message that words name: an id, or the open draft to the person they name. */
gboolean
find_message(const Workspace *workspace, const char *words, TkId *out_message, GError **error);

/* NULL = leave. An approval does not outlive an edit. Errors: TK_ERROR_CONFLICT
 * "message-sent-already". */
TkJson *
edit_message(const Workspace *workspace, TkId message, const char *subject, const char *body,
             GError **error);

/* Another wording from the same facts; the user's own changes stay as long as no redraft is asked
 * for. */
TkJson *
redraft_message(const Workspace *workspace, TkId message, GError **error);

typedef struct {
    const char *code; /* finding to overrule */
    const char *reason;
} OverruleWish;

/* What the judge found may stay as it is, for this reason: a finding `code` about these `words` of
 * the text, or about none (""). Not asked about again in this message. Without a reason (NULL, "")
 * it is pointed out again. The message with "undo". Errors: TK_ERROR_INVALID "finding-unknown";
 * TK_ERROR_CONFLICT "message-sent", "message-discarded". */
TkJson *
overrule_finding(const Workspace *workspace, TkId message, const char *code, const char *words,
                 const char *reason, GError **error);

/* Approves the text as it stands, word by word. Errors: TK_ERROR_REFUSED "findings-stand" (subject:
 * the codes), "too-many-open", "message-too-early" (a follow-up before its day), "nearly-same" (T4;
 * subject: to whom the other went). */
TkJson *
approve_message(const Workspace *workspace, TkId message, const OverruleWish *overrules,
                unsigned count, GError **error);

/* It went out at `at` (0 = now): dates of follow-ups are set, the meeting moves on. Errors:
 * TK_ERROR_REFUSED "not-approved". */
TkJson *
mark_sent(const Workspace *workspace, TkId message, int64_t at, GError **error);

TkJson *
discard_message(const Workspace *workspace, TkId message, GError **error);

/* What an answer means, or that one came by another way than mail (phone, in passing): the meeting
 * moves on. outcome: yes, no, later. To a request for an introduction the first "yes" says that
 * they will introduce me, the second that they did; from then on the outcome is that of the person
 * to be met. The message with "undo". Errors: TK_ERROR_INVALID "outcome-unknown", "sent-in-future";
 * TK_ERROR_CONFLICT "message-not-sent", "stage-cannot-follow". */
TkJson *
record_answer(const Workspace *workspace, TkId message, const char *outcome, int64_t at,
              GError **error);

/* {"subject","body"} of the approved message, to be copied; asked like every other way out. Errors:
 * TK_ERROR_REFUSED "not-approved" and those of may-leave.h. */
TkJson *
message_as_text(const Workspace *workspace, TkId message, GError **error);

/* The approved message as RFC 5322 bytes; as a mailto: address; into the Drafts of the Maildir
 * `folder` (NULL = the setting mail.drafts), giving the file's path. Errors: TK_ERROR_REFUSED
 * "not-approved"; TK_ERROR_INVALID "no-mail-address" (subject: who). */
char *
message_as_eml(const Workspace *workspace, TkId message, GError **error);
char *
message_as_mailto(const Workspace *workspace, TkId message, GError **error);
char *
message_into_drafts(const Workspace *workspace, TkId message, const char *folder, GError **error);
