/* SPDX-License-Identifier: AGPL-3.0-or-later
 *
 * meeting.h - a meeting over coffee from the first idea to the kept relationship.
 */
#pragma once

#include "base/tk-id.h"

#include <glib.h>
#include <stdint.h>

typedef struct {
    TkId id;
    TkId person_id;
    TkId campaign_id;
    char *stage; /* meeting_stage_table */
    int64_t stage_at;
    char *purpose;        /* one concrete purpose (V3) */
    char *reason;         /* why this person (V3) */
    char *value_for_them; /* V1 */
    char *value_for_me;   /* V1 */
    char *form;           /* coffee, call, video, lunch */
    int64_t minutes;
    char *place;
    int64_t starts_at; /* 0 while not agreed */
    char *zone;
    char *language;
    char *asked_by;  /* me, them */
    char *overruled; /* rules overruled, with reasons, one a line: "V1: reason" */
    int64_t created_at;
} Meeting;

/* An empty one: every text "", every number 0. Caller owns it. */
Meeting *
meeting_new(void);

void
meeting_free(Meeting *meeting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Meeting, meeting_free)

/* How a meeting goes from one stage to the next. */
typedef struct {
    const char *from, *to;
    const char *who; /* who may take the step: me, them, either */
} MeetingStep;

typedef struct {
    const char *name;
    const char *act;  /* what is due next (today.h), "" for nothing */
    gboolean waiting; /* TRUE while I wait for an answer: an open request (T4) */
    gboolean ended;   /* TRUE where nothing more is asked of anybody */
} MeetingStage;

extern const MeetingStage meeting_stage_table[]; /* ends with a NULL name; the first is "idea" */
extern const MeetingStep meeting_step_table[];   /* ends with a NULL from */

/* NULL for a word that is no stage. Constant. */
const MeetingStage *
meeting_stage_find(const char *name);

gboolean
meeting_may_go(const char *from, const char *to);

/* Moves it to `to`, stage_at = `at`. An empty stage counts as "idea"; a step to where it is already
 * changes nothing. Errors: TK_ERROR_CONFLICT "stage-cannot-follow" (subject "asked -> held"); on
 * the way to "valued" also what value_stands() says (V1). */
gboolean
meeting_go(Meeting *meeting, const char *to, int64_t at, GError **error);

/* Moves it along the shortest allowed way to `to`, for news that skips steps (an answer with a date
 * to a request that was never marked as sent). Never through "valued" without V1. Same errors. */
gboolean
meeting_go_through(Meeting *meeting, const char *to, int64_t at, GError **error);
