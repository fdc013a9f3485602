/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * may-leave.h - the rules once more, at the moment when a message leaves the house (V1, F1, F3, I2,
 * T4, P5).
 *
 * Between a draft and its sending days may pass: a value sentence is taken back, an absence is told
 * of, other requests go out. So what was asked at the draft is asked again here. A mail that is
 * found among what was sent has left already; for it nothing is asked.
 */
#pragma once

#include "actions/workspace.h"
#include "domain/meeting.h"
#include "domain/message.h"

/* May this message leave at `at`? Errors: TK_ERROR_REFUSED "value-missing" and its like,
 * "too-many-open", "introducer-tired", "tells-confidence", and what follow_up_may_send() says;
 * TK_ERROR_CONFLICT "asked-already", "stage-cannot-follow". Rules that were overruled for the
 * meeting are not asked.
 */
gboolean
message_may_leave(const Workspace *workspace, const Message *message, int64_t at, GError **error);

/* How P5 is overruled: for one introducer, "P5/ID"; another one is asked anew. Caller frees. */
char *
introducer_rule(TkId introducer);

/* The requests that hold one of the places (T4), those of `but_meeting` left out; with `sent_only`
 * those that wait for an answer. */
gboolean
requests_count_open(const Workspace *workspace, TkId but_meeting, gboolean sent_only,
                    unsigned *out_count, GError **error);

/* F1: TK_ERROR_REFUSED "follow-up-too-early" (subject: the day) while the meeting rests. */
gboolean
meeting_rest_is_over(const Workspace *workspace, const Meeting *meeting, GError **error);
