/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * due.h - which row of the list for today follows from a thing.
 *
 * Each gives an open row without id and created_at: act, rank, day, person, the reason's key
 * (share/sentences/today.tsv) and its facts as a JSON object. Facts ending in `_day` are ISO dates,
 * which the door writes in its own language. `name` is the person the row is about. Caller owns it.
 */
#pragma once

#include "base/tk-day.h"
#include "domain/campaign.h"
#include "domain/follow-up.h"
#include "domain/introduction.h"
#include "domain/meeting.h"
#include "domain/message.h"
#include "domain/milestone.h"
#include "domain/note.h"
#include "domain/person.h"
#include "domain/tie.h"
#include "domain/today.h"

/* So many pairs of people may be one; NULL for none. The row is about nobody alone. */
Due *
due_for_doubles(int64_t count, TkDay today);

/* The row of a message as it stands: a draft wants approval ("approve", not before its due_day), an
 * approved one wants to leave ("send"); NULL for a sent or discarded one. A follow-up's draft is
 * "follow_up". `target_name` names whom an introduction is about, or "". */
Due *
due_for_message(const Message *message, const char *name, const char *target_name, TkDay today);

/* F1: the follow-up that the plan asks for, with its draft `message` behind it, or with `message`
 * NULL the meeting. With FOLLOW_UP_REST the row says when the rest is over ("rest_over"). NULL for
 * FOLLOW_UP_NONE. `asked_day` is the day of the request. */
Due *
due_for_follow_up(const FollowUpPlan *plan, const Meeting *meeting, const Message *message,
                  const char *name, TkDay asked_day);

/* What the meeting's own stage asks for: "value" (V1) for an idea, "ask" for a valued one, "place"
 * once agreed, "prepare" and on the day "meet_today" once placed, "thank" once held. NULL where
 * nothing is due of itself. `zone` is the user's. */
Due *
due_for_meeting(const Meeting *meeting, const char *name, TkDay today, const char *zone);

/* A meeting laid to rest without follow-ups to count from ("not now", or by the user): when
 * limits->rest_days are over. NULL for one that does not rest. */
Due *
due_for_rest(const Meeting *meeting, const char *name, const MethodLimits *limits,
             const char *zone);

/* Somebody has answered, and it is my turn. */
Due *
due_for_answer(const Message *message, const char *name, TkDay answered_day);

/* A6, A1: a promise of mine to be kept; NULL for what is no open promise of mine. `due_day` 0 is
 * today. */
Due *
due_for_promise(const Note *note, const char *name, TkDay due_day, TkDay today);

/* V4: the introducer was told another purpose. P4: the introducer has not heard how it went. */
Due *
due_for_told_otherwise(const Introduction *introduction, const char *introducer_name,
                       const char *target_name, const char *purpose_now, TkDay today);
Due *
due_for_report_back(const Introduction *introduction, const char *introducer_name,
                    const char *target_name, TkDay today);

/* L2: a change in somebody's working life that wants a word; NULL for one that is not open. */
Due *
due_for_milestone(const Milestone *milestone, const char *name, TkDay today);

/* L8 and P2: a tie to warm up, because it fades, or (`target_name` not "") because a way leads over
 * it. */
Due *
due_for_warm_up(const Person *person, const Tie *tie, const char *target_name, TkDay today);

/* L1: the relationship's rhythm says it is time. L6: twice a year, does it add something? */
Due *
due_for_rhythm(const Person *person, const Tie *tie, TkDay due_day);
Due *
due_for_review(const Person *person, const Tie *tie, TkDay due_day);
