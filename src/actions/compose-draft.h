/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * compose-draft.h - turns a meeting and its people into the draft of a message (M2, M3, F2, P3).
 */
#pragma once

#include "actions/workspace.h"
#include "domain/follow-up.h"
#include "domain/meeting.h"
#include "domain/message.h"
#include "domain/person.h"

/* milestone: what happened, as a letter names it; touch: how the two speak, and what they last
 * wrote about (DraftFacts). Borrowed texts, never NULL. */
typedef struct {
    const char *what;
    const char *post, *organisation, *old_post, *old_organisation;
    const char *subject; /* touch; NULL for none */
    TkDay day;           /* of the subject, 0 = not to be told */
} DraftOccasion;

/* Everything a draft is made from; what does not apply is NULL. */
typedef struct {
    const Meeting *meeting;
    const DraftOccasion *occasion;
    const Person *receiver;
    const Person *target;   /* intro_request: whom I want to meet */
    const Message *earlier; /* follow_up: what it follows */
    const char *kind;
    const char *language;
    const char *formality;
    const TkJson *told; /* draft-told.h; NULL for nothing */
    gboolean first;     /* nothing has been proposed yet: in the user's own manner, if known */
    unsigned number;
    int64_t day; /* the day it is for */
} DraftWish;

/* The words that a wish may have; NULL is accepted. Errors: "language-unknown",
 * "formality-unknown". */
gboolean
draft_words_known(const char *language, const char *formality, GError **error);

/* The tone: `formality` where it is not NULL, else the person's, else the setting's. Borrowed. */
const char *
draft_formality(const Workspace *workspace, const Person *person, const char *formality);

/* A message in state draft with a Message-ID of its own, not yet in the store. `variant` picks the
 * wording. Errors: those of draft_compose(). */
Message *
compose_draft(const Workspace *workspace, const DraftWish *wish, unsigned variant, GError **error);

/* Keeps a draft that hangs on no meeting's stage, and puts it on the list for today. Needs a work.
 */
gboolean
draft_keep(const Workspace *workspace, const Person *person, const Message *message,
           GError **error);

/* F1, F2: the draft of the next follow-up and its row on the list, or the row that says when the
 * rest is over; whatever follow-up was prepared before goes. The meeting moves to "resting" when
 * both are gone out. Needs a work. */
gboolean
plan_follow_up(const Workspace *workspace, Meeting *meeting, GError **error);

/* Nothing more is written for it until the rest is over; an introducer who stayed silent is free
 * again (P5). `until` is the plan that says so, or NULL where the user does. Needs a work. */
gboolean
lay_to_rest(const Workspace *workspace, Meeting *meeting, const FollowUpPlan *until,
            GError **error);

/* What went out to this receiver among `messages`, absences included; what the rules say comes
 * next for a meeting. */
FollowUpPast
follow_up_past_of(const Workspace *workspace, const GPtrArray *messages, const Person *receiver);
gboolean
follow_up_plan_of(const Workspace *workspace, TkId meeting, FollowUpPlan *out_plan, GError **error);

/* Drops what was prepared: an answer came, or the meeting ended. Needs a work. */
gboolean
drop_follow_ups(const Workspace *workspace, TkId meeting, GError **error);
