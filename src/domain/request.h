/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * request.h - quality before quantity: how many people may be asked at one time (T4).
 */
#pragma once

#include "domain/meeting.h"
#include "domain/message.h"
#include "domain/method.h"

#include <glib.h>

/* TRUE while a request (a message of a kind that opens) takes one of the places: drafted or
 * approved, or sent and not answered while its meeting waits. A draft holds a place already, so
 * that ten drafts cannot become ten requests. `meeting` may be NULL for a message without one. */
gboolean
request_is_open(const Message *message, const Meeting *meeting);

/* How many of `messages` (of Message) are open; `meetings` (of Meeting) holds theirs. */
unsigned
request_count_open(const GPtrArray *messages, const GPtrArray *meetings);

/* May one more be begun while `open_count` are open? Errors: TK_ERROR_REFUSED "too-many-open"
 * (subject: the limit). */
gboolean
request_may_open(unsigned open_count, const MethodLimits *limits, GError **error);
